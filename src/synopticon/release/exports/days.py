"""Dates as a reader of the report meets them: EDTF in plain words, and nothing made more certain than it is."""

from __future__ import annotations

from calendar import month_name

DOUBTS = {"~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}


def long_day(day: str) -> str:
    """2026-11-22 as people write it: 22 November 2026."""
    year, month, date = day.split("-")
    return f"{int(date)} {month_name[int(month)]} {year}"


def in_words(edtf: str | None) -> str:
    """An EDTF date in words: "by 2019", "since 2021-09", "2020 to 2023", "about 2023-05"; "undated" for none."""
    if not edtf:
        return "undated"
    first, interval, last = edtf.partition("/")
    if not interval:
        return DOUBTS[edtf[-1]].format(edtf[:-1]) if edtf[-1] in DOUBTS else edtf
    if first in ("", ".."):
        return f"by {in_words(last)}"
    return f"since {in_words(first)}" if last in ("", "..") else f"{in_words(first)} to {in_words(last)}"
