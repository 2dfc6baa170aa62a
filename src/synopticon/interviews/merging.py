"""Findings that touch become one span, which says who found it and takes its kind from the surest of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from synopticon.interviews.naming.korean_words import OFFICES, PARTICLES, TITLES
from synopticon.interviews.span import Found, Kind, Severity

_SURER = ("identity", "contacts", "titles", "kinship", "identifiers", "dates", "ages", "organisations", "places",
          "unlisted", "occupations", "numbers", "positions", "recurring", "unannounced", "learned",
          "capitals")  # fmt: skip
"""Whose word counts for the kind, the surest first."""
_RANK = {name: rank for rank, name in enumerate(_SURER)}


LONGEST = 400
"""Characters that a finding is taken to have at most, where those before a place are looked up."""


@dataclass(frozen=True, slots=True)
class Span:
    """Overlapping findings as one: [start, end) in the text that was searched."""

    start: int
    end: int
    kind: Kind
    severity: Severity
    detectors: tuple[str, ...]
    entity: str | None
    sense: str | None


def merged(found: Iterable[Found], text: str, *, spoken: bool = False) -> list[Span]:
    """The spans of all findings in the text's order; blanks and full stops at their ends are left outside.

    spoken: whether somebody tells of his own life, where a name takes the title or kinship with it that goes before or
    behind it, and what was begun of it and broken off.
    """
    groups: list[list[Found]] = []
    end = -1
    for one in sorted(_without_bridges(list(found), text), key=lambda one: (one.start, -one.end)):
        if one.start < end:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.end)
    return [_span(group, text, spoken=spoken) for group in groups]


def _without_bridges(found: Sequence[Found], text: str) -> Iterator[Found]:
    """Findings, runs of capitals cut where surer ones stand in them: "Ju Song and Ju Hyok" are two persons."""
    sure = sorted((one.start, one.end) for one in found if one.detector != "capitals")
    for one in found:
        if one.detector != "capitals":
            yield one
            continue
        at = one.start
        for start, end in [*sure[bisect_left(sure, (one.start - LONGEST, 0)) :], (one.end, one.end)]:
            if start >= one.end and start > at:
                start = one.end
            piece = text[at : min(start, one.end)]
            if any(map(str.isupper, piece)) and not _ADDRESS_BEFORE.fullmatch(piece):
                yield replace(one, start=at, end=min(start, one.end))
            at = max(at, end)
            if at >= one.end:
                break


def _span(group: list[Found], text: str, *, spoken: bool) -> Span:
    start, end = min(one.start for one in group), max(one.end for one in group)
    while joint := _JOINT.match(text, start, end):
        start = joint.end()
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    if any(one.kind is Kind.PERSON or (one.kind is Kind.OTHER and one.detector == "unannounced") for one in group):
        start, end = _with_title(text, start, end) if spoken else _with_address(text, start, end)
    if (
        spoken
        and any(one.kind is Kind.ORGANISATION for one in group)
        and (article := _ARTICLE.search(text, max(0, start - 5), start))
    ):
        start = article.start()
    first = min(group, key=lambda one: (_RANK.get(one.detector, len(_SURER)), one.start - one.end))
    direct = any(one.severity is Severity.DIRECT for one in group if one.detector != "capitals" or len(group) == 1)
    entity = next((one.entity for one in sorted(group, key=lambda one: one.start - one.end) if one.entity), None)
    return Span(
        start,
        end,
        first.kind,
        Severity.DIRECT if direct else Severity.QUASI,
        tuple(sorted({one.detector for one in group}, key=lambda name: (_RANK.get(name, len(_SURER)), name))),
        entity,
        next((one.sense for one in group if one.sense and one.kind is first.kind), None),
    )


_JOINT = re.compile(r"\s+|(?:and|or)\s+|[,;]\s*")
_ADDRESS_BEFORE = re.compile(r"\b(?:mr|mrs|ms|miss|dr|mister|missus|comrade)\b\.?\s+$", re.IGNORECASE)
_ADDRESS_BEHIND = re.compile(r"\s?(?:동지|동무|씨|님)(?![가-힣])|\s?(?:동지|동무|씨)(?=[가는를은이을와께도의에한])")

_TITLE_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mister|missus|dr|doctor|comrade|young|chief|dispatcher|driver|guard|broker|agent|sister-in-law|brother-in-law|captain|major|colonel|lieutenant|sergeant|general|"
    r"officer|"
    r"inspector|director|manager|chairman|chairwoman|vice-chairman|secretary|professor|teacher|pastor|reverend|father|"
    r"mother|sister|brother|uncle|aunt|auntie|cousin|grandma|grandpa|grandmother|grandfather|granny|madam|madame|old|"
    r"little|big|boss|president|deacon|missionary|guide|foreman|nurse|lao|xiao|пастор|дядя|тетя|тётя|товарищ)\b\.?\s+$",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(
    rf"\s?(?:이\s?|네\s)?(?:{TITLES}|{OFFICES})(?=(?:{PARTICLES}){{0,3}}(?![가-힣]))|['’]s\b|(?i:\s(?:ajossi|ajumma|"
    rf"ajumoni|"
    rf"tongmu|tongji|dongmu|dongji|onni|unni|oppa|hyong|nuna|ssi|nim|sonsaeng|sajang))\b"
)
_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_BROKEN_OFF = re.compile(
    r"(?<![^\W\d_])([^\W\d_]+)(?:[\s,.…-]|(?<![가-힣])(?:아니|아|어|그|저|음)(?![가-힣])|\b(?:uh|um|er|no)\b){1,8}$"
)


def _with_title(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the title or kinship that goes with it, and with what was begun of it before: "차 차인숙"."""
    begun = _BROKEN_OFF.search(text, max(0, start - 16), start)
    if begun and len(begun[1]) < end - start and text[start:end].lower().startswith(begun[1].lower()):
        start = begun.start()
    before = _TITLE_BEFORE.search(text, max(0, start - 20), start)
    behind = _TITLE_BEHIND.match(text, end)
    return before.start() if before else start, behind.end() if behind else end


def _with_address(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the words of address that go with it and say nothing of the person but the sex."""
    before = _ADDRESS_BEFORE.search(text, max(0, start - 10), start)
    behind = _ADDRESS_BEHIND.match(text, end)
    return before.start() if before else start, behind.end() if behind else end
