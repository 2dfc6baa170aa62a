"""Passages: runs of equal letters chained into what was copied with changes, and how much of either text they are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.columns import Columns, Ints
from synopticon.reuse.rarity import COMMONEST, FULL

Floats = NDArray[np.float64]

GAP = 48
"""Most letters between two runs of one passage: six or seven changed words. A syllable or ideograph is two letters."""
DRIFT = 24
"""Most letters by which insertions and omissions may shift one run of a passage against the next."""
LOOK_AHEAD = 6
LEAST_OWN = 0.3
"""Share of all that a text's letters could count beyond the commonest from which heritage is told by that alone."""
LEAST_BEYOND = LEAST_OWN * (FULL - COMMONEST)
"""The same for one letter, in what it counts."""


class Figures(NamedTuple):
    """How much two texts share.

    share_a, share_b: the share of each text, weighed by rarity, that its passages cover.
    same_a, same_b: the share of each text, weighed by rarity, that stands in the other word for word.
    own_a, own_b: as same, of what letters count beyond the commonest, for a boilerplate is nobody's heritage; as same
    where nearly all letters of the text are as common.
    density: equal letters over all letters within the passages (of the side where there are more).
    in_order: share of passages, by length, that stand in the same order on both sides.
    shared, longest: what the letters of all runs and those of the longest passage count, in rare letters.
    """

    share_a: float
    share_b: float
    same_a: float
    same_b: float
    own_a: float
    own_b: float
    density: float
    in_order: float
    shared: float
    longest: float


def chained(begins: Ints, ends: Ints) -> Ints:
    """The passage of each run: the number of the passage's first run. begins, ends: of the runs in a and b, in letters.

    A passage goes on where a later run is near on both sides and on about the same diagonal.
    """
    size = len(begins)
    before = np.arange(size)
    waiting = np.ones(size, bool)
    for step in range(1, min(LOOK_AHEAD, size - 1) + 1):
        gap_a, gap_b = (begins[step:] - ends[:-step]).T
        near = (gap_a <= GAP) & (gap_b >= 0) & (gap_b <= GAP) & (np.abs(gap_a - gap_b) <= DRIFT) & waiting[:-step]
        here = np.flatnonzero(near)
        waiting[here] = False
        ahead = here + step
        fresh = before[ahead] == ahead
        before[ahead[fresh]] = here[fresh]
    while True:
        further = before[before]
        if (further == before).all():
            return before
        before = further


def figures_of(texts: Columns, left: Ints, right: Ints, runs: Ints, passage: Ints, pair: Ints) -> Floats:
    """The Figures of each pair, one row a pair in the order of their names.

    left, right: the texts of the pairs. runs: (place in a, place in b, length) within the columns, with the passage and
    the pair of each; both rise. Of a pair without runs all is 0, but in_order is 1.
    """
    size = len(left)
    order = np.argsort(passage, kind="stable")
    numbers = passage[order]
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = numbers[1:] != numbers[:-1]
    starts = np.flatnonzero(fresh)
    owner = pair[order][starts]
    low = np.minimum.reduceat(runs[order, :2], starts) if len(starts) else np.zeros((0, 2), np.int64)
    high = np.maximum.reduceat(runs[order, :2] + runs[order, 2:], starts) if len(starts) else low
    mass = np.maximum(texts.mass(), 1)
    ends = runs[:, :2] + runs[:, 2:]
    counts = texts.worth[ends] - texts.worth[runs[:, :2]]
    same_a, same_b = (np.bincount(pair, counts[:, side], size) for side in (0, 1))
    worth_a, length_a = _covered(texts, low[:, 0], high[:, 0], owner, size)
    worth_b, length_b = _covered(texts, low[:, 1], high[:, 1], owner, size)
    letters = np.bincount(pair, texts.letters[ends[:, 0]] - texts.letters[runs[:, 0]], size)
    longest = np.zeros(size)
    np.maximum.at(longest, owner, np.bincount(passage, counts[:, 0], len(starts)))
    return np.stack(
        [
            worth_a / mass[left],
            worth_b / mass[right],
            same_a / mass[left],
            same_b / mass[right],
            _own(texts, left, same_a, letters),
            _own(texts, right, same_b, letters),
            letters / np.maximum(np.maximum(length_a, length_b), 1),
            _ordered(low, high, owner, size),
            np.minimum(same_a, same_b) / FULL,
            longest / FULL,
        ],
        axis=1,
    )


def _own(texts: Columns, side: Ints, same: NDArray[Any], letters: NDArray[Any]) -> Floats:
    """What the equal letters count beyond the commonest, as a share of what all letters of the text do."""
    length = np.maximum(texts.length()[side], 1)
    mass = np.maximum(texts.mass()[side], 1)
    beyond = mass - COMMONEST * length
    enough = beyond >= LEAST_BEYOND * length
    return np.where(enough, (same - COMMONEST * letters) / np.maximum(beyond, 1), same / mass)


def _covered(texts: Columns, low: Ints, high: Ints, pair: Ints, size: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """What the letters in the union of each pair's stretches count, and how many they are."""
    order = np.lexsort((low, pair))
    low, high, pair = low[order], high[order], pair[order]
    ahead = pair * len(texts.worth)  # pairs lie apart on one line, so that no stretch reaches into the next pair
    reach = np.maximum.accumulate(high + ahead) - ahead
    begin = low.copy()
    begin[1:] = np.maximum(low[1:], np.where(pair[1:] == pair[:-1], reach[:-1], 0))
    fresh = begin < high
    begin, end, pair = begin[fresh], high[fresh], pair[fresh]
    worth, letters = (np.bincount(pair, column[end] - column[begin], size) for column in (texts.worth, texts.letters))
    return worth, letters


def _ordered(low: Ints, high: Ints, pair: Ints, size: int) -> Floats:
    """The share, by length in a, of a pair's passages that stand behind all earlier ones on the other side."""
    order = np.lexsort((low[:, 0], pair))
    lengths = (high - low)[order, 0]
    pair = pair[order]
    line = low[order, 1] + pair * (int(high.max(initial=0)) + 1)
    behind = line >= np.maximum.accumulate(line)
    whole = np.bincount(pair, lengths, size)
    return np.where(whole > 0, np.bincount(pair, lengths * behind, size) / np.maximum(whole, 1), 1.0)
