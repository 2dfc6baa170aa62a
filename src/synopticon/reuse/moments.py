"""When a document was published, as the earliest and the latest minute that its date allows: a day is not an hour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from synopticon.language.dates import edtf_bounds
from synopticon.language.moments_told import day_told, moment_told, on_day

MINUTES_A_DAY = 24 * 60
FARTHEST = 1 << 40
"""Minutes; what an open or missing end stands for."""
NO_YEAR = (1, 9999)
"""The first and the last year of the calendar: what programs write where they know no date."""

_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """Bounds in minutes since the first day of year 1 (UTC), both inclusive."""

    earliest: int
    latest: int

    @property
    def known(self) -> bool:
        """True where anything is known of the date."""
        return (self.earliest, self.latest) != (-FARTHEST, FARTHEST)

    @property
    def order(self) -> tuple[bool, int, int]:
        """A key that puts earlier moments first and unknown ones last."""
        return (not self.known, self.earliest, self.latest)

    @property
    def middle(self) -> tuple[bool, int]:
        """A key that takes a date for the middle of the time that it allows, unknown ones last."""
        return (not self.known, self.earliest + self.latest)

    def surely_before(self, other: Moment) -> bool:
        """True where no reading of the two dates puts this one later or at the same minute."""
        return self.latest < other.earliest


UNKNOWN = Moment(-FARTHEST, FARTHEST)


@lru_cache(1 << 12)
def moment_of(published: str | None) -> Moment:
    """The bounds of an ISO 8601 moment, an EDTF date, or a date as people write it; UNKNOWN where there is none, it
    cannot be read, or it stands for none (0001-01-01, 9999-12-31). A date in the future is taken at its word: it comes
    last.

    A moment without a time zone may be fourteen hours earlier or twelve later than in UTC.
    """
    if not published:
        return UNKNOWN
    if "T" in published and "/" not in published:
        return _clock(published)
    try:
        first, last = edtf_bounds(published)
    except ValueError:
        return _as_written(published)
    if last.year == NO_YEAR[0] or first.year == NO_YEAR[1]:
        return UNKNOWN
    return Moment(_minutes(first), _minutes(last) + MINUTES_A_DAY - 1)


def day_of(url: str | None) -> str | None:
    """The day that an address names ("…/2024/03/01/…", "…/20240301-2.html"), for documents that bear no other date."""
    found = _DAY.search(url or "")
    return "-".join(found.groups()) if found else None


def is_undated(published: str | None, url: str | None) -> bool:
    """Whether a document tells no date, be it one that cannot be read, and its address names none."""
    return not published and day_of(url) is None


def _as_written(text: str) -> Moment:
    """The moment of a text that is neither of both, read as a study reads the column of a corpus."""
    day = day_told(text)
    read = on_day(moment_told(text), day) or day or text.split("T", 1)[0]
    return moment_of(read) if read != text else UNKNOWN


def _minutes(day: date) -> int:
    if day in (date.min, date.max):
        return -FARTHEST if day == date.min else FARTHEST - MINUTES_A_DAY + 1
    return day.toordinal() * MINUTES_A_DAY


def _clock(published: str) -> Moment:
    try:
        read = datetime.fromisoformat(published)
    except ValueError:
        return _as_written(published)
    if read.year in NO_YEAR:
        return UNKNOWN
    zoned = read.tzinfo is not None
    exact = read.astimezone(UTC) if zoned else read
    minute = _minutes(exact.date()) + exact.hour * 60 + exact.minute
    return Moment(minute, minute) if zoned else Moment(minute - 14 * 60, minute + 12 * 60)
