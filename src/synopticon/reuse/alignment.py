"""Where texts say the same: maximal runs of equal letters, for many pairs of texts at once.

Every run is compared letter by letter; numbers of grams only lead to it. What a pair shares depends on its two texts
and on the table of rarities alone, never on the batch in which it comes.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import kernel
from synopticon.model.spans import Spans
from synopticon.reuse.columns import Columns, Ints, columns_of, steps
from synopticon.reuse.compiled.aligning import Rules, aligned
from synopticon.reuse.grams import DENSE, SPELLED, gram_lengths
from synopticon.reuse.normalising import Codes, Normal
from synopticon.reuse.passages import DRIFT, GAP, LEAST_BEYOND, LOOK_AHEAD, Figures, Floats, chained, figures_of
from synopticon.reuse.rarity import COMMONEST, FULL, NOTHING_COMMON, Rarity

REACH = 32
"""Letters by which a stretch may grow beyond the grams that led to it."""
LEAST_RUN = 4
"""Fewest letters of a run that is left when another run has taken its share."""
HOPELESS = 0.0125
"""Share of the smaller text, in leading grams' first letters, below which looking closer is no use."""
LEAST_PASSAGE = 9 * FULL
"""What the letters of a passage must count together for it to be copied."""
TOGETHER = 1 << 16
"""About how many grams are looked up at a time: what is made on the way then stays near the processor."""
APART = 1 << 26
"""Letters between two pairs on the line on which all pairs of a batch lie; no text is as long, even where each of its
code points becomes eighteen."""
RULES = Rules(
    reach=REACH,
    least_run=LEAST_RUN,
    gap=GAP,
    drift=DRIFT,
    look_ahead=LOOK_AHEAD,
    least_passage=LEAST_PASSAGE,
    full=FULL,
    commonest=COMMONEST,
    spelled=SPELLED,
    dense=DENSE,
    hopeless=HOPELESS,
    least_beyond=LEAST_BEYOND,
)
"""All of these for the compiled kernel."""


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
        flat = np.empty((len(self.runs), 4), np.intc)
        for side, text in enumerate((a, b)):
            begins = self.runs[:, side]
            flat[:, 2 * side] = text.starts[begins]
            flat[:, 2 * side + 1] = text.ends[begins + self.runs[:, 2] - 1]
        return Spans(array("i", flat.tobytes()))


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
    if library := kernel():
        return Alignments(*aligned(library, texts, left, right, RULES))
    runs = _led(texts, left, right)
    for side in (1, 0):
        runs = _apart(runs, side)
    pair = runs[:, 0] // APART
    begins = np.stack([texts.batch.edges[left], texts.batch.edges[right]], axis=1)[pair]
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
    grams = steps(texts.places_of)
    turned = grams[left] > grams[right]
    few, many = np.where(turned, right, left), np.where(turned, left, right)
    blocks = np.cumsum(grams[few]) // TOGETHER
    cuts = (np.flatnonzero(steps(blocks)) + 1).tolist()
    found = []
    for begin, end in pairwise([0, *cuts, len(few)]):
        part = slice(begin, end)
        pair, here, there = _shared(texts, few[part], many[part])
        pair += begin
        at, to = np.where(turned[pair], there, here), np.where(turned[pair], here, there)
        found.append(_stretches(texts, left, right, *_leading(pair, at, to - at, texts.batch.codes)))
    return np.concatenate(found)


def _shared(texts: Columns, few: Ints, many: Ints) -> tuple[Ints, Ints, Ints]:
    """(pair, place in the one, place in the other) of the grams of one text that the other one has as well."""
    size = steps(texts.places_of)[few]
    before = np.cumsum(size) - size
    here = texts.places[np.arange(int(size.sum())) + np.repeat(texts.places_of[few] - before, size)]
    wanted = texts.hashes[here]
    there = texts.table[texts.slots(wanted, many, size)]
    # Behind the last sign no gram begins, though a text can be made whose gram has the number that stands there.
    shared = np.flatnonzero((texts.hashes[there] == wanted) & (there < len(texts.batch.codes)))
    here, there = here[shared], there[shared].astype(np.int64)
    pair = np.searchsorted(before, shared, side="right") - 1
    mass = texts.mass()
    seeds = np.bincount(pair, texts.worth[here + 1] - texts.worth[here], len(few))
    hopeful = (seeds > HOPELESS * np.minimum(mass[few], mass[many]))[pair]
    return pair[hopeful], here[hopeful], there[hopeful]


