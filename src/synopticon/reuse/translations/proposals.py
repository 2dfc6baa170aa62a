"""From documents to proposed translations with their evidence. A pure function of the set of documents: their order
changes nothing. Nothing is merged here; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synopticon.model.reuse import Kind, Reuse, SharedSpan
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.deciding import Decided, decide
from synopticon.reuse.translations.embedding import MOST, Embedder, likeness
from synopticon.reuse.translations.lengths import expected_ratio
from synopticon.reuse.translations.proposing import candidates
from synopticon.reuse.translations.reading import Library, Reading, by_language, card_of
from synopticon.reuse.translations.scoring import Score, score
from synopticon.reuse.translations.telling import Evidence, told
from synopticon.reuse.translations.weighing import Shelf, shelf_of, vocabulary_of, worths

METHOD = "translations/1"
"""Name and version of all rules, lists and weights of this room; a change of any of them counts it up."""


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
        unread = f" Left out for want of a known language: {self.unread}." if self.unread else ""
        return f"Possible translations proposed: {len(self.proposals)}, among {spread}.{unread} {model}"


def propose_translations(documents: Iterable[Document], embedder: Embedder | None = None) -> tuple[Reuse, ...]:
    """Possible translations among documents of different languages, as relations that bind nothing."""
    return tuple(proposal.as_reuse() for proposal in propose(documents, embedder).proposals)


def propose(documents: Iterable[Document], embedder: Embedder | None = None) -> Outcome:
    """Possible translations with their evidence. Of identical texts of one language the first by id stands for all.

    Raises ValueError where the embedder answers with something else than a row of finite numbers for each text.
    """
    distinct = _distinct(documents)
    by_tag = by_language(distinct)
    texts = {document.id: document.text for document in distinct}
    library = Library(texts)
    proposals: list[Proposal] = []
    compared = 0
    for desk in _desks(by_tag):
        scores = {
            (a, b): desk.score(library.reading(desk.few.cards[a]), library.reading(desk.many.cards[b]))
            for a, b in candidates(desk.few, desk.many, desk.worth)
        }
        compared += len(scores)
        if embedder is not None:
            scores = _weighed(scores, desk, embedder, texts)
        proposals += [_proposal(one, scores[one.a, one.b], desk, texts) for one in decide(scores, desk.few, desk.many)]
    return Outcome(
        proposals=tuple(sorted(proposals, key=lambda proposal: (proposal.a, proposal.b))),
        languages=tuple((language, len(rows)) for language, rows in by_tag.items()),
        unread=len(distinct) - sum(len(rows) for rows in by_tag.values()),
        compared=compared,
        embedder=embedder.name if embedder else None,
    )


def _distinct(documents: Iterable[Document]) -> list[Document]:
    """Of documents with the same text and stated language only the first by id."""
    first: dict[tuple[str | None, str], Document] = {}
    for document in documents:
        key = (document.language, document.text)
        if key not in first or document.id < first[key].id:
            first[key] = document
    return list(first.values())


@dataclass(frozen=True, slots=True)
class _Desk:
    """Two shelves side by side, and what meeting by each key is worth between them."""

    few: Shelf
    many: Shelf
    worth: NDArray[np.float64]
    by_key: dict[str, float]
    expected: float

    def score(self, a: Reading, b: Reading) -> Score:
        """Weigh a document of the few against one of the many; what no model could lift keeps no evidence."""
        found = score(a, b, self.by_key, self.expected)
        return found if found.total > -MOST else replace(found, meetings=())


def _desks(by_tag: dict[str, list[Document]]) -> Iterator[_Desk]:
    """Every two languages; nothing is read where there is but one."""
    if len(by_tag) < 2:
        return
    numbers: dict[str, int] = {}
    cards = {tag: tuple(card_of(one, tag, numbers) for one in rows) for tag, rows in by_tag.items()}
    vocabulary = vocabulary_of(tuple(numbers))
    shelves = [shelf_of(tag, rows, len(numbers)) for tag, rows in cards.items()]
    for one, other in combinations(shelves, 2):
        few, many = (one, other) if len(one.cards) <= len(other.cards) else (other, one)
        worth = worths(few, many, vocabulary)
        by_key = {vocabulary.names[place]: float(worth[place]) for place in np.flatnonzero(worth)}
        yield _Desk(few, many, worth, by_key, expected_ratio(few.language, many.language))


def _weighed(
    scores: dict[tuple[int, int], Score], desk: _Desk, embedder: Embedder, texts: dict[str, str]
) -> dict[tuple[int, int], Score]:
    """The scores with what the model says of the candidates."""
    names = [(desk.few.cards[a].id, desk.many.cards[b].id) for a, b in scores]
    return {
        place: replace(old, total=old.total + more)
        for (place, old), more in zip(scores.items(), likeness(embedder, names, texts), strict=True)
    }


def _proposal(decided: Decided, found: Score, desk: _Desk, texts: dict[str, str]) -> Proposal:
    left, right = desk.few.cards[decided.a], desk.many.cards[decided.b]
    met = [(one.a, one.b, one.worth) for one in found.meetings]
    if left.id > right.id:
        left, right = right, left
        met = [(other, one, worth) for one, other, worth in met]
    evidence, reasons = told(met, texts[left.id], texts[right.id])
    heading = f"possibly translated ({left.language} / {right.language}): {reasons[0]}"
    short = round(100 * decided.lead)
    lead = f"the next best candidate falls short by {short} in a hundred" if short < 100 else "no other candidate"
    return Proposal(left.id, right.id, decided.probability, evidence, (heading, *reasons[1:], lead))
