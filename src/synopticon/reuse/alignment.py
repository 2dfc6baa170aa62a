"""Where two texts say the same: maximal runs of equal characters, chained into passages that were copied with changes.

Every run is compared character by character; numbers of grams only lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.model.reuse import SharedSpan
from synopticon.reuse.fingerprints import Commonness
from synopticon.reuse.grams import Hashes, gram_hashes, gram_lengths, whole_grams
from synopticon.reuse.normalising import Normal, normalise

Ints = NDArray[np.int64]

REPEATED = 8
"""A gram that stands more often than this in one text leads nowhere; of others the first place does."""
REACH = 32
"""Characters by which a stretch may grow beyond the grams that led to it."""
GAP = 48
"""Most characters between two runs of one passage: six or seven changed words."""
DRIFT = 24
"""Most characters by which insertions and omissions may shift one run of a passage against the next."""
LOOK_AHEAD = 6
LEAST_RUN = 4
"""Fewest characters of a run that is left when another run has taken its share."""
HOPELESS = 0.05
"""Share of the smaller text, in rare grams, below which looking closer is no use."""
LEAST_PASSAGE = 9.0
"""Rare characters (each counted by its rarity) that a passage must share to count as copied."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to be aligned.

    order, ranked: places and numbers of the grams that may lead somewhere, by number. worth: the rarity of all
    characters before each place, so that a difference is a stretch's rarity.
    """

    text: str
    normal: Normal
    order: Ints
    ranked: Hashes
    worth: NDArray[np.float64]

    @property
    def mass(self) -> float:
        """The rarity of the whole text."""
        return float(self.worth[-1])


def prepare(text: str, common: Commonness) -> Prepared:
    """Number and sort a text's grams. Places where no whole gram begins are as rare as the last where one does."""
    normal = normalise(text)
    codes = normal.codes
    places = np.flatnonzero(whole_grams(codes, np.array([0, len(codes)], np.int64)))
    grams = gram_hashes(codes)
    rarity = common.rarity(grams)
    if len(places):
        rarity[places[-1] + 1 :] = rarity[places[-1]]
    ranked, first, crowd = np.unique(grams[places], return_index=True, return_counts=True)
    leading = crowd <= REPEATED
    worth = np.concatenate([[0.0], np.cumsum(rarity, dtype=np.float64)])
    return Prepared(text, normal, places[first[leading]], ranked[leading], worth)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts share.

    runs: rows of (place in a, place in b, length), equal character by character, in a's order, none overlapping.
    passage: the number of the passage that each run belongs to.
    share_a, share_b: the share of each text, weighed by rarity, that its passages cover.
    same_a, same_b: the share of each text, weighed by rarity, that stands in the other word for word.
    density: equal characters over all characters within the passages (of the side where there are more).
    shared, longest: rare letters, counted by their rarity, that all runs and those of the longest passage have.
    in_order: share of passages, by length, that stand in the same order on both sides.
    """

    runs: Ints
    passage: Ints
    share_a: float
    share_b: float
    same_a: float
    same_b: float
    density: float
    in_order: float
    shared: float
    longest: float

    def spans(self, a: Normal, b: Normal) -> tuple[SharedSpan, ...]:
        """The runs as code-point offsets of the originals."""
        return tuple(SharedSpan(*a.span(at, at + size), *b.span(to, to + size)) for at, to, size in self.runs.tolist())


_NO_RUNS = np.zeros((0, 3), np.int64)
NOTHING = Alignment(_NO_RUNS, np.zeros(0, np.int64), 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def align(a: Prepared, b: Prepared) -> Alignment:
    """Seed with shared grams, extend to maximal runs, chain to passages, drop what is too common or too short."""
    runs = _seeded(a, b)
    for side in (1, 0):
        runs = _apart(runs, side)
    if not len(runs):
        return NOTHING
    passage = _chained(runs)
    worth = a.worth[runs[:, 0] + runs[:, 2]] - a.worth[runs[:, 0]]
    kept = np.bincount(passage, worth)[passage] >= LEAST_PASSAGE
    if not kept.any():
        return NOTHING
    return _measured(runs[kept], np.unique(passage[kept], return_inverse=True)[1], a, b)


def _seeded(a: Prepared, b: Prepared) -> Ints:
    """Maximal equal stretches around shared grams, as rows of (place in a, place in b, length)."""
    if not len(a.order) or not len(b.order):
        return _NO_RUNS
    at, to = _looked_up(a, b) if len(a.order) <= len(b.order) else _looked_up(b, a)[::-1]
    if float((a.worth[at + 1] - a.worth[at]).sum()) <= HOPELESS * min(a.mass, b.mass):
        return _NO_RUNS
    order = np.argsort(at)
    at, to = at[order], to[order]
    breaks = np.flatnonzero((np.diff(to - at) != 0) | (np.diff(at) > GAP)) + 1
    begins, ends = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(at)]]) - 1
    first, last = at[begins], at[ends] + gram_lengths(a.normal.codes[at[ends]])
    return _stretches(first, last, (to - at)[begins], a, b)


def _looked_up(few: Prepared, many: Prepared) -> tuple[Ints, Ints]:
    """Places of shared grams in both texts; the shorter is looked up in the longer."""
    place = np.minimum(np.searchsorted(many.ranked, few.ranked), len(many.ranked) - 1)
    shared = many.ranked[place] == few.ranked
    return few.order[shared], many.order[place[shared]]


def _stretches(first: Ints, last: Ints, shift: Ints, a: Prepared, b: Prepared) -> Ints:
    """Where the characters from first to last in a equal those so far shifted in b, grown outwards while they agree.

    Every character is compared here: grams whose numbers collide leave no stretch behind.
    """
    low = np.maximum(first - REACH, np.maximum(0, -shift))
    high = np.minimum(last + REACH, np.minimum(len(a.normal), len(b.normal) - shift))
    sizes = high - low + 1
    starts = np.cumsum(sizes) - sizes
    row = np.repeat(np.arange(len(low)), sizes)
    place = np.arange(int(sizes.sum())) - starts[row] + low[row]
    inside = place < high[row]
    same = np.zeros(len(place), np.int8)
    here = place[inside]
    same[inside] = a.normal.codes[here] == b.normal.codes[here + shift[row[inside]]]
    edge = np.diff(same, prepend=np.int8(0))
    begin, end = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
    owner = row[begin]
    at, size = place[begin], end - begin
    kept = (at < last[owner]) & (at + size > first[owner]) & (size >= LEAST_RUN)
    at, size, owner = at[kept], size[kept], owner[kept]
    return np.stack([at, at + shift[owner], size], axis=1)


def _apart(runs: Ints, side: int) -> Ints:
    """The runs, each without what an earlier one on that side has taken; too short ones are dropped."""
    if not len(runs):
        return runs
    runs = runs[np.lexsort((-runs[:, 2], runs[:, side]))]
    reach = np.maximum.accumulate(runs[:, side] + runs[:, 2])
    taken = np.maximum(np.concatenate([[0], reach[:-1]])[: len(runs)] - runs[:, side], 0)
    runs = runs + np.stack([taken, taken, -taken], axis=1)
    return runs[runs[:, 2] >= LEAST_RUN]


def _chained(runs: Ints) -> Ints:
    """The passage of each run: it goes on where a later run is near on both sides and on about the same diagonal."""
    at, to, size = runs.T
    count = len(runs)
    before = np.arange(count)
    waiting = np.ones(count, bool)
    for step in range(1, min(LOOK_AHEAD, count - 1) + 1):
        gap_a = at[step:] - at[:-step] - size[:-step]
        gap_b = to[step:] - to[:-step] - size[:-step]
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


def _measured(runs: Ints, passage: Ints, a: Prepared, b: Prepared) -> Alignment:
    """Put the figures together."""
    count = int(passage.max()) + 1
    low = np.full((count, 2), np.iinfo(np.int64).max)
    high = np.zeros((count, 2), np.int64)
    np.minimum.at(low, passage, runs[:, :2])
    np.maximum.at(high, passage, runs[:, :2] + runs[:, 2:])
    worth_a, length_a = _covered(low[:, 0], high[:, 0], a)
    worth_b, length_b = _covered(low[:, 1], high[:, 1], b)
    mass_a, mass_b = max(a.mass, 1e-9), max(b.mass, 1e-9)
    ends = runs[:, :2] + runs[:, 2:]
    same_a = float((a.worth[ends[:, 0]] - a.worth[runs[:, 0]]).sum())
    same_b = float((b.worth[ends[:, 1]] - b.worth[runs[:, 1]]).sum())
    return Alignment(
        runs=runs,
        passage=passage,
        share_a=worth_a / mass_a,
        share_b=worth_b / mass_b,
        same_a=same_a / mass_a,
        same_b=same_b / mass_b,
        density=int(runs[:, 2].sum()) / max(length_a, length_b, 1),
        in_order=_ordered(low, high),
        shared=min(same_a, same_b),
        longest=float(np.bincount(passage, a.worth[ends[:, 0]] - a.worth[runs[:, 0]]).max()),
    )


def _covered(low: Ints, high: Ints, text: Prepared) -> tuple[float, int]:
    """Rarity and number of the characters in the union of these stretches."""
    order = np.argsort(low)
    low, high = low[order], np.maximum.accumulate(high[order])
    begin = np.maximum(low, np.concatenate([[0], high[:-1]]))
    fresh = begin < high
    begin, end = begin[fresh], high[fresh]
    return float((text.worth[end] - text.worth[begin]).sum()), int((end - begin).sum())


def _ordered(low: Ints, high: Ints) -> float:
    """The share, by length in a, of passages that stand behind all earlier ones on the other side."""
    order = np.argsort(low[:, 0])
    lengths = (high - low)[order, 0]
    reach = np.maximum.accumulate(low[order, 1])
    return float(lengths[low[order, 1] >= reach].sum() / max(int(lengths.sum()), 1))
