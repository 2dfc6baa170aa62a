"""Families of echoes in any corpus, without a study: documents in a file, one row a document out."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from synopticon.model.reuse import Kind, Member, Reuse, SharedSpan
from synopticon.reuse.tracing import Traced
from synopticon.reuse.translating import Translated, method_of, trace_and_translate
from synopticon.reuse.translations.embedding import installed_embedder
from synopticon.store.durably import Draft
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.tracing_stages import TracingStages

OUR_MODE = 0o644


@dataclass(frozen=True, slots=True)
class FamiliesReport:
    """What a run found and took.

    families: of two documents or more. echoes: documents beyond the first of each family. kinds: relations by their
    kind. languages: among how many translations were looked for, 0 where they were not. embedder: the multilingual
    model that was asked as well. seconds, cpu_seconds: of the whole run. peak_mib: most memory of this process so far.
    """

    method: str
    documents: int
    blank: int
    short: int
    proposed: int
    families: int
    echoes: int
    unseen: int
    kinds: dict[str, int]
    languages: int
    embedder: str | None
    seconds: float
    cpu_seconds: float
    peak_mib: int


def find_families(
    documents: Path,
    out: Path,
    *,
    translations: bool = True,
    report: Path | None = None,
    progress: Progress = Silent(),
) -> FamiliesReport:
    """Trace the documents of a JSON-lines file and write a row for each, sorted by id; out is whole or not there.

    translations: whether to propose them, where the documents are of more than one language; they change no family.
    Raises NotFound, UnreadableFormat and DamagedInput with the line, and StorageFailed.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    corpus = JsonlCorpus(documents)
    embedder = installed_embedder() if translations else None
    found = trace_and_translate(corpus, (), TracingStages(progress), translations=translations, embedder=embedder)
    traced = found.traced
    progress.stage("Writing", len(traced.members))
    with Draft(out.resolve().parent) as draft:
        for row in rows_of(traced):
            draft.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            progress.advance()
        draft.keep_as(out, OUR_MODE)
    summary = _report(found, method_of(translations, embedder), time.perf_counter() - wall, time.process_time() - cpu)
    if report:
        with Draft(report.resolve().parent) as draft:
            draft.write(json.dumps(asdict(summary), indent=2).encode() + b"\n")
            draft.keep_as(report, OUR_MODE)
    return summary


def rows_of(traced: Traced) -> Iterator[dict[str, Any]]:
    """One row a document, sorted by id: its part in its family, and every verified relation that it has.

    spans: what it shares with its parent, as pairs of [start, end] in this text and in the other, in code points.
    """
    relations: dict[str, list[tuple[str, Reuse, list[dict[str, list[int]]]]]] = defaultdict(list)
    for reuse in traced.reuses:
        relations[reuse.a].append((reuse.b, reuse, [_span(s) for s in reuse.spans]))
        relations[reuse.b].append((reuse.a, reuse, [_span(_turned(s)) for s in reuse.spans]))
    for member in traced.members:
        yield _row(member, sorted(relations[member.item], key=lambda relation: relation[0]))


def _row(member: Member, relations: Sequence[tuple[str, Reuse, list[dict[str, list[int]]]]]) -> dict[str, Any]:
    verified = [row for row in relations if row[1].kind is not Kind.TRANSLATION]
    with_parent = next((spans for other, _, spans in verified if other == member.parent), [])
    chance = member.origin_probability
    return {
        "id": member.item,
        "family": member.family,
        "role": member.role,
        "parent": member.parent,
        "origin": member.origin,
        "origin_probability": None if chance is None else chance / 1000,
        "kind": member.kind,
        "spans": with_parent,
        "score": None if member.score is None else member.score / 1000,
        "reasons": list(member.reasons),
        "relations": [
            {
                "other": other,
                "kind": reuse.kind,
                "score": reuse.score / 1000,
                "reasons": list(reuse.reasons),
                "spans": spans,
            }
            for other, reuse, spans in relations
        ],
    }


def _span(span: SharedSpan) -> dict[str, list[int]]:
    return {"here": [span.a_start, span.a_end], "there": [span.b_start, span.b_end]}


def _turned(span: SharedSpan) -> SharedSpan:
    return SharedSpan(span.b_start, span.b_end, span.a_start, span.a_end)


def _report(found: Translated, method: str, seconds: float, cpu: float) -> FamiliesReport:
    traced = found.traced
    sizes = Counter(member.family for member in traced.members)
    families = [size for size in sizes.values() if size > 1]
    return FamiliesReport(
        method=method,
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
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu, 3),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )
