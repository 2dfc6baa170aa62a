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
from synopticon.reuse.normalising import Normal

Ints = NDArray[np.int64]

REPEATED = 8
"""A gram that stands more often than this in one text leads nowhere."""
GAP = 48
"""Most characters between two runs of one passage: six or seven changed words."""
DRIFT = 24
"""Most characters by which insertions and omissions may shift one run of a passage against the next."""
LOOK_AHEAD = 6
LEAST_PASSAGE = 9.0
"""Rare characters (each counted by its rarity) that a passage must share to count as copied."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to be aligned: its grams by place and by number, and the rarity of what begins at each place."""

    normal: Normal
    grams: Hashes
    order: Ints
    sorted: Hashes
    lengths: Ints
    rarity: NDArray[np.float32]
    mass: float


def prepare(normal: Normal, common: Commonness) -> Prepared:
    """Number and sort a text's grams. Places where no whole gram begins carry the rarity of the last that does."""
    codes = normal.codes
    whole = whole_grams(codes, np.array([0, len(codes)], np.int64))
    grams = gram_hashes(codes)
    rarity = common.rarity(grams)
    places = np.flatnonzero(whole)
    if len(places):
        rarity[places[-1] + 1 :] = rarity[places[-1]]
    order = places[np.argsort(grams[places], kind="stable")]
    ranked = grams[order]
    edge = np.concatenate([[True], ranked[1:] != ranked[:-1]])
    crowd = np.diff(np.append(np.flatnonzero(edge), len(ranked)))[np.cumsum(edge) - 1] if len(ranked) else ranked
    kept = crowd <= REPEATED
    return Prepared(normal, grams, order[kept], ranked[kept], gram_lengths(codes), rarity, float(rarity.sum()))


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts share.

    runs: rows of (place in a, place in b, length), equal character by character, in a's order, none overlapping.
    passage: the number of the passage that each run belongs to; passages are numbered in a's order.
    share_a, share_b: the share of each text, weighed by rarity, that its passages cover.
    same_a, same_b: the share of each text, weighed by rarity, that stands in the other word for word.
    density: equal characters over all characters within the passages (of the side where there are more).
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
    matched: int

    def spans(self, a: Normal, b: Normal) -> tuple[SharedSpan, ...]:
        """The runs as code-point offsets of the originals."""
        return tuple(SharedSpan(*a.span(at, at + size), *b.span(to, to + size)) for at, to, size in self.runs.tolist())


NOTHING = Alignment(np.zeros((0, 3), np.int64), np.zeros(0, np.int64), 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0)


def align(a: Prepared, b: Prepared) -> Alignment:
    """Seed with shared grams, extend to maximal runs, chain to passages, drop what is too common or too short."""
    runs = _extended(_seeded(a, b), a, b)
    if not len(runs):
        return NOTHING
    passage = _chained(runs)
    worth = np.array([a.rarity[at : at + size].sum() for at, _, size in runs.tolist()])
    kept = np.bincount(passage, worth)[passage] >= LEAST_PASSAGE
    if not kept.any():
        return NOTHING
    runs, passage = runs[kept], np.unique(passage[kept], return_inverse=True)[1]
    return _measured(runs, passage, a, b)


def _seeded(a: Prepared, b: Prepared) -> Ints:
    """Runs of grams that stand on one diagonal, as rows of (place in a, place in b, length)."""
    if not len(a.order) or not len(b.order):
        return np.zeros((0, 3), np.int64)
    place = np.minimum(np.searchsorted(b.sorted, a.sorted), len(b.sorted) - 1)
    shared = b.sorted[place] == a.sorted
    at, to = a.order[shared], b.order[place[shared]]
    order = np.argsort(at)
    at, to = at[order], to[order]
    if not len(at):
        return np.zeros((0, 3), np.int64)
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(to) != 1)) + 1
    begins, ends = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(at)]]) - 1
    return np.stack([at[begins], to[begins], at[ends] - at[begins] + a.lengths[at[ends]]], axis=1)


