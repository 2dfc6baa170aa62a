"""How much the clues of two texts speak for a translation, each meeting being weighed against meeting by chance.

A clue that few documents of the other language hold says more; a meeting at the same relative place says more, since
a translation keeps the order. Numbers and known words that one side alone has speak against it, and so does an odd
length. The sum is in nats (natural logarithm of a likelihood ratio), as far as clues are independent of each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from synopticon.reuse.translations.clue import Clue, Sort, sort_of
from synopticon.reuse.translations.reading import Reading

MISSED: dict[Sort, float] = {Sort.NUMBER: 1.8, Sort.WORD: 0.5}
"""What a clue without a counterpart takes away; of the other sorts too many are no clues at all."""
NEAR = 0.05
"""Mean difference of the relative places of one clue in a text and its translation."""
IN_PLACE = 0.85
"""Share of the clues that keep their place; the others have been moved anywhere."""
FARTHEST = -2.0
"""The least that a place takes away from a meeting, among however many choices."""
LENGTHS = 0.25
"""Standard deviation of the logarithm of the length of a translation over the expected one."""
SHORTENED = 1.4
"""How many times longer than expected a side is from which the other may be its beginning alone."""
FARTHEST_LENGTH = -4.0
"""The least that lengths take away."""


class Meeting(NamedTuple):
    """A clue of a and one of b that share a key, and what the meeting is worth."""

    worth: float
    a: Clue
    b: Clue


@dataclass(frozen=True, slots=True)
class Score:
    """The sum over all meetings less what is missing; the meetings, in the order of a; and how many clues the side with
    fewer has.
    """

    total: float
    meetings: tuple[Meeting, ...]
    telling: int

    @property
    def weight(self) -> Weight:
        """The same without the clues."""
        return Weight(self.total, len(self.meetings), self.telling)


@dataclass(frozen=True, slots=True)
class Weight:
    """What is kept of a score while its pair is not yet decided: the sum, how many clues met, and how many could."""

    total: float
    met: int
    telling: int


def score(a: Reading, b: Reading, worth: Mapping[str, float], expected: float) -> Score:
    """Weigh two readings; each clue and each stretch of text is used once, for the meeting that is worth most.

    worth: of each key in nats. expected: how many times as long as a its translation usually is. Where one side is much
    shorter, it may be the whole in fewer words or the beginning alone, and the better of the two readings counts.
    """
    ratio = b.size / a.size / expected
    whole = _score(a, b, worth, ratio, (a.size, b.size))
    if max(ratio, 1 / ratio) < SHORTENED:
        return whole
    beginning = _score(a, b, worth, ratio, (max(a.size, b.size / expected), max(b.size, a.size * expected)))
    return max(whole, beginning, key=lambda found: found.total)


def _score(a: Reading, b: Reading, worth: Mapping[str, float], ratio: float, sizes: tuple[float, float]) -> Score:
    """The score with places as shares of these sizes; ratio: of the lengths, 1 where they are as expected."""
    met = sorted(_meetings(a, b, worth, sizes), key=lambda one: (-one.worth, one.a, one.b))
    used_a, used_b = bytearray(_end(a)), bytearray(_end(b))
    chosen = []
    for one in met:
        left, right = one.a, one.b
        if any(used_a[left.start : left.end]) or any(used_b[right.start : right.end]):
            continue
        used_a[left.start : left.end] = b"1" * (left.end - left.start)
        used_b[right.start : right.end] = b"1" * (right.end - right.start)
        chosen.append(one)
    keys = {key for one in chosen for key in (*one.a.keys, *one.b.keys)}
    missing = 0.5 * (_missing(a, used_a, keys) * min(1.0, ratio) + _missing(b, used_b, keys) * min(1.0, 1 / ratio))
    total = sum(one.worth for one in chosen) - missing + _length(ratio)
    return Score(total, tuple(sorted(chosen, key=lambda one: (one.a, one.b))), min(a.telling, b.telling))


def _end(reading: Reading) -> int:
    return max((clue.end for clue in reading.clues), default=0)


def _meetings(a: Reading, b: Reading, worth: Mapping[str, float], sizes: tuple[float, float]) -> list[Meeting]:
    found = []
    for key in a.places.keys() & b.places.keys():
        value = worth.get(key, 0.0)
        if not value:
            continue
        left, right = a.places[key], b.places[key]
        value -= 0.5 * math.log(max(len(a.clues[left[0]].keys), len(b.clues[right[0]].keys)))
        apart, one, other = min(
            (abs(a.clues[i].start / sizes[0] - b.clues[j].start / sizes[1]), i, j) for i in left for j in right
        )
        if sort_of(key) is not Sort.MARK:
            value += _place(apart, len(left) * len(right))
        if value > 0:
            found.append(Meeting(value, a.clues[one], b.clues[other]))
    return found


def _place(apart: float, choices: int) -> float:
    """What the nearness of two places says, the nearest of so many choices having been taken."""
    by_chance = 2 * (1 - min(apart, 0.95))
    likely = IN_PLACE * math.exp(-apart / NEAR) / NEAR + (1 - IN_PLACE) * by_chance
    return max(FARTHEST, math.log(likely / by_chance) - math.log(choices))


def _missing(reading: Reading, used: bytearray, keys: set[str]) -> float:
    """What the numbers and known words take away that met nothing, each counted once however often it stands."""
    return sum(
        MISSED[clue.sort]
        for key, clue in reading.missable.items()
        if key not in keys and not any(used[clue.start : clue.end])
    )


def _length(ratio: float) -> float:
    """What the two lengths say: at most a little for it, and much against it where they cannot belong together."""
    off = math.log(ratio) / LENGTHS
    return max(FARTHEST_LENGTH, 1.0 - off * off / 2)
