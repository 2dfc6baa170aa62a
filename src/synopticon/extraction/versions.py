"""Which extractor versions are current: what was read by another is read again."""

from __future__ import annotations

from synopticon.extraction.formats import FORMATS

UNKNOWN = "unknown/1"
"""The extractor of captures that no reader could read; raised when readers learn to read more."""

WAITING: tuple[str, ...] = tuple(row.waiting for row in FORMATS if row.needs)
"""What the extractors are called that read all but what an extra would read: scans and pictures without OCR."""

CURRENT: tuple[str, ...] = (*(row.extractor for row in FORMATS), *WAITING, UNKNOWN)
"""Names of all current extractor versions."""


def current(*, ocr: bool) -> tuple[str, ...]:
    """The versions that need no second reading; with OCR, what waits for it is read again."""
    return tuple(name for name in CURRENT if name not in WAITING) if ocr else CURRENT
