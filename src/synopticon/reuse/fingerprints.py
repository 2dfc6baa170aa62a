"""What is kept in memory of each body of text: a sample of its grams.

A body is a text as comparison sees it; documents with the same body share it, so a million reprints cost one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.documents import Document
from synopticon.reuse.grams import Hashes, gram_hashes, letters_of, weight, whole_grams
from synopticon.reuse.normalising import Codes, normalise_batch
from synopticon.reuse.rarity import is_sampled

BATCH, LIGHT = 512, 2_000_000
"""Most documents, and about how many code points, normalised together."""
LONGEST = 2_000_000
"""Code points of a text that are compared; what stands behind them counts for identity only."""
LEAST_GRAMS = 40
"""A body whose different grams count less than this is too short, or too monotonous, to be compared; a gram counts for
the letters for which its first sign stands."""


@dataclass(slots=True)
class Bodies:
    """Columns over bodies, in the order of their digests' first appearance.

    digest: SHA-256 of the normalised text. holder: the id of a document to fetch the text from.
    letters: normalised length, a syllable or ideograph as two. fingerprints, owners: the sampled grams and the body
    each belongs to.
    """

    digests: list[bytes] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    comparable: list[bool] = field(default_factory=list)
    fingerprints: list[Hashes] = field(default_factory=list)
    owners: list[NDArray[np.int32]] = field(default_factory=list)
    _places: dict[bytes, int] = field(default_factory=dict)

    def take(self, documents: Iterable[Document]) -> Iterator[tuple[Document, int]]:
        """Add the documents' bodies; answers each document with the place of its body."""
        for batch in _light_batches(documents):
            yield from zip(batch, self._take_batch(batch), strict=True)

    def _take_batch(self, batch: list[Document]) -> list[int]:
        codes, edges = normalise_batch([document.text[:LONGEST] for document in batch])
        places, fresh = [], []
        for number, document in enumerate(batch):
            part = codes[edges[number] : edges[number + 1]]
            digest = hashlib.sha256(part.tobytes() + _beyond(document.text)).digest()
            place = self._places.get(digest)
            if place is None:
                place = self._places[digest] = len(self.digests)
                self.digests.append(digest)
                self.holders.append(document.id)
                self.letters.append(weight(part))
                fresh.append((place, part))
            else:
                self.holders[place] = min(self.holders[place], document.id)
            places.append(place)
        if fresh:
            self._print(fresh)
        return places

    def _print(self, fresh: list[tuple[int, Codes]]) -> None:
        codes = np.concatenate([part for _, part in fresh])
        lengths = np.array([len(part) for _, part in fresh], np.int64)
        edges = np.concatenate([[0], np.cumsum(lengths)])
        owner = np.repeat(np.arange(len(fresh)), lengths)
        whole = whole_grams(codes, edges)
        grams, owner, letters = gram_hashes(codes)[whole], owner[whole], letters_of(codes)[whole]
        self.comparable.extend(_varied(grams, letters, owner, len(fresh)))
        kept = is_sampled(grams, letters)
        self.fingerprints.append(grams[kept])
        self.owners.append((owner[kept] + fresh[0][0]).astype(np.int32))


def _light_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Neighbours few and short enough to be looked at together."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= BATCH or size >= LIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _beyond(text: str) -> bytes:
    """What of a very long text is not normalised, as it stands."""
    return text[LONGEST:].encode("utf-8", "surrogatepass")


def _varied(grams: Hashes, letters: NDArray[np.int64], owner: NDArray[np.int64], size: int) -> Iterator[bool]:
    """Whether each owner has enough different grams, among the first of them."""
    edges = np.searchsorted(owner, np.arange(size + 1)).tolist()
    for begin, end in pairwise(edges):
        end = min(end, begin + 4 * LEAST_GRAMS)
        first = dict(zip(grams[begin:end].tolist(), letters[begin:end].tolist(), strict=True))
        yield sum(first.values()) >= LEAST_GRAMS
