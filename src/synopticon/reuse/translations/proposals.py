"""From documents to proposed translations with their evidence. A pure function of the set of documents: their order
changes nothing. Nothing is merged here; a person decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from synopticon.model.reuse import Kind, Reuse, SharedSpan
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.clues import Sort
from synopticon.reuse.translations.deciding import Decided, decide
from synopticon.reuse.translations.embedding import Embedder, likeness
from synopticon.reuse.translations.proposing import Shelf, candidates, shelves
from synopticon.reuse.translations.reading import read_all
from synopticon.reuse.translations.scoring import Score, score

METHOD = "translations/1"
"""Name and version of all rules, lists and weights of this room; a change of any of them counts it up."""
SHOWN = 6
"""Clues named in the reasons; all of them are in the evidence."""
NAMED = {Sort.NUMBER: "numbers", Sort.NAME: "names", Sort.WORD: "words", Sort.LATIN: "Latin words", Sort.MARK: "marks"}

Evidence = tuple[tuple[int, int], tuple[int, int], str]
"""A span of a, the span of b that answers it, and what they are: `number: 1,200 / 1200`."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Document b may be a translation of a, or both of a third (a < b by id). score: probability in thousandths."""

    a: str
    b: str
    score: int
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]

    def as_reuse(self) -> Reuse:
        """The relation as the rest of the house knows it; its kind binds nothing."""
        spans = tuple(SharedSpan(*one, *other) for one, other, _ in self.evidence)
        return Reuse(self.a, self.b, Kind.TRANSLATION, self.score, spans, self.reasons, METHOD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All proposals, sorted by their ids, and what was looked at. unread: documents whose language is not known."""

    proposals: tuple[Proposal, ...]
    languages: tuple[tuple[str, int], ...]
    unread: int
    compared: int
    embedder: str | None

    def summary(self) -> str:
        """What was done, in one paragraph for a person."""
        spread = ", ".join(f"{count} {language}" for language, count in self.languages) or "no documents"
        model = (
            f"The model {self.embedder} was asked as well."
            if self.embedder
            else "No multilingual model is installed: numbers, names, known words and their order decided alone."
        )
        unread = f" {self.unread} documents of unknown language were left out." if self.unread else ""
        return f"{len(self.proposals)} possible translations proposed among {spread}.{unread} {model}"


def propose_translations(documents: Iterable[Document], embedder: Embedder | None = None) -> tuple[Reuse, ...]:
    """Possible translations among documents of different languages, as relations that bind nothing."""
    return tuple(proposal.as_reuse() for proposal in propose(documents, embedder).proposals)


def propose(documents: Iterable[Document], embedder: Embedder | None = None) -> Outcome:
    """Possible translations with their evidence. Of identical texts of one language the first by id stands for all.

    Raises ValueError where the embedder answers with something else than a row of finite numbers for each text.
    """
    texts = _distinct(documents)
    readings = read_all(texts.values())
    by_language = shelves(readings)
    proposals, compared = [], 0
    for one, other, pairs in candidates(by_language):
        found = {(a, b): score(one.readings[a], other.readings[b], one, other) for a, b in pairs}
        compared += len(found)
        if embedder is not None:
            found = _weighed(found, one, other, embedder, texts)
        proposals += [_proposal(decided, one, other, texts) for decided in decide(found, one, other)]
    return Outcome(
        proposals=tuple(sorted(proposals, key=lambda proposal: (proposal.a, proposal.b))),
        languages=tuple((shelf.language, len(shelf.readings)) for shelf in by_language.values()),
        unread=len(texts) - len(readings),
        compared=compared,
        embedder=embedder.name if embedder else None,
    )


def _distinct(documents: Iterable[Document]) -> dict[str, Document]:
    """The documents by id; of those with the same text and language only the first by id."""
    first: dict[tuple[str | None, str], Document] = {}
    for document in documents:
        key = (document.language, document.text)
        if key not in first or document.id < first[key].id:
            first[key] = document
    return {document.id: document for document in first.values()}


def _weighed(
    found: dict[tuple[int, int], Score], one: Shelf, other: Shelf, embedder: Embedder, texts: dict[str, Document]
) -> dict[tuple[int, int], Score]:
    """The scores with what the model says of the candidates."""
    names = [(one.readings[a].id, other.readings[b].id) for a, b in found]
    worth = likeness(embedder, names, {name: document.text for name, document in texts.items()})
    return {
        place: replace(old, total=old.total + more) for (place, old), more in zip(found.items(), worth, strict=True)
    }


def _proposal(decided: Decided, one: Shelf, other: Shelf, texts: dict[str, Document]) -> Proposal:
    left, right = one.readings[decided.a], other.readings[decided.b]
    meetings = [(left.clues[met.a], right.clues[met.b], met.worth) for met in decided.score.meetings]
    if left.id > right.id:
        left, right = right, left
        meetings = [(b, a, worth) for a, b, worth in meetings]
    meetings.sort(key=lambda met: (met[0].start, met[1].start))
    said_left, said_right = texts[left.id].text, texts[right.id].text
    evidence = tuple(
        (
            (a.start, a.end),
            (b.start, b.end),
            f"{a.sort.value}: {said_left[a.start : a.end]} / {said_right[b.start : b.end]}",
        )
        for a, b, _ in meetings
    )
    telling = [
        what.split(": ", 1)[1]
        for (_, _, what), _ in sorted(zip(evidence, meetings, strict=True), key=lambda row: (-row[1][2], row[0]))
        if not what.startswith(Sort.MARK)
    ]
    counts = ", ".join(
        f"{count} {NAMED[sort]}" for sort in Sort if (count := sum(a.sort is sort for a, _, _ in meetings))
    )
    reasons = (
        f"possibly translated ({left.language} / {right.language}): {len(meetings)} clues answer each other: {counts}",
        f"{_in_order([b.start for _, b, _ in meetings])} of {len(meetings)} stand in the same order on both sides",
        "the most telling: " + "; ".join(telling[:SHOWN]),
        f"the next best candidate falls short of it by {round(100 * decided.lead / decided.score.total)} in a hundred",
    )
    return Proposal(left.id, right.id, decided.probability, evidence, reasons)


def _in_order(places: Sequence[int]) -> int:
    """Length of the longest rising row."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
