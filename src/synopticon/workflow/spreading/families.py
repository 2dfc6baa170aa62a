"""Families of echoes by an engine of several processes: the same rows as one process writes, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from synopticon.errors import UsageError
from synopticon.model.reuse import BINDING
from synopticon.reuse.documents import Document
from synopticon.reuse.moments import is_undated
from synopticon.reuse.origins import is_unnamed
from synopticon.reuse.relations import Found
from synopticon.reuse.translations.embedding import Embedder
from synopticon.reuse.translations.proposals import propose_streamed
from synopticon.store.joblock import job_lock
from synopticon.workflow.families_answer import Answer
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.progress import Progress
from synopticon.workflow.spreading.asking import Spreading
from synopticon.workflow.spreading.engines import ENGINES
from synopticon.workflow.spreading.rows import relation_columns, relations_in
from synopticon.workflow.spreading.running import Running
from synopticon.workflow.spreading.table import Table


@contextmanager
def spread_families(
    corpus: JsonlCorpus,
    out: Path,
    spreading: Spreading,
    *,
    translations: bool,
    embedder: Embedder | None,
    progress: Progress,
    clock: Callable[[], datetime],
) -> Iterator[Answer]:
    """Families of the corpus. What is done is kept in the working folder; a run that was killed goes on with it.

    At the end of the block, where all went well, the shards are removed. Raises StudyBusy where another run works in
    the folder, MissingPart, NetworkFailed, and what a stage raises, wherever it ran.
    """
    row = next(row for row in ENGINES if row.name == spreading.engine)
    work = spreading.work or out.with_name(f"{out.name}.work")
    if work.exists() and not work.is_dir():
        raise UsageError("the working folder is a file", where=str(work), remedy="Give another one with --work.")
    with row.opened(spreading.workers, spreading.scheduler) as engine, job_lock(work, "run", clock):
        running = Running(corpus, work, engine, progress)
        yield _answer(running, translations=translations, embedder=embedder, progress=progress)
    running.shards.remove()


def _answer(running: Running, *, translations: bool, embedder: Embedder | None, progress: Progress) -> Answer:
    running.shards.clear_leftovers()
    blocks = running.fingerprinted(languages=translations)
    table, order = running.gathered(blocks)
    pairs = running.proposed(blocks, order, table)
    relations = running.compared(table, pairs, blocks)
    languages = len(set(table.texts["language"].optional()) - {None}) if translations else 0
    if languages > 1:
        progress.stage("Looking for translations")
        relations.append(
            running.kept("translations", relation_columns(_translated(running, table, relations, embedder)))
        )
    settled = running.settled(table, relations)
    letters, comparable = table.numbers["letters"], table.comparable
    outlets, addresses, dates = (table.texts[name].optional() for name in ("outlet", "url", "published"))
    return Answer(
        lines=settled.lines,
        documents=len(table),
        blank=int((letters == 0).sum()),
        short=int(((letters > 0) & ~comparable).sum()),
        proposed=len(pairs),
        families=settled.families,
        echoes=settled.echoes,
        unseen=settled.unseen,
        kinds=dict(sorted(settled.kinds.items())),
        languages=languages if languages > 1 else 0,
        embedder=embedder.name if embedder and languages > 1 else None,
        unnamed=sum(map(is_unnamed, outlets, addresses)),
        undated=sum(map(is_undated, dates, addresses)),
    )


def _translated(running: Running, table: Table, relations: Sequence[str], embedder: Embedder | None) -> list[Found]:
    """Possible translations among all documents, found in this process alone."""
    ids = table.texts["id"].strings()
    language = dict(zip(ids, table.texts["language"].optional(), strict=True))
    body = dict(zip(ids, table.numbers["body"].tolist(), strict=True))
    bound = {
        (found.reuse.a, found.reuse.b)
        for name in relations
        for found in relations_in(running.shards.read(name))
        if found.reuse.kind in BINDING
    }
    corpus = running.corpus
    proposed = propose_streamed(_told(corpus, language), corpus.texts, embedder).proposals
    return [
        Found(body[one.a], body[one.b], one.as_reuse(), 0.0, 0.0) for one in proposed if (one.a, one.b) not in bound
    ]


def _told(corpus: JsonlCorpus, languages: dict[str, str | None]) -> Iterator[Document]:
    """Every document of a known language, with it."""
    for document in corpus.documents():
        if language := languages[document.id]:
            yield replace(document, language=language)