def _leading(pair: Ints, at: Ints, shift: Ints, codes: Codes) -> tuple[Ints, Ints, Ints, Ints]:
    """(pair, first letter in a, letter behind the last one, shift) of grams near each other that are shifted alike.

    at: rises among the grams of one pair that are shifted alike.
    """
    line = pair * APART * 4 + shift
    begins = np.flatnonzero(_breaks(line, at, at))
    ends = np.append(begins[1:], len(at))[: len(begins)] - 1
    # What stands elsewhere as well may have led away in between: such pieces of one line are put together again.
    order = np.argsort(line[begins], kind="stable")
    begins, ends = begins[order], ends[order]
    whole = np.flatnonzero(_breaks(line[begins], at[begins], at[ends]))
    begins, ends = begins[whole], np.append(ends[whole[1:] - 1], ends[-1:])
    return pair[begins], at[begins], at[ends] + gram_lengths(codes[at[ends]]), shift[begins]


def _breaks(line: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """True where a stretch is on another line than the one before, or far behind it."""
    breaks = np.ones(len(line), bool)
    breaks[1:] = (line[1:] != line[:-1]) | (first[1:] - last[:-1] > GAP)
    return breaks


def _stretches(texts: Columns, left: Ints, right: Ints, pair: Ints, first: Ints, last: Ints, shift: Ints) -> Ints:
    """Where the letters from first to last in a equal those so far shifted in b, grown outwards while they agree.

    Every letter is compared here: grams whose numbers collide leave no stretch behind.
    """
    codes, edges = texts.batch.codes, texts.batch.edges
    a, b = left[pair], right[pair]
    low = np.maximum(first - REACH, np.maximum(edges[a], edges[b] - shift))
    high = np.maximum(np.minimum(last + REACH, np.minimum(edges[a + 1], edges[b + 1] - shift)), low)
    sizes = high - low + 1  # and one place that is never equal, so that no run goes on into the next stretch
    behind = np.cumsum(sizes)
    place = np.arange(int(sizes.sum()), dtype=np.int32)
    place += np.repeat((low - behind + sizes).astype(np.int32), sizes)
    same = np.zeros(len(place) + 1, bool)
    np.equal(
        codes.take(place, mode="clip"),
        codes.take(place + np.repeat(shift.astype(np.int32), sizes), mode="clip"),
        out=same[1:],
    )
    same[behind] = False
    edge = np.flatnonzero(same[1:] != same[:-1])
    begin, size = edge[0::2], edge[1::2] - edge[0::2]
    owner = np.searchsorted(behind, begin, side="right")
    at = place[begin].astype(np.int64)
    kept = (at < last[owner]) & (at + size > first[owner]) & (size >= LEAST_RUN)
    at, size, owner = at[kept], size[kept], owner[kept]
    base, to = pair[owner] * APART, at + shift[owner]
    return np.stack([base + at - edges[a[owner]], base + to - edges[b[owner]], size], axis=1)


def _apart(runs: Ints, side: int) -> Ints:
    """The runs, each without what an earlier one on that side has taken; too short ones are dropped."""
    runs = runs[np.lexsort((-runs[:, 2], runs[:, side]))]
    reach = np.maximum.accumulate(runs[:, side] + runs[:, 2])
    taken = np.maximum(np.concatenate([[0], reach[:-1]])[: len(runs)] - runs[:, side], 0)
    runs = runs + np.stack([taken, taken, -taken], axis=1)
    return runs[runs[:, 2] >= LEAST_RUN]
