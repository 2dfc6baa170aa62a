"""EDTF (ISO 8601-2): what is valid here, and between which days a date may lie.

Used here: level 0; of level 1 the signs ? ~ %, X for unspecified digits, seasons and open intervals; of level 2 the
quarters 33–36 and the sets in brackets, of which one member is meant: [2024-03-04,2024-04-03] and [..2019].
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})[?~%]?")
_MONTH = re.compile(r"(\d{4})-(\d{2})[?~%]?")
_YEAR = re.compile(r"(\d{2}(?:\d{2}|\dX|XX))[?~%]?")
_WINTERS = frozenset({24, 28, 32})


def edtf_bounds(edtf: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date may mean; open ends are date.min and date.max.

    Raises ValueError for what is not EDTF as used here.
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        members = edtf[1:-1].split(",")
        bounds = [_interval(*member.split("..", 1)) if ".." in member else _simple(member) for member in members]
        return min(first for first, _ in bounds), max(last for _, last in bounds)
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _interval("" if first == ".." else first, "" if last == ".." else last)
    return _simple(edtf)


def is_edtf(text: str) -> bool:
    """True where edtf_bounds would answer."""
    try:
        edtf_bounds(text)
    except ValueError:
        return False
    return True


def _interval(first: str, last: str) -> tuple[date, date]:
    if not first and not last:
        raise ValueError("an interval that is open on both sides says nothing")
    begin = _simple(first)[0] if first else date.min
    end = _simple(last)[1] if last else date.max
    if begin > end:
        raise ValueError(f"the interval {first}/{last} ends before it begins")
    return begin, end


def _simple(text: str) -> tuple[date, date]:
    if found := _DAY.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _MONTH.fullmatch(text):
        return _part_of_year(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return (
            date(int(found[1].replace("X", "0")) or 1, 1, 1),
            date(int(found[1].replace("X", "9")), 12, 31),
        )
    raise ValueError(f"{text!r} is not an EDTF date as used here")


def _part_of_year(year: int, part: int) -> tuple[date, date]:
    if 1 <= part <= 12:
        return date(year, part, 1), date(year, part, monthrange(year, part)[1])
    if 33 <= part <= 36:
        last = (part - 32) * 3
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    if 21 <= part <= 32:
        # A season's months depend on the hemisphere; a winter reaches into the next year.
        return date(year, 1, 1), date(year + 1, 3, 31) if part in _WINTERS else date(year, 12, 31)
    raise ValueError(f"a year has no part {part}")
