"""A collection as cards, read once from a stream: no text is kept, and the order of the stream changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from synopticon.language.detect import language_of
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.reading import Card, card_of, primary


@dataclass(frozen=True, slots=True)
class Catalogue:
    """cards: by language, each language's by id, their keys numbered in the order of names. unread: how many documents
    have no known language.
    """

    cards: dict[str, tuple[Card, ...]]
    names: tuple[str, ...]
    unread: int


def catalogue_of(documents: Iterable[Document]) -> Catalogue:
    """Read every document once. Of documents with one text and stated language the first by id stands for all."""
    numbers: dict[str, int] = {}
    first: dict[bytes, Card] = {}
    unread: set[bytes] = set()
    for document in documents:
        same = blake2b(
            f"{document.language}\0{document.text}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        card = first.get(same)
        if card is not None:
            if document.id < card.id:
                first[same] = replace(card, id=document.id)
        elif language := primary(document.language) or language_of(document.text):
            first[same] = card_of(document, language, numbers)
        else:
            unread.add(same)
    names = tuple(sorted(numbers))
    places = np.empty(len(names), np.int32)
    places[[numbers[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    cards: dict[str, list[Card]] = {}
    for card in first.values():
        cards.setdefault(card.language, []).append(replace(card, keys=np.sort(places[card.keys])))
    rows = {tag: tuple(sorted(cards[tag], key=lambda card: card.id)) for tag in sorted(cards)}
    return Catalogue(rows, names, len(unread))
