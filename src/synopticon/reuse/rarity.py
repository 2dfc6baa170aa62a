"""How much a letter counts: what stands in many bodies of a collection says little about who copied whom.

A letter is as rare as the rarer of the two sampled grams around it; how rare a gram is goes by how many bodies of a
sample hold it, in few steps. The sample is a function of the set of bodies; a further document seldom changes it, and
the more seldom the larger the collection is: for nearly every increment the table stands as it is.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.common_grams import common_grams
from synopticon.reuse.grams import Hashes

Ints = NDArray[np.int64]

FULL = 20
"""What a letter of a rare gram counts; rarities are whole numbers, so that sums are the same in any order."""
STEPS: tuple[tuple[int, int], ...] = ((16, 12), (128, 5))
"""From so many bodies of the sample on, a gram's letters count so much, while the sample is the collection."""
COMMONEST = STEPS[-1][1]
"""What a letter counts that stands in very many bodies."""
SAMPLE = 2048
"""So many bodies, those with the lowest digests, are asked how common a gram is."""
HALVINGS = 2
"""How often the steps are halved, each time that the collection doubles beyond the sample; from then on they stay."""
SAMPLED = np.uint64(1 << 61)
"""Grams whose number is below this, times the letters for which their first sign stands, are sampled: one in eight of
letters, one in four of syllables and ideographs, whatever stands around them."""
CUT = np.uint64(24)
"""Lowest bits of a gram's number that are not kept; the other forty tell grams of millions of documents apart."""

_FROM = np.array([bodies for bodies, _ in STEPS], np.int64)
_COUNTS = np.array([FULL, *(counts for _, counts in STEPS)], np.int64)


def rarity_of(bodies: NDArray[np.int64], halvings: int = 0) -> Ints:
    """What a letter counts of a gram that so many bodies hold. halvings: of the steps."""
    return _COUNTS[np.searchsorted(_FROM >> halvings, bodies, side="right")]


def halvings_of(comparable: int) -> int:
    """How often the steps are halved in a collection of so many bodies that can be compared."""
    return min(HALVINGS, max(0, (comparable // SAMPLE).bit_length() - 1))


def sample_of(digests: Iterable[bytes]) -> list[bytes]:
    """Those of the comparable bodies' digests whose bodies are asked how common a gram is; lowest first."""
    return heapq.nsmallest(SAMPLE, digests)


@dataclass(frozen=True, slots=True)
class Rarity:
    """The grams of a collection that are not rare, sorted by their numbers (upper bits), and what a letter counts."""

    grams: Hashes
    counts: Ints

    def of(self, grams: Hashes) -> Ints:
        """What a letter of each gram counts. grams: the upper bits of their numbers, as in fingerprints."""
        if not len(self.grams):
            return np.full(len(grams), FULL, np.int64)
        place = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return np.where(self.grams[place] == grams, self.counts[place], FULL)


NOTHING_COMMON = Rarity(np.zeros(0, np.uint64), np.zeros(0, np.int64))
"""The table of a collection of which nothing is known: every letter counts in full."""


def rarity_in(grams: Hashes, held: Ints, comparable: int) -> Rarity:
    """The table of a collection: sampled grams, each once, and how many bodies of the sample hold each.

    comparable: how many bodies of the collection can be compared. What is common in the frozen table is so here as
    well; of two tables the commoner holds.
    """
    frozen, texts = common_grams()
    own = rarity_of(held, halvings_of(comparable))
    both = np.concatenate([grams[own < FULL], frozen])
    counts = np.concatenate([own[own < FULL], rarity_of(texts)])
    order = np.lexsort((counts, both))
    both, counts = both[order], counts[order]
    once = np.ones(len(both), bool)
    once[1:] = both[1:] != both[:-1]
    return Rarity(both[once], counts[once])


def rarity_without_collection() -> Rarity:
    """The frozen table alone, for texts that stand in no collection."""
    return rarity_in(np.zeros(0, np.uint64), np.zeros(0, np.int64), 0)


def is_sampled(grams: Hashes, letters: Ints) -> NDArray[np.bool_]:
    """Whether each gram is sampled; letters: for how many its first sign stands."""
    return grams < SAMPLED * letters.astype(np.uint64)


def worth(grams: Hashes, places: Ints, edges: Ints, letters: Ints, rarity: Rarity) -> Ints:
    """What the letters of texts end to end count, summed up from the first: one number more than there are signs.

    grams: the gram that begins at each sign. places: where a whole gram begins. edges: between the texts. letters: for
    how many letters each sign stands.
    """
    sampled = places[is_sampled(grams[places], letters[places])]
    here = rarity.of(grams[sampled] >> CUT)
    beyond = np.searchsorted(sampled, edges)
    has_any = beyond[:-1] < beyond[1:]
    # A stretch from one sample to the next counts what the rarer does; before a text's first and behind its last
    # sample, what that one does; a text without any counts in full.
    stretch = here.copy()
    inner = np.ones(len(here), bool)
    inner[beyond[1:][has_any] - 1] = False
    inside = np.flatnonzero(inner)
    stretch[inside] = np.maximum(here[inside], here[inside + 1])
    head = np.full(len(edges) - 1, FULL, np.int64)
    head[has_any] = here[beyond[:-1][has_any]]
    starts = np.concatenate([edges[:-1], sampled])
    order = np.argsort(starts, kind="stable")
    ends = np.append(starts[order[1:]], edges[-1])[: len(order)]
    counts = np.concatenate([head, stretch])[order]
    sums = np.zeros(int(edges[-1]) + 1, np.int64)
    np.cumsum(np.repeat(counts, ends - starts[order]) * letters, out=sums[1:])
    return sums
