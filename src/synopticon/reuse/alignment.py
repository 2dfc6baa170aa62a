"""Where texts say the same: maximal runs of equal letters, for many pairs of texts at once.

Every run is compared letter by letter; numbers of grams only lead to it. What a pair shares depends on its two texts
and on the table of rarities alone, never on the batch in which it comes.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from synopticon.model.spans import Spans
from synopticon.reuse.columns import Columns, Ints, columns_of, key_of
from synopticon.reuse.grams import gram_lengths
from synopticon.reuse.normalising import Normal
from synopticon.reuse.passages import GAP, Figures, Floats, chained, figures_of
from synopticon.reuse.rarity import FULL, NOTHING_COMMON, Rarity

REACH = 32
"""Letters by which a stretch may grow beyond the grams that led to it."""
LEAST_RUN = 4
"""Fewest letters of a run that is left when another run has taken its share."""
HOPELESS = 0.0125
"""Share of the smaller text, in leading grams' first letters, below which looking closer is no use."""
LEAST_PASSAGE = 9 * FULL
"""What the letters of a passage must count together for it to be copied."""
APART = 1 << 24
"""Letters between two pairs on the line on which all pairs of a batch lie; no text is as long."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts share.

    runs: rows of (place in a, place in b, length), equal letter by letter, in a's order, none overlapping.
    passage: the number of the passage that each run belongs to. figures: how much that is of either text.
    """

    runs: Ints
    passage: Ints
    figures: Figures

    def spans(self, a: Normal, b: Normal) -> Spans:
        """The runs as code-point offsets of the originals."""
        at, to, size = self.runs.T
        sides = (a.starts[at], a.ends[at + size - 1], b.starts[to], b.ends[to + size - 1])
        return Spans(array("i", np.stack(sides, axis=1).astype(np.int32).tobytes()))


@dataclass(frozen=True, slots=True)
class Alignments:
    """Many alignments, in the order of the pairs that were asked about; columns as in Alignment.

    edges: pair n has the runs edges[n] to edges[n + 1]. figures: a row a pair. Passages are numbered through all pairs.
    """

    runs: Ints
    passage: Ints
    edges: Ints
    figures: Floats

    def __getitem__(self, pair: int) -> Alignment:
        begin, end = int(self.edges[pair]), int(self.edges[pair + 1])
        return Alignment(self.runs[begin:end], self.passage[begin:end], Figures(*self.figures[pair].tolist()))


def align(a: str, b: str, rarity: Rarity = NOTHING_COMMON) -> Alignment:
    """What two texts share."""
    return align_pairs(columns_of([a, b], rarity), np.array([0]), np.array([1]))[0]


def align_pairs(texts: Columns, left: Ints, right: Ints) -> Alignments:
    """Lead from shared grams, extend to maximal runs, chain to passages, drop what is too common or too short.

    left, right: the numbers of the texts of each pair.
    """
    runs = _led(texts, left, right)
    for side in (1, 0):
        runs = _apart(runs, side)
    pair = runs[:, 0] // APART
    begins = np.stack([texts.edges[left], texts.edges[right]], axis=1)[pair]
    runs[:, :2] += begins - APART * pair[:, None]
    away = 2 * APART * pair[:, None] - texts.letters[begins]  # pairs stay apart also where a sign is two letters
    passage = chained(texts.letters[runs[:, :2]] + away, texts.letters[runs[:, :2] + runs[:, 2:]] + away)
    counts = texts.worth[runs[:, 0] + runs[:, 2]] - texts.worth[runs[:, 0]]
    kept = np.bincount(passage, counts, len(runs))[passage] >= LEAST_PASSAGE
    runs, pair, begins = runs[kept], pair[kept], begins[kept]
    passage = np.unique(passage[kept], return_inverse=True)[1]
    figures = figures_of(texts, left, right, runs, passage, pair)
    runs[:, :2] -= begins
    return Alignments(runs, passage, np.searchsorted(pair, np.arange(len(left) + 1)), figures)


