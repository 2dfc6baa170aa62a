"""Time codes as transcripts write them: 00:01:02,500, 1:02, #00:12:03-4#, alone or from one to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synopticon.interviews.transcripts.transcript import TimeMark

CLOCK = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?:[.,:]\d{1,3})?"
"""Hours may be missing; the fraction follows a point, a comma, or a colon (frames)."""
BETWEEN = r"\s*(?:-->|[-–—~])\s*"
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?")
MARK = re.compile(
    rf"\[(?P<a>{CLOCK})(?:{BETWEEN}(?P<b>{CLOCK}))?\]|\((?P<c>{CLOCK})(?:{BETWEEN}(?P<d>{CLOCK}))?\)"
    r"|#(?P<e>\d{2}:\d{2}:\d{2}-\d)#"
)
"""A time code set apart from the words by brackets, or as F4 and MAXQDA write it."""


def milliseconds(code: str) -> int:
    """A time code in milliseconds. Two digits behind a colon are frames, counted as hundredths."""
    found = _PARTS.fullmatch(code.replace("-", "."))
    if found is None:
        raise ValueError(code)
    hours, minutes, seconds, fraction = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))


def bracketed(text: str) -> tuple[TimeMark, ...]:
    """Every time code in brackets."""
    marks = []
    for found in MARK.finditer(text):
        first, last = found["a"] or found["c"] or found["e"], found["b"] or found["d"]
        marks.append(TimeMark(found.start(), milliseconds(first), milliseconds(last) if last else None))
    return tuple(marks)


def doubts(marks: Sequence[TimeMark]) -> tuple[str, ...]:
    """What is wrong with time codes in their order: those that run backward, overlap, or end before they begin."""
    backward = overlapping = upside_down = 0
    before: TimeMark | None = None
    for mark in marks:
        if before is not None and mark.begins < before.begins:
            backward += 1
        elif before is not None and before.ends is not None and mark.begins < before.ends:
            overlapping += 1
        upside_down += mark.ends is not None and mark.ends < mark.begins
        before = mark
    told = (
        (backward, "earlier than the one before it"),
        (overlapping, "begun before the one before it has ended"),
        (upside_down, "ended before it begins"),
    )
    return tuple(f"{_many(count)} {what}; times are kept as they stand." for count, what in told if count)


def _many(count: int) -> str:
    return "1 time code is" if count == 1 else f"{count:,} time codes are each"
