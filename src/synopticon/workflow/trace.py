"""Trace: find out which documents echo which, and put the families in place of the earlier ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from synopticon.model.custody import Act
from synopticon.model.digests import canonical_json
from synopticon.model.item import Item
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.reuse import BINDING, Kind, Role
from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import Traced
from synopticon.reuse.translating import Translated, method_of, trace_and_translate
from synopticon.reuse.translations.embedding import installed_embedder
from synopticon.workflow.family_history import log_changes, places_of
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.tracing_stages import TracingStages

if TYPE_CHECKING:
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study

STATE, SUMMARY, HEEDED = "trace.state", "trace.summary", "trace.heeded"
"""Facts of the study: a digest of all that the last trace rested on, what it found, and how many judgements on facts
and origins it heeded.
"""
DATING = frozenset({"outlet", "published"})
"""Facts of a document on which a trace rests."""


@dataclass(frozen=True, slots=True)
class TraceSummary:
    """What a trace found.

    documents: read and not withdrawn. blank, short: those that cannot be compared; they are singles.
    families: of two members or more. echoes: members beyond the first of each family. origins: families and single
    documents together, blank ones not counted. unseen: origins that were credited but not collected. copies: relations
    of identical bodies. near: other binding relations. loose: quotations and templates, which bind nobody.
    again: True where nothing had changed and the earlier answer stands. translations: pairs that are possibly
    translated, which bind nobody either. languages: among how many they were looked for, 0 where they were not.
    embedder: the multilingual model that was asked as well.
    """

    documents: int
    blank: int
    short: int
    families: int
    echoes: int
    origins: int
    unseen: int
    copies: int
    near: int
    loose: int
    seconds: float
    again: bool = False
    translations: int = 0
    languages: int = 0
    embedder: str | None = None


def trace(study: Study, *, progress: Progress = Silent()) -> TraceSummary:
    """Trace all documents of the study; where nothing has changed since the last time, say so and change nothing.

    The new relations and families replace the old ones in one transaction, with an entry in the custody log for each
    family that merged, split or goes back to another document, and one for the trace. Raises StudyBusy where another
    trace is running.
    """
    with study.job("trace"):
        return _traced(study, progress)


def _traced(study: Study, progress: Progress) -> TraceSummary:
    begun = study.clock()
    translating = study.settings.flag("trace.translations")
    embedder = installed_embedder() if translating else None
    method = method_of(translating, embedder)
    state = state_of(study.reader, method)
    heeded = str(_heeded(study.reader.judgements()))
    if study.reader.fact(STATE) == state:
        _keep_heeded(study, heeded)
        return replace(TraceSummary(**json.loads(study.reader.fact(SUMMARY) or "{}")), again=True)
    stages = TracingStages(progress, study.reader.counts().items)
    found = trace_and_translate(
        _Studied(study.reader), study.reader.judgements(), stages, translations=translating, embedder=embedder
    )
    traced = found.traced
    summary = _summary(found, (study.clock() - begun).total_seconds())
    progress.stage("Keeping")
    before = places_of(study.reader.all_members())
    with study.writing() as writer:
        writer.replace_reuse(traced.reuses, traced.members)
        writer.set_fact(STATE, state)
        writer.set_fact(HEEDED, heeded)
        writer.set_fact(SUMMARY, json.dumps(asdict(summary)))
        details = {"method": method, "families": str(summary.families)}
        details |= log_changes(writer, before, places_of(traced.members))
        writer.record(Act("trace", state, result_digest(traced), details))
    return summary


def corrected_since(reader: Reader, judgements: Sequence[Judgement]) -> bool:
    """True where a date, an outlet or an origin was judged after the last trace; cheap, so that every count can ask.

    False where nothing was traced yet. judgements: all of the study, which the caller has read anyway.
    """
    heeded = reader.fact(HEEDED)
    return heeded is not None and int(heeded) != _heeded(judgements)


def _heeded(judgements: Sequence[Judgement]) -> int:
    """How many judgements bear on a trace beyond single relations, which every count heeds at once."""
    return sum(
        one.subject.startswith("origin:")
        or (one.subject.startswith("item:") and (one.verdict is Verdict.CLEAR or not DATING.isdisjoint(one.value)))
        for one in judgements
    )


def _keep_heeded(study: Study, heeded: str) -> None:
    """Judgements that cancel each other out leave the answer as it was; it heeds them all the same."""
    if study.reader.fact(HEEDED) != heeded:
        with study.writing() as writer:
            writer.set_fact(HEEDED, heeded)


def state_of(reader: Reader, method: str) -> str:
    """A digest of everything a trace rests on: the methods, the judgements on reuse, each document and its facts."""
    running = hashlib.sha256(method.encode())
    for judgement in reader.judgements():
        if judgement.subject.startswith(("reuse:", "origin:")):
            running.update(judgement.id.encode())
    for item in reader.all_items():
        running.update(canonical_json([item.id, item.extraction, item.outlet, item.url, item.when, item.language]))
    return running.hexdigest()


def result_digest(traced: Traced) -> str:
    """A digest of all rows of a trace, in the order of their ids."""
    running = hashlib.sha256()
    for reuse in traced.reuses:
        running.update(canonical_json([reuse.id, reuse.kind, reuse.score]))
    for member in traced.members:
        running.update(canonical_json([member.item, member.family, member.role, member.parent, member.origin]))
    return running.hexdigest()


class _Studied:
    """The study's documents as reuse wants them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def documents(self) -> Iterator[Document]:
        """Every item that was read and not withdrawn."""
        for item, text in self._reader.all_texts():
            yield document_of(item, text)

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Current texts."""
        return self._reader.texts(ids)


def document_of(item: Item, text: str) -> Document:
    """An item with its text, as reuse wants it."""
    return Document(item.id, text, item.title, item.url, item.outlet, item.when, item.language)


def _summary(found: Translated, seconds: float) -> TraceSummary:
    traced = found.traced
    sizes: dict[str, int] = {}
    for member in traced.members:
        sizes[member.family] = sizes.get(member.family, 0) + 1
    families = [size for size in sizes.values() if size > 1]
    kinds = [reuse.kind for reuse in traced.reuses]
    identical = sum(r.kind is Kind.COPY and r.score == 1000 and len(r.spans) == 1 for r in traced.reuses)
    return TraceSummary(
        documents=len(traced.members),
        blank=traced.blank,
        short=traced.short,
        families=len(families),
        echoes=sum(families) - len(families),
        origins=len(sizes) - traced.blank,
        unseen=sum(member.role is Role.ECHO_OF_UNSEEN for member in traced.members),
        copies=identical,
        near=sum(kind in BINDING for kind in kinds) - identical,
        loose=sum(kind not in BINDING for kind in kinds) - found.proposed,
        seconds=round(seconds, 3),
        translations=found.proposed,
        languages=found.languages,
        embedder=found.embedder,
    )
