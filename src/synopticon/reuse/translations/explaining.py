"""Why two texts of different languages are, or are not, proposed as translations of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from synopticon.language.detect import language_of
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.deciding import decide, probability
from synopticon.reuse.translations.desks import Desk, desks_of
from synopticon.reuse.translations.proposing import candidates
from synopticon.reuse.translations.reading import Card, Library, Texts, primary
from synopticon.reuse.translations.shelving import catalogue_of
from synopticon.reuse.translations.telling import Evidence, told


@dataclass(frozen=True, slots=True)
class ExplainedTranslation:
    """Two texts of different languages. probability: in thousandths, of what their clues say. proposed: whether a trace
    of the collection proposes them, which also asks that no other document comes near. The evidence has a first.
    """

    languages: tuple[str, str]
    probability: int
    proposed: bool
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]


def explain_translation(
    a: Document, b: Document, documents: Iterable[Document], texts: Texts
) -> ExplainedTranslation | None:
    """What speaks for b being a translation of a, by clues alone, among these documents, both included.

    None where one language is not known or both are the same. documents: streamed once; those of other languages play
    no part, and of a text that several bear only these two are looked at. texts: answers some of their texts again.
    """
    here, there = (primary(one.language) or language_of(one.text) for one in (a, b))
    if here is None or there is None or here == there:
        return None
    catalogue = catalogue_of(_of_their_languages(documents, (a, b), {here, there}))
    if len(catalogue.cards) < 2:
        return None
    (desk,) = desks_of(catalogue)
    pair = _places(desk, a, b)
    library = Library(texts)
    near = [
        place for place in candidates(desk.few, desk.many, desk.worth) if place[0] == pair[0] or place[1] == pair[1]
    ]
    weights = {place: found.weight for place, found in desk.scores(near, library)}
    ((_, found),) = desk.scores([pair], library)
    decided = decide(weights, desk.few, desk.many)
    met = [(one.a, one.b, one.worth) for one in found.meetings]
    if desk.few.cards[pair[0]].id != a.id:
        met = [(other, one, worth) for one, other, worth in met]
    evidence, reasons = told(met, a.text, b.text)
    pairs = len(desk.few.cards) * len(desk.many.cards)
    proposed = any((one.a, one.b) == pair for one in decided)
    return ExplainedTranslation((here, there), probability(found.weight, pairs), proposed, evidence, reasons)


def _of_their_languages(
    documents: Iterable[Document], pair: tuple[Document, Document], languages: set[str]
) -> Iterator[Document]:
    names, texts = {one.id for one in pair}, {one.text for one in pair}
    for document in documents:
        language = primary(document.language) or language_of(document.text)
        if language in languages and (document.id in names or document.text not in texts):
            yield replace(document, language=language)


def _places(desk: Desk, a: Document, b: Document) -> tuple[int, int]:
    """Where the two stand, whichever of them is among the few."""
    names = {a.id, b.id}
    few, many = (_place(cards, names) for cards in (desk.few.cards, desk.many.cards))
    return few, many


def _place(cards: tuple[Card, ...], names: set[str]) -> int:
    return next(place for place, card in enumerate(cards) if card.id in names)
