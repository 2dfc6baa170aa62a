"""Which extractor versions are current: what was read by another is read again."""

from __future__ import annotations

from synopticon.extraction.formats import FORMATS

UNKNOWN = "unknown/1"
"""The extractor of captures in which no format was recognised; raised when the list of formats grows."""

CURRENT: tuple[str, ...] = (*(row.extractor for row in FORMATS), UNKNOWN)
"""Names of all current extractor versions."""
