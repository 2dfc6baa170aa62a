"""Families of echoes in any corpus, without a study: documents in a file, one row a document out."""

from __future__ import annotations

import gc
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.kernel.library import way
from synopticon.reuse.translating import Translated, method_of, trace_and_translate
from synopticon.reuse.translations.embedding import Embedder, installed_embedder
from synopticon.store.durably import Draft
from synopticon.workflow.families_answer import Answer, FamiliesFound
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.reuse_joining import joined
from synopticon.workflow.reuse_rows import lines_of
from synopticon.workflow.study import utc_now
from synopticon.workflow.tracing_stages import TracingStages

if TYPE_CHECKING:
    from synopticon.workflow.spreading.asking import Spreading

OUR_MODE = 0o644
SWEPT = 100_000
"""Further objects after which Python looks for unused ones that name each other; its 700 take a tenth of a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesReport(FamiliesFound):
    """What a run found and took.

    kernel: by which of two ways texts were compared, "compiled" or "numpy"; the rows are the same either way.
    seconds, cpu_seconds: of the whole run. peak_mib: most memory of this process so far.
    """

    method: str
    kernel: str
    seconds: float
    cpu_seconds: float
    peak_mib: int


def find_families(
    documents: Path,
    out: Path,
    *,
    index: Path | None = None,
    translations: bool | None = None,
    spreading: Spreading | None = None,
    report: Path | None = None,
    progress: Progress = Silent(),
    clock: Callable[[], datetime] = utc_now,
) -> FamiliesReport:
    """Trace the documents of a JSON-lines file and write a row for each, sorted by id; out is whole or not there.

    index: a folder in which documents are kept from run to run; these join those, and the rows written are those that
    are new or have changed. translations: whether to propose them, where the documents are of more than one language;
    they change no family. Where it is not said they are sought, but never with an index: a clue weighs by the whole
    collection, so that one more document would weigh all pairs anew. spreading: by which engine of several processes,
    None for this process alone; the rows are the same.
    Raises NotFound, UnreadableFormat and DamagedInput with the line, StorageFailed, and UsageError where out or report
    is no file of its own, or translations or an engine are asked of an index; that nothing can be written there is
    known before the work begins. With an index, what opening one raises; with an engine, what `spread_families` does.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    translations = index is None if translations is None else translations
    incoming = JsonlCorpus(documents)
    if index:
        _fit_for(index, translations, spreading, out, report)
    out = _writable(out, "OUT", documents)
    report = _writable(report, "the report", documents, out) if report else None
    embedder = installed_embedder() if translations else None
    if spreading:
        from synopticon.workflow.spreading.families import spread_families

        answering = spread_families(
            incoming,
            out,
            spreading,
            translations=translations,
            embedder=embedder,
            progress=progress,
            clock=clock,
        )
    elif index:
        answering = joined(incoming, index, out.parent, progress, clock)
    else:
        answering = _one_process(incoming, translations=translations, embedder=embedder, progress=progress)
    with seldom_swept(), answering as answer:
        progress.stage("Writing", answer.documents)
        with Draft(out.parent) as draft:
            for line in answer.lines:
                draft.write(line)
                progress.advance()
            draft.keep_as(out, OUR_MODE)
    method = method_of(translations, embedder)
    summary = _report(answer, method, time.perf_counter() - wall, time.process_time() - cpu)
    if report:
        with Draft(report.parent) as draft:
            draft.write(json.dumps(asdict(summary), indent=2).encode() + b"\n")
            draft.keep_as(report, OUR_MODE)
    return summary


@contextmanager
def _one_process(
    incoming: JsonlCorpus, *, translations: bool, embedder: Embedder | None, progress: Progress
) -> Iterator[Answer]:
    """Families of the corpus, found in this process."""
    found = trace_and_translate(incoming, (), TracingStages(progress), translations=translations, embedder=embedder)
    yield _answer(found, (line for _, line in lines_of(found.traced)), incoming)


def _fit_for(index: Path, translations: bool, spreading: Spreading | None, *written: Path | None) -> None:
    """Raises UsageError where an index cannot do what is asked."""
    if spreading:
        why = "what is new is looked up in it, not traced with all the rest"
        raise UsageError("an index is kept by one process", where=str(index), why=why, remedy="Leave --engine out.")
    if translations:
        remedy = "Leave --translations out, or look for them in a run without --index."
        raise UsageError("an index proposes no translations", where=str(index), remedy=remedy)
    for path in filter(None, written):
        if path.resolve().is_relative_to(index.resolve()):
            raise UsageError("what is written must lie outside the index", where=str(path), remedy=_ANOTHER)


def _writable(path: Path, name: str, *others: Path) -> Path:
    """The path without links, its folder made and tried. name: what to call it. others: files that it must not be."""
    path = path.resolve()
    for other in others:
        if path == other.resolve() or (path.exists() and other.exists() and path.samefile(other)):
            raise UsageError(f"{name} would replace another file of this run", where=str(path), remedy=_ANOTHER)
    if path.exists() and not path.is_file():
        raise UsageError(f"{name} is no ordinary file", where=str(path), remedy=_ANOTHER)
    with Draft(path.parent):
        return path


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for unused objects that name each other less often: a run makes hardly any, and of those in use millions."""
    before = gc.get_threshold()
    gc.set_threshold(max(SWEPT, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_ANOTHER = "Give the name of another file; it need not exist."


def _answer(found: Translated, lines: Iterator[bytes], incoming: JsonlCorpus) -> Answer:
    traced = found.traced
    sizes = Counter(member.family for member in traced.members)
    families = [size for size in sizes.values() if size > 1]
    return Answer(
        lines=lines,
        documents=len(traced.members),
        blank=traced.blank,
        short=traced.short,
        proposed=traced.proposed,
        families=len(families),
        echoes=sum(families) - len(families),
        unseen=sum(member.role == "echo-of-unseen" for member in traced.members),
        kinds=dict(sorted(Counter(str(reuse.kind) for reuse in traced.reuses).items())),
        languages=found.languages,
        embedder=found.embedder,
        unnamed=incoming.unnamed,
        undated=incoming.undated,
    )


def _report(answer: Answer, method: str, seconds: float, cpu: float) -> FamiliesReport:
    told = {field.name: getattr(answer, field.name) for field in fields(FamiliesFound)}
    return FamiliesReport(
        method=method,
        kernel=way(),
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu, 3),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **told,
    )
