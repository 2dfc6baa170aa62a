"""What is kept in memory of each body of text: a sample of its grams, and one table of how common grams are.

A body is a text as comparison sees it; documents with the same body share it, so a million reprints cost one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.documents import Document
from synopticon.reuse.grams import Hashes, gram_hashes, whole_grams
from synopticon.reuse.normalising import Codes, normalise_batch

BATCH, LIGHT = 512, 2_000_000
"""Most documents, and about how many code points, normalised together."""
LONGEST = 2_000_000
"""Code points of a text that are compared; what stands behind them counts for identity only."""
SAMPLE_BITS = 3
"""One gram in 2³ is kept: those whose number begins with so many zero bits, whatever stands around them."""
LEAST_GRAMS = 40
"""A body with fewer different grams than this is too short, or too monotonous, to be compared."""
TABLE_BITS = 22
SMALL, COMMONEST = 1000, 0.25


class Commonness:
    """How often each gram occurs in all bodies together, in a table of fixed size indexed by the gram's first bits."""

    def __init__(self) -> None:
        self.counts = np.zeros(1 << TABLE_BITS, np.uint32)
        self.bodies = 0

    def add(self, grams: Hashes, bodies: int) -> None:
        """Count the grams of so many further bodies."""
        np.add.at(self.counts, _bucket(grams), np.uint32(1))
        self.bodies += bodies

    def rarity(self, grams: Hashes) -> NDArray[np.float32]:
        """A weight from COMMONEST (stands in very many bodies) to 1 (stands in one)."""
        return rarity_of(self.counts[_bucket(grams)], self.bodies)


def rarity_of(counts: NDArray[Any], bodies: int) -> NDArray[np.float32]:
    """The logarithm of how few of all bodies have something, as a share of what it is where one has it.

    Small collections are weighed as if they had SMALL bodies, and nothing weighs less than COMMONEST: else the copies
    of one story would make each other too common to be compared.
    """
    size = max(bodies, SMALL)
    share = np.log(size / np.maximum(counts, 1)) / np.log(size)
    return np.asarray(np.clip(share, COMMONEST, 1.0), dtype=np.float32)


def _bucket(grams: Hashes) -> NDArray[np.int64]:
    return (grams >> np.uint64(64 - SAMPLE_BITS - TABLE_BITS)).astype(np.int64) & ((1 << TABLE_BITS) - 1)


@dataclass(slots=True)
class Bodies:
    """Columns over bodies, in the order of their digests' first appearance.

    digest: SHA-256 of the normalised text. holder: the id of a document to fetch the text from.
    letters: normalised length. fingerprints, owners: the sampled grams and the body each belongs to.
    """

    digests: list[bytes] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    comparable: list[bool] = field(default_factory=list)
    fingerprints: list[Hashes] = field(default_factory=list)
    owners: list[NDArray[np.int32]] = field(default_factory=list)
    common: Commonness = field(default_factory=Commonness)
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
                self.letters.append(len(part))
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
        grams, owner = gram_hashes(codes)[whole], owner[whole]
        self.common.add(grams, len(fresh))
        self.comparable.extend(_varied(grams, owner, len(fresh)))
        kept = grams >> np.uint64(64 - SAMPLE_BITS) == 0
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


def _varied(grams: Hashes, owner: NDArray[np.int64], size: int) -> Iterator[bool]:
    """Whether each owner has enough different grams, among the first of them."""
    edges = np.searchsorted(owner, np.arange(size + 1)).tolist()
    for begin, end in pairwise(edges):
        first = grams[begin : min(end, begin + 4 * LEAST_GRAMS)]
        yield len(set(first.tolist())) >= LEAST_GRAMS
