"""First and last day of an EDTF date as sortable text, for lists and filters."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def bounds(edtf: str | None) -> tuple[str, str]:
    """The first and last day that a date may mean, as YYYY-MM-DD; two empty texts where it names none."""
    found = [_days(*match) for match in _DATE.findall(edtf or "")]
    found = [days for days in found if days is not None]
    if not found:
        return "", ""
    return min(first for first, _ in found), max(last for _, last in found)


def _days(year: str, month: str, day: str) -> tuple[str, str]:
    first_month, last_month = (month, month) if "01" <= month <= "12" else ("01", "12")
    if first_month == last_month and day and "01" <= day <= "31":
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    length = calendar.monthrange(int(year) or 4, int(last_month))[1]
    return f"{year}-{first_month}-01", f"{year}-{last_month}-{length:02d}"
