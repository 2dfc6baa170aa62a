"""Time along a picture: minutes to pixels, and ticks at days, months or years that a person would choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from synopticon.reuse.moments import MINUTES_A_DAY, Moment

MOST_TICKS, TICK = 7, 70
"""Ticks of a scale at most, and the pixels that the name of one takes."""
HOUR = 60
NARROWEST = 12 * HOUR
"""Minutes: what lies closer together is one moment of a day, and the scale tells which."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from minute first at pixel left to minute last at pixel right."""

    first: int
    last: int
    left: float
    right: float
    undated: bool

    def x(self, minute: int) -> float:
        """The pixel of a minute; outside the scale, its nearer end."""
        share = (minute - self.first) / max(self.last - self.first, 1)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def ticks(self) -> list[tuple[int, str]]:
        """Minutes with their names, at most seven, at the finest step that has room; none where nothing is dated."""
        if self.last <= self.first:
            return []
        steps = (self._hours(6), *(self._days(days) for days in (1, 2, 3, 7)),
                 *(self._months(months) for months in (1, 3, 6)),
                 *(self._months(12 * years) for years in (1, 2, 5, 10, 25, 100)))  # fmt: skip
        most = max(2, min(MOST_TICKS, int((self.right - self.left) / TICK)))
        for step in steps:
            found = []
            for tick in step:
                found.append(tick)
                if len(found) > most:
                    break
            if len(found) <= most:
                return found
        return []

    def _hours(self, step: int) -> Iterator[tuple[int, str]]:
        begin = minute = -(-self.first // (step * HOUR)) * step * HOUR
        while minute <= self.last:
            hour = minute % MINUTES_A_DAY // HOUR
            clock = f"{hour:02d}:00" if hour else ""
            yield minute, f"{_day_name(minute)} {clock}".rstrip() if minute == begin or not hour else clock
            minute += step * HOUR

    def _days(self, step: int) -> Iterator[tuple[int, str]]:
        minute = -(-self.first // MINUTES_A_DAY) * MINUTES_A_DAY
        while minute <= self.last:
            yield minute, _day_name(minute)
            minute += step * MINUTES_A_DAY

    def _months(self, step: int) -> Iterator[tuple[int, str]]:
        begin = date.fromordinal(max(self.first // MINUTES_A_DAY, 1))
        count = begin.year * 12 + begin.month - 1
        count = -(-count // step) * step
        while count // 12 <= 9999:
            day = date(max(count // 12, 1), count % 12 + 1, 1)
            minute = day.toordinal() * MINUTES_A_DAY
            if minute > self.last:
                return
            if minute >= self.first:
                yield minute, str(day.year) if step >= 12 else f"{day.year}-{day.month:02d}"
            count += step


def _day_name(minute: int) -> str:
    return date.fromordinal(minute // MINUTES_A_DAY).isoformat()


def scale_over(moments: Sequence[Moment], left: float, right: float) -> Scale:
    """A scale that shows all these moments, NARROWEST at least; an open end does not stretch it."""
    known = [moment for moment in moments if moment.known]
    low, high = date.min.toordinal() * MINUTES_A_DAY, date.max.toordinal() * MINUTES_A_DAY
    ends = [end for moment in known for end in (moment.earliest, moment.latest) if low < end < high]
    first, last = (min(ends), max(ends)) if ends else (0, 0)
    if ends and last - first < NARROWEST:
        first = (first + last - NARROWEST) // 2
        last = first + NARROWEST
    return Scale(first, last, left, right, len(known) < len(moments))
