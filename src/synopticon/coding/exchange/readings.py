"""How a file's offsets are to be read: ends, line ends and units, by what its own spans and quotations say.

REFI-QDA counts Unicode code points and leaves open whether an end is the last character or the one after it; tools
count a Windows line end as one or two, and some count UTF-16 units. Each reading is tried on all spans of the file: a
span outside its text speaks against it, one that cuts no word for it, one that is what its name quotes even more.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, product


class Ends(StrEnum):
    """What an end offset names."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


class Lines(StrEnum):
    """How a line end counts: as its characters, or always as one, or always as two."""

    STORED = "stored"
    ONE = "one"
    TWO = "two"


class Units(StrEnum):
    """What is counted."""

    POINTS = "points"
    UTF16 = "utf16"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read offsets, and why it was taken, as a plain sentence."""

    ends: Ends = Ends.EXCLUSIVE
    lines: Lines = Lines.STORED
    units: Units = Units.POINTS
    because: str = field(default="nothing in the file speaks against the standard", compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """A span as a file writes it, in its text, with the words that its name seems to quote."""

    text: str
    start: int
    end: int
    quoted: str | None = None


_BREAK = re.compile(r"\r\n|\n|\r")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_NAMED, _CLEAN, _OUTSIDE = 3, 1, -5
_LEAST_GAIN = 3
"""How much better than the usual reading another must fit before it is taken,"""
_LEAST_SHARE = 0.1
"""and by how much of one point a span."""
_CONVENTIONS = (("atlas.ti", Lines.ONE),)
"""Tools that are known to count a Windows line end as one, whatever stands in the text (QualCoder meets it too)."""


class Ruler:
    """Translates a foreign offset into one text to a code point of it."""

    def __init__(self, text: str, lines: Lines, units: Units) -> None:
        self._length = len(text)
        self._marks: array[int] | None = None
        widths = _widths(text, lines, units)
        if widths is not None:
            self._marks = array("q", accumulate(widths, initial=0))

    def point(self, offset: int) -> int | None:
        """The code point at a foreign offset; None outside the text or within a character."""
        if self._marks is None:
            return offset if 0 <= offset <= self._length else None
        at = bisect_right(self._marks, offset) - 1
        return at if at >= 0 and self._marks[at] == offset else None

    def span(self, start: int, end: int, ends: Ends) -> tuple[int, int] | None:
        """Start and exclusive end in code points; None where the span does not lie in the text."""
        first, last = self.point(start), self.point(end + (ends is Ends.INCLUSIVE))
        return None if first is None or last is None or last < first else (first, last)


class Rulers:
    """The rulers of one reading, one for each text, however many sources have it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._of: dict[str, Ruler] = {}

    def of(self, text: str) -> Ruler:
        """The text's ruler."""
        if text not in self._of:
            self._of[text] = Ruler(text, self.reading.lines, self.reading.units)
        return self._of[text]


def _widths(text: str, lines: Lines, units: Units) -> bytearray | None:
    """How wide each code point counts; None where all count one."""
    wide = units is Units.UTF16 and _beyond(text)
    if not wide and (lines is Lines.STORED or not _BREAK.search(text)):
        return None
    widths = bytearray(b"\x01") * len(text)
    for found in _ASTRAL.finditer(text) if wide else ():
        widths[found.start()] = 2
    if lines is not Lines.STORED:
        width = 1 if lines is Lines.ONE else 2
        for found in _BREAK.finditer(text):
            # A pair keeps its width on its first character, so that no offset lies between the two.
            widths[found.start() : found.end()] = bytes([width]) + bytes(len(found[0]) - 1)
    return widths


def choose(
    spans: Sequence[Span],
    origin: str | None,
    *,
    ends: Ends | None = None,
    lines: Lines | None = None,
    units: Units | None = None,
) -> Reading:
    """The reading that the spans speak for; what is given is kept. Without evidence, that of the tool or standard."""
    known = next((told for name, told in _CONVENTIONS if name in (origin or "").casefold()), None)
    usual = Reading(ends or Ends.EXCLUSIVE, lines or known or Lines.STORED, units or Units.POINTS)
    readings = [Reading(*way) for way in product(*_ways({span.text for span in spans}, ends, lines, units))]
    scores = {reading: _score(spans, reading) for reading in {usual, *readings}}
    best = max([usual, *readings], key=lambda reading: scores[reading])
    if scores[best] - scores[usual] < max(_LEAST_GAIN, _LEAST_SHARE * len(spans)):
        best = usual
    return Reading(best.ends, best.lines, best.units, _why(best, usual, scores, spans, asked=ends or lines or units))


def _ways(
    texts: Iterable[str], ends: Ends | None, lines: Lines | None, units: Units | None
) -> tuple[Sequence[Ends], Sequence[Lines], Sequence[Units]]:
    """The values worth trying: those that can make a difference in these texts."""
    broken = any(_BREAK.search(text) for text in texts)
    astral = any(_beyond(text) for text in texts)
    return (
        [ends] if ends else list(Ends),
        [lines] if lines else list(Lines) if broken else [Lines.STORED],
        [units] if units else list(Units) if astral else [Units.POINTS],
    )


def _beyond(text: str) -> bool:
    """Whether a character stands in it that UTF-16 writes as two units."""
    return not text.isascii() and max(text) > "\uffff"


def _score(spans: Sequence[Span], reading: Reading) -> int:
    rulers, score = Rulers(reading), 0
    for span in spans:
        found = rulers.of(span.text).span(span.start, span.end, reading.ends)
        score += _OUTSIDE if found is None else _fit(span, *found)
    return score


def _fit(span: Span, start: int, end: int) -> int:
    text = span.text
    if start == end:
        return 0
    clean = _CLEAN * (not _cuts(text, start) and not text[start].isspace())
    clean += _CLEAN * (not _cuts(text, end) and not text[end - 1].isspace())
    return clean + _NAMED * _quotes(span.quoted, text[start:end])


def _cuts(text: str, at: int) -> bool:
    """Whether a word goes on from one side of the place to the other."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _quotes(name: str | None, exact: str) -> bool:
    if not name:
        return False
    words = name.rstrip()
    shortened = words.removesuffix("...").removesuffix("…")
    there = " ".join(exact.split())
    if shortened != words:
        return bool(shortened.strip()) and there.startswith(" ".join(shortened.split()))
    return there == " ".join(words.split())


def _why(best: Reading, usual: Reading, scores: dict[Reading, int], spans: Sequence[Span], *, asked: str | None) -> str:
    if best != usual:
        return (
            f"the file's {len(spans):,} spans fit their texts better so: {scores[best]:,} points, "
            f"against {scores[usual]:,} for the usual reading"
        )
    if asked:
        return "it was asked for"
    if usual != Reading():
        return "the tool that wrote the file is known to count so"
    return Reading().because
