"""What was found once is found wherever it stands again, so that nobody is named by the one place that was missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common

_NAMING = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.CONTACT, Kind.IDENTIFIER, Kind.OTHER})
LEAST = 3
"""Letters of what is looked for again; a Korean or Chinese word has two."""


def find_recurring(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    """Every further place of the names among the findings."""
    known: dict[str, Found] = {}
    covered = {(one.start, one.end) for one in found}
    for one in found:
        words = hearing.low[one.start : one.end].strip(" \n\r\t.,;:'\"’”“()")
        if one.kind in _NAMING and _says_something(words):
            known.setdefault(words, one)
    if not known:
        return
    pattern = re.compile(
        "|".join(
            rf"{_edge(name)}{re.escape(name)}{_edge(name, last=True)}" for name in sorted(known, key=len, reverse=True)
        )
    )
    for again in pattern.finditer(hearing.low):
        if again.span() not in covered:
            first = known[again[0]]
            severity = Severity.QUASI if first.detector == "capitals" else first.severity
            yield Found(*again.span(), first.kind, severity, "recurring", first.entity)


def _says_something(words: str) -> bool:
    letters = sum(map(str.isalnum, words))
    if any("가" <= letter <= "힣" or "一" <= letter <= "鿿" for letter in words):
        return letters >= LEAST - 1
    return letters >= LEAST and not all(is_common(word) for word in words.split())


def _edge(name: str, *, last: bool = False) -> str:
    letter = name[-1] if last else name[0]
    if last and "가" <= letter <= "힣":
        return ""
    return (r"(?!\w)" if last else r"(?<!\w)") if letter.isalnum() else ""