def _led(texts: Columns, left: Ints, right: Ints) -> Ints:
    """Maximal equal stretches around shared grams, as rows of (place in a, place in b, length), pairs APART."""
    pair, at, to = _looked_up(texts, left, right)
    mass = texts.mass()
    seeds = np.bincount(pair, texts.worth[at + 1] - texts.worth[at], len(left))
    hopeful = (seeds > HOPELESS * np.minimum(mass[left], mass[right]))[pair]
    pair, at, to = pair[hopeful], at[hopeful], to[hopeful]
    order = np.argsort(pair * APART + (at - texts.edges[left[pair]]), kind="stable")
    pair, at, to = pair[order], at[order], to[order]
    shift = to - at
    breaks = np.ones(len(at), bool)
    breaks[1:] = (pair[1:] != pair[:-1]) | (shift[1:] != shift[:-1]) | (np.diff(at) > GAP)
    begins = np.flatnonzero(breaks)
    ends = np.append(begins[1:], len(at))[: len(begins)] - 1
    last = at[ends] + gram_lengths(texts.codes[at[ends]])
    return _stretches(texts, left, right, pair[begins], at[begins], last, shift[begins])


def _looked_up(texts: Columns, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """(pair, place in a, place in b) of shared leading grams; the text with fewer is looked up in the other."""
    leads = np.diff(texts.leads_of)
    turned = leads[left] > leads[right]
    few, many = np.where(turned, right, left), np.where(turned, left, right)
    size = leads[few]
    pair = np.repeat(np.arange(len(left)), size)
    if not len(pair):
        return pair, pair, pair
    here = np.arange(len(pair)) - np.repeat(np.cumsum(size) - size - texts.leads_of[few], size)
    wanted = key_of(many[pair], texts.leads[here])
    there = np.minimum(np.searchsorted(texts.leads, wanted), len(texts.leads) - 1)
    shared = texts.leads[there] == wanted
    pair, here, there = pair[shared], texts.places[here[shared]], texts.places[there[shared]]
    other_way = turned[pair]
    return pair, np.where(other_way, there, here), np.where(other_way, here, there)


def _stretches(texts: Columns, left: Ints, right: Ints, pair: Ints, first: Ints, last: Ints, shift: Ints) -> Ints:
    """Where the letters from first to last in a equal those so far shifted in b, grown outwards while they agree.

    Every letter is compared here: grams whose numbers collide leave no stretch behind.
    """
    a, b = left[pair], right[pair]
    low = np.maximum(first - REACH, np.maximum(texts.edges[a], texts.edges[b] - shift))
    high = np.minimum(last + REACH, np.minimum(texts.edges[a + 1], texts.edges[b + 1] - shift))
    sizes = high - low + 1
    row = np.repeat(np.arange(len(low)), sizes)
    place = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes - low, sizes)
    inside = place < high[row]
    same = np.zeros(len(place), np.int8)
    here = place[inside]
    same[inside] = texts.codes[here] == texts.codes[here + shift[row[inside]]]
    edge = np.diff(same, prepend=np.int8(0))
    begin, end = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
    owner = row[begin]
    at, size = place[begin], end - begin
    kept = (at < last[owner]) & (at + size > first[owner]) & (size >= LEAST_RUN)
    at, size, owner = at[kept], size[kept], owner[kept]
    base, to = pair[owner] * APART, at + shift[owner]
    return np.stack([base + at - texts.edges[a[owner]], base + to - texts.edges[b[owner]], size], axis=1)


def _apart(runs: Ints, side: int) -> Ints:
    """The runs, each without what an earlier one on that side has taken; too short ones are dropped."""
    runs = runs[np.lexsort((-runs[:, 2], runs[:, side]))]
    reach = np.maximum.accumulate(runs[:, side] + runs[:, 2])
    taken = np.maximum(np.concatenate([[0], reach[:-1]])[: len(runs)] - runs[:, side], 0)
    runs = runs + np.stack([taken, taken, -taken], axis=1)
    return runs[runs[:, 2] >= LEAST_RUN]
