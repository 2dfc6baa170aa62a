"""Documents with one body: a relation from each further one to the first, from its first letter to its last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from synopticon.model.reuse import Kind, Reuse, SharedSpan
from synopticon.reuse.normalising import normalise
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import reuse_between

LEAST_IDENTICAL = 24
"""Letters of a body from which identical documents are one family; below it, equality says too little."""
FETCH, LIGHT = 256, 1_000_000
"""Most documents of known bodies, and about how many letters, looked at between two fetches of texts."""
EDGE = 1 << 14
"""Code points at either end of a long text in which its first and last letter are looked for."""

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Answers the texts of documents by their ids."""


def identical(order: Sequence[Card], letters: Mapping[int, int], texts: Texts) -> Iterator[Reuse]:
    """A relation from each further document of a body to the body's first one, if the body says enough.

    order: cards in the order of the documents, of all or of some bodies; where a body's documents are divided, its
    first one must be in each part. letters: the length of each body.
    """
    firsts: dict[int, Card] = {}
    further = [
        card
        for card in order
        if firsts.setdefault(card.body, card) is not card and letters[card.body] >= LEAST_IDENTICAL
    ]
    further.sort(key=lambda card: card.body)
    reasons = ("the two texts are the same, letter by letter",)
    for batch in _light_batches(further, letters):
        names = {card.id for card in batch} | {firsts[card.body].id for card in batch}
        extents = {name: _extent(text) for name, text in texts(sorted(names)).items()}
        for card in batch:
            first = firsts[card.body]
            span = SharedSpan(*extents[first.id], *extents[card.id])
            yield reuse_between(first.id, card.id, Kind.COPY, 1000, reasons, (span,))


def _light_batches(cards: Sequence[Card], letters: Mapping[int, int]) -> Iterator[list[Card]]:
    """Neighbours whose texts are few and short enough to be held together; a long one is the last of its batch."""
    batch: list[Card] = []
    size = 0
    for card in cards:
        batch.append(card)
        size += letters[card.body]
        if len(batch) >= FETCH or size >= LIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _extent(text: str) -> tuple[int, int]:
    """From a text's first letter to behind its last one; a long text is not normalised as a whole for that."""
    head, tail = normalise(text[:EDGE]), normalise(text[-EDGE:])
    if len(text) <= EDGE or not len(head) or not len(tail):
        whole = head if len(text) <= EDGE else normalise(text)
        return whole.span(0, len(whole))
    return int(head.starts[0]), int(tail.ends[-1]) + len(text) - EDGE
