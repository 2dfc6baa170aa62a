"""From documents to proposed translations with their evidence. A pure function of the set of documents: their order
changes nothing. Nothing is merged here; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from synopticon.model.reuse import Kind, Reuse, SharedSpan
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.deciding import Decided, decide
from synopticon.reuse.translations.desks import Desk, Place, desks_of
from synopticon.reuse.translations.embedding import MOST, Embedder, likeness
from synopticon.reuse.translations.proposing import candidates
from synopticon.reuse.translations.reading import Library, Texts
from synopticon.reuse.translations.scoring import Score, Weight
from synopticon.reuse.translations.shelving import catalogue_of
from synopticon.reuse.translations.telling import Evidence, told

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
    """Possible translations among documents that fit into memory."""
    rows = list(documents)
    texts = {document.id: document.text for document in rows}
    return propose_streamed(rows, lambda ids: {name: texts[name] for name in ids}, embedder)


def propose_streamed(documents: Iterable[Document], texts: Texts, embedder: Embedder | None = None) -> Outcome:
    """Possible translations with their evidence. Of identical texts of one language the first by id stands for all.

    documents: streamed once, and none is kept; texts: answers the texts of some of them again. Raises ValueError where
    the embedder answers with something else than a row of finite numbers for each text.
    """
    catalogue = catalogue_of(documents)
    library = Library(texts)
    proposals: list[Proposal] = []
    compared = 0
    for desk in desks_of(catalogue):
        weights = dict(_weights(desk, library))
        compared += len(weights)
        if embedder is not None:
            weights = _weighed(weights, desk, embedder, texts)
        proposals += _proposals(decide(weights, desk.few, desk.many), desk, library, texts)
    return Outcome(
        proposals=tuple(sorted(proposals, key=lambda proposal: (proposal.a, proposal.b))),
        languages=tuple((language, len(cards)) for language, cards in catalogue.cards.items()),
        unread=catalogue.unread,
        compared=compared,
        embedder=embedder.name if embedder else None,
    )


def _weights(desk: Desk, library: Library) -> Iterator[tuple[Place, Weight]]:
    """What every candidate weighs; what no model could lift keeps no clue that met."""
    for place, found in desk.scores(candidates(desk.few, desk.many, desk.worth), library):
        yield place, found.weight if found.total > -MOST else replace(found.weight, met=0)


def _weighed(weights: dict[Place, Weight], desk: Desk, embedder: Embedder, texts: Texts) -> dict[Place, Weight]:
    """The weights with what the model says of the candidates."""
    names = [(one.id, other.id) for one, other in map(desk.cards, weights)]
    return {
        place: replace(old, total=old.total + more)
        for (place, old), more in zip(weights.items(), likeness(embedder, names, texts), strict=True)
    }


def _proposals(decided: Sequence[Decided], desk: Desk, library: Library, texts: Texts) -> Iterator[Proposal]:
    """The pairs that were decided with their evidence, which is read once more: most pairs are never proposed."""
    by_place = {(one.a, one.b): one for one in decided}
    for place, found in desk.scores(by_place, library):
        names = [card.id for card in desk.cards(place)]
        yield _proposal(by_place[place], found, desk, texts(names))


def _proposal(decided: Decided, found: Score, desk: Desk, texts: Mapping[str, str]) -> Proposal:
    left, right = desk.cards((decided.a, decided.b))
    met = [(one.a, one.b, one.worth) for one in found.meetings]
    if left.id > right.id:
        left, right = right, left
        met = [(other, one, worth) for one, other, worth in met]
    evidence, reasons = told(met, texts[left.id], texts[right.id])
    heading = f"possibly translated ({left.language} / {right.language}): {reasons[0]}"
    short = round(100 * decided.lead)
    lead = f"the next best candidate falls short by {short} in a hundred" if short < 100 else "no other candidate"
    return Proposal(left.id, right.id, decided.probability, evidence, (heading, *reasons[1:], lead))
