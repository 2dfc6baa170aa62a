"""Dates as people write them, to EDTF; what cannot be read for certain is None, never a guess."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?$")


def to_edtf(text: str, *, language: str | None = None) -> str | None:  # noqa: ARG001
    """EDTF of a date, or None."""
    match = _ISO.match(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or (month and not 1 <= month <= 12) or (month and day and day > monthrange(year, month)[1]):
        return None
    return "-".join(part for part in match.groups() if part)


def edtf_bounds(edtf: str) -> tuple[date, date]:
    """First and last day that an EDTF date may mean. Raises ValueError."""
    match = _ISO.match(edtf)
    if not match:
        raise ValueError(f"{edtf!r} is not an EDTF date that is known here")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    last_month = month or 12
    return date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1])
