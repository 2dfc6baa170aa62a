"""What the openings of two texts tell: who did what, and when. The same words can report another occasion.

A report's first sentence says what happened. Where each of two openings names an act, a day or a person that the other
text does not know at all, the words that they share are a frame.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from synopticon.reuse.alignment import Alignment
from synopticon.reuse.fillings import unlike
from synopticon.reuse.moments import MINUTES_A_DAY, UNKNOWN, Moment
from synopticon.reuse.readings import Reading

STRAY = 0.05
"""Share of what two texts have in common that may stand away from the rest."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Under which circumstances two texts appeared, the second read as the later one. own: both from one outlet; None
    where one of the outlets is not known.
    """

    own: bool | None = None
    first: Moment = UNKNOWN
    second: Moment = UNKNOWN

    @property
    def days(self) -> int:
        """Whole days that surely lie between them; 0 where either is not known."""
        if not (self.first.known and self.second.known):
            return 0
        return -(-max(0, self.second.earliest - self.first.latest) // MINUTES_A_DAY)


NOTHING_KNOWN = Setting()
"""Two texts without outlets and dates."""


def covered(found: Alignment, a: Reading, b: Reading) -> tuple[float, float]:
    """The share of the letters of either opening that stands in the other text, wherever."""
    runs = found.runs.tolist()
    end, to = a.opening, b.opening
    told_a = sum(min(begin + size, end) - begin for begin, _, size in runs if begin < end)
    told_b = sum(min(begin + size, to) - begin for _, begin, size in runs if begin < to)
    return told_a / max(end, 1), told_b / max(to, 1)


def surroundings(found: Alignment, side: int, text: Reading) -> tuple[float, float, float]:
    """What shares of the signs of a text stand before, within and behind what it shares with the other one; stray words
    at the ends of that, a twentieth of its letters on either side, are not minded.
    """
    runs = sorted((run[side], run[2]) for run in found.runs.tolist())
    if not runs:
        return 1.0, 0.0, 0.0
    reach = list(accumulate(size for _, size in runs))
    first, last = (bisect_left(reach, share * reach[-1]) for share in (STRAY, 1 - STRAY))
    begin, end = runs[first][0], sum(runs[last])
    return begin / len(text), (end - begin) / len(text), 1 - end / len(text)


def another_occasion(a: Reading, b: Reading, setting: Setting) -> str | None:
    """Why the openings tell of different occasions; None where nothing says so.

    What one opening names must be unknown to the whole other text, and the other way round: sentences in another order,
    shortened and enlarged forms know each other's acts and days.
    """
    if a.acts and b.acts and not b.tells_of(a.acts[0]) and not a.tells_of(b.acts[0]):
        return f"one opens with {a.acts[0]}, the other with {b.acts[0]}: another occasion"
    days_a = a.days(setting.first, opening=True)
    days_b = b.days(setting.second, opening=True) if days_a else days_a
    if not days_b or days_a & days_b:
        return None
    if days_a & b.days(setting.second, opening=False) or days_b & a.days(setting.first, opening=False):
        return None
    return "either opening names a day that the other text does not: another occasion"


def strangers_in_openings(a: Reading, b: Reading) -> tuple[int, int]:
    """How many names and numbers of either opening the other text does not know in any spelling."""
    ours, theirs = a.first_names - b.names, b.first_names - a.names
    return len(unlike(ours, b.names)), len(unlike(theirs, a.names))