def _extended(seeds: Ints, a: Prepared, b: Prepared) -> Ints:
    """Runs grown while the characters agree; longer ones first, so that none overlaps another on either side."""
    left, right = a.normal.codes, b.normal.codes
    taken_a, taken_b = np.zeros(len(left), bool), np.zeros(len(right), bool)
    kept = []
    for at, to, size in seeds[np.lexsort((seeds[:, 0], -seeds[:, 2]))].tolist():
        if taken_a[at : at + size].all() or taken_b[to : to + size].all():
            continue
        begin = at - _agreeing(left[:at][::-1], right[:to][::-1])
        end = at + _agreeing(left[at:], right[to:])
        free = ~(taken_a[begin:end] | taken_b[begin + to - at : end + to - at])
        begin, end = _longest(free, begin)
        if end - begin >= 4:
            taken_a[begin:end] = taken_b[begin + to - at : end + to - at] = True
            kept.append((begin, begin + to - at, end - begin))
    return np.array(sorted(kept), np.int64).reshape(-1, 3)


def _agreeing(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> int:
    """How many first codes agree; looked at in growing pieces."""
    size, done, step = min(len(left), len(right)), 0, 64
    while done < size:
        differ = np.flatnonzero(left[done : min(done + step, size)] != right[done : min(done + step, size)])
        if len(differ):
            return done + int(differ[0])
        done, step = done + step, step * 4
    return size


def _longest(free: NDArray[np.bool_], begin: int) -> tuple[int, int]:
    """The longest stretch of True, as places counted from begin."""
    if free.all():
        return begin, begin + len(free)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]]).astype(np.int8)))
    if not len(edges):
        return begin, begin
    starts, ends = edges[::2], edges[1::2]
    best = int(np.argmax(ends - starts))
    return begin + int(starts[best]), begin + int(ends[best])


def _chained(runs: Ints) -> Ints:
    """The passage of each run: it goes on where a later run is near on both sides and on about the same diagonal."""
    at, to, size = runs.T
    passage = np.full(len(runs), -1, np.int64)
    number = 0
    for here in range(len(runs)):
        if passage[here] < 0:
            passage[here] = number
            number += 1
        for ahead in range(here + 1, min(here + 1 + LOOK_AHEAD, len(runs))):
            gap_a = at[ahead] - at[here] - size[here]
            gap_b = to[ahead] - to[here] - size[here]
            if gap_a > GAP:
                break
            if 0 <= gap_b <= GAP and abs(gap_a - gap_b) <= DRIFT:
                if passage[ahead] < 0:
                    passage[ahead] = passage[here]
                break
    return passage


def _measured(runs: Ints, passage: Ints, a: Prepared, b: Prepared) -> Alignment:
    """Put the figures together."""
    count = int(passage.max()) + 1
    low = np.full((count, 2), np.iinfo(np.int64).max)
    high = np.zeros((count, 2), np.int64)
    np.minimum.at(low, passage, runs[:, :2])
    np.maximum.at(high, passage, runs[:, :2] + runs[:, 2:])
    covered_a, covered_b = np.zeros(len(a.normal), bool), np.zeros(len(b.normal), bool)
    for (a_low, b_low), (a_high, b_high) in zip(low.tolist(), high.tolist(), strict=True):
        covered_a[a_low:a_high] = covered_b[b_low:b_high] = True
    same_a, same_b = np.zeros(len(a.normal), bool), np.zeros(len(b.normal), bool)
    for at, to, size in runs.tolist():
        same_a[at : at + size] = same_b[to : to + size] = True
    matched = int(runs[:, 2].sum())
    return Alignment(
        runs=runs,
        passage=passage,
        share_a=float(a.rarity[covered_a].sum()) / max(a.mass, 1e-9),
        share_b=float(b.rarity[covered_b].sum()) / max(b.mass, 1e-9),
        same_a=float(a.rarity[same_a].sum()) / max(a.mass, 1e-9),
        same_b=float(b.rarity[same_b].sum()) / max(b.mass, 1e-9),
        density=matched / max(int(covered_a.sum()), int(covered_b.sum()), 1),
        in_order=_ordered(low, high),
        matched=matched,
    )


def _ordered(low: Ints, high: Ints) -> float:
    """The share, by length in a, of passages that stand behind all earlier ones on the other side."""
    order = np.argsort(low[:, 0])
    lengths = (high - low)[order, 0]
    reach = np.maximum.accumulate(low[order, 1])
    return float(lengths[low[order, 1] >= reach].sum() / max(int(lengths.sum()), 1))
