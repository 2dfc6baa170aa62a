"""Identifiers: numbers of files, cases, papers, plots, accounts and houses, and codes of letters with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_CODES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b\d{1,6}/\d{2,4}\b",
        r"(?<![\w.])\d{6}[-–]?[1-8]\d{6}(?!\w)",
        r"\b[a-z]{1,3}[- ]?\d{6,9}\b",
        r"\b[a-z]{1,4}[-./]?\d{2,}(?:[-./ ]\d+)*[a-z]?\b",
        r"\b\d{2,}[-./]\d{2,}(?:[-./]\w+)*\b",
        r"\b[ivxl]{1,5}\.? ?[a-zščžćđśłń]{1,4} ?\d+/\d+(?:-\d+)?\b",
        r"\b[a-zščžćđśłń]{1,4}[-. ]?\d+/\d+(?:-\d+)?\b",
    )
)
_NUMBERED = re.compile(
    r"\b(?:nos?\.|number|n°|no|plot|block|flat|apartment|apt\.?|room|house|passport|card|account|registration|ticket|"
    r"file|case|decision|resolution|reference|ref\.?)(?: (?:no\.?|number|nos\.?|is|was))?[\s:]*"
    r"((?:[a-z]{1,4}[-. /]?)?\d[\w/.-]*\w|\d)",
)
_KO_NUMBERED = re.compile(
    r"(?:여권|공민증|주민등록|주민번호|계좌|등록|신분증|증명서)\s?(?:번호)?[은는이가:\s]*([a-z]{0,3}[\d-]{5,})"
)
_LAW = re.compile(
    r"(?:articles?|sections?|§+|rules?|protocol no\.?|chapter|paragraphs?|art\.|act no\.?)\s*(?:no\.? )?$"
)
"""What stands before the number of a law, which is everybody's."""


def find_identifiers(hearing: Hearing) -> Iterator[Found]:
    """Numbers that a register, an office or a wall knows."""
    low = hearing.low
    for pattern in _CODES:
        for found in pattern.finditer(low):
            if not _LAW.search(low, max(0, found.start() - 24), found.start()):
                yield Found(*found.span(), Kind.IDENTIFIER, Severity.DIRECT, "identifiers")
    for pattern in (_NUMBERED, _KO_NUMBERED):
        for found in pattern.finditer(low):
            if not _LAW.search(low, max(0, found.start(1) - 24), found.start(1)):
                yield Found(*found.span(1), Kind.IDENTIFIER, Severity.DIRECT, "identifiers")
