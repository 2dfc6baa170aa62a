"""How much a letter counts: what stands in very many texts says little about who copied whom.

A letter is as rare as the rarer of the two sampled grams around it; how rare a gram is, the frozen statistics say, in
few steps. They are the same for every collection: what two texts share is a function of these two texts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.common_grams import common_grams
from synopticon.reuse.grams import Hashes
from synopticon.reuse.sampling import CUT, is_sampled

Ints = NDArray[np.int64]

FULL = 20
"""What a letter of a rare gram counts; rarities are whole numbers, so that sums are the same in any order."""
COMMON, COMMONEST = 12, 5
"""What a letter counts of a gram in the frozen statistics, and of one that stands in VERY_MANY texts there."""
VERY_MANY = 128


@dataclass(frozen=True, slots=True)
class Rarity:
    """Grams that are not rare, sorted by their numbers (upper bits), and what a letter of each counts."""

    grams: Hashes
    counts: Ints

    def of(self, grams: Hashes) -> Ints:
        """What a letter of each gram counts. grams: the upper bits of their numbers, as in fingerprints."""
        if not len(self.grams):
            return np.full(len(grams), FULL, np.int64)
        place = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return np.where(self.grams[place] == grams, self.counts[place], FULL)


NOTHING_COMMON = Rarity(np.zeros(0, np.uint64), np.zeros(0, np.int64))
"""The table of somebody who knows nothing of the press: every letter counts in full."""


@cache
def frozen_rarity() -> Rarity:
    """The table by which every trace weighs words."""
    grams, texts = common_grams()
    return Rarity(grams, np.where(texts >= VERY_MANY, COMMONEST, COMMON).astype(np.int64))


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
