"""The moment that a text tells, where it tells an hour: ISO 8601, no finer than told, with a zone where one is told.

Whoever orders documents in time needs it beside the day; what is doubtful is None, and the day stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from synopticon.language.dates import LONGEST, to_edtf

_COUNTED = re.compile(r"-?\d{9,14}(?:\.\d+)?")
"""A moment that is counted from 1970, in seconds or milliseconds."""
_MILLISECONDS = 100_000_000_000
"""A moment written as a number this large counts milliseconds: seconds would lie beyond the year 5138."""
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[Tt](?P<clock>\d\d(?::?\d\d){0,2})| (?P<spaced>\d\d:\d\d(?::\d\d)?))(?:[.,]\d+)?"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"\d:\d\d(:\d\d)?", re.ASCII)
_FINENESS = {2: "hours", 4: "minutes", 6: "seconds"}


def day_told(value: object, language: str | None = None) -> str | None:
    """EDTF of a column's date: a date as people write it, or a moment counted from 1970 in seconds or milliseconds."""
    text = _column(value)
    if _COUNTED.fullmatch(text):
        moment = _counted(text)
        return moment and moment[:10]
    return to_edtf(text, language=language)


def moment_told(value: object) -> str | None:
    """The moment of a column's date: an ISO 8601 text as it stands, or a number unless it counts whole days."""
    text = _column(value)
    return past_midnight(_counted(text)) if _COUNTED.fullmatch(text) else moment_in(text)


def moment_in(text: str) -> str | None:
    """The moment of an ISO 8601 text: a blank may stand for the T, then with a colon between hour and minute.

    The zone stays as it is told, +09:00 or Z; fractions are dropped.
    """
    if len(text) > LONGEST:
        return None
    found = _ISO.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()))
    if not found:
        return None
    clock, zone = found["clock"] or found["spaced"], found["zone"] or ""
    try:
        read = datetime.fromisoformat(f"{found['day']}T{clock}{'Z' if zone.isalpha() else zone}")
    except ValueError:
        return None
    return _written(read, _FINENESS[len(clock.replace(":", ""))])


def moment_mailed(text: str) -> str | None:
    """The moment of a date as mail and RSS write it (RFC 5322); without a zone where it says -0000 or names none."""
    clock = _CLOCK.search(text)
    if not clock or len(text) > LONGEST:
        return None
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _written(read, "seconds" if clock[1] else "minutes")


def in_utc(moment: str) -> str | None:
    """The same moment in UTC; one without a zone stays as it is, and None stands for one beyond the calendar."""
    read = datetime.fromisoformat(moment)
    fineness = _FINENESS[len(re.sub(r"[Z+-].*|\D", "", moment[11:]))]
    try:
        return moment if read.tzinfo is None else _written(read.astimezone(UTC), fineness)
    except OverflowError:
        return None


def on_day(moment: str | None, day: str | None) -> str | None:
    """The moment, where it is one of that day as it was told."""
    return moment if moment is not None and moment[:10] == day else None


def past_midnight(moment: str | None) -> str | None:
    """The moment, unless it is midnight: so programs write a day whose hour they do not know."""
    return None if moment is None or datetime.fromisoformat(moment).strftime("%H%M%S") == "000000" else moment


def _column(value: object) -> str:
    return "" if value is None or isinstance(value, bool) else str(value).strip()


def _counted(text: str) -> str | None:
    """The moment of a number in UTC, to the second; None where it lies beyond the calendar."""
    number = float(text)
    try:
        read = datetime.fromtimestamp(number / 1000 if abs(number) >= _MILLISECONDS else number, UTC)
    except (ValueError, OverflowError):
        return None
    return _written(read, "seconds")


def _written(read: datetime, fineness: str) -> str:
    text = read.replace(microsecond=0).isoformat(timespec=fineness)
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
