"""A transcript as it is searched: composed letters, without cue numbers and time codes; every letter knows its place.

Searched is what was said. Decomposed Hangul and accents are composed, full-width Latin is narrowed, characters without
width are left out, and so are the numbers and time codes of subtitles, so that a name is whole that runs over two cues.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CUE = re.compile(
    rf"^[ \t]*(?:\d+[ \t]*\r?\n)?[ \t]*\[?{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\r\n]*(?:\r?\n|\Z)|"
    rf"[\[(]{_CLOCK}(?:\s*[-–]\s*{_CLOCK})?[\])]|\A\ufeff?WEBVTT[^\r\n]*",
    re.MULTILINE,
)
"""The head of a subtitle, a time code in brackets, the first line of WebVTT."""

_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_WIDE = re.compile("[\uff01-\uff5e\uff65-\uff9f\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Speech:
    """text: what is searched. starts[i], ends[i]: where its character i stands in the file; None where both are the
    same. breaks: offsets in text before which something was left out.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()

    def places(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """[start, end) of text as places in the file, one for each side of what was left out, without outer blanks."""
        edges = [start, *(edge for edge in self.breaks if start < edge < end), end]
        for first, last in itertools.pairwise(edges):
            while first < last and self.text[first].isspace():
                first += 1
            while first < last and self.text[last - 1].isspace():
                last -= 1
            if first < last:
                yield (first, last) if self.starts is None else (self.starts[first], self.ends[last - 1])


def speech_of(text: str) -> Speech:
    """The speech of a transcript as it was read from its file."""
    heads = [found.span() for found in _CUE.finditer(text)]
    plain = not heads and unicodedata.is_normalized("NFC", text) and not _NO_WIDTH.search(text)
    if plain and not _WIDE.search(text):
        return Speech(text)
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    breaks: list[int] = []
    at = 0
    for first, last in [*heads, (len(text), len(text))]:
        for span, cluster in _clusters(text, at, first):
            composed = _composed(cluster)
            letters.extend(composed)
            spans.extend([span] * len(composed))
        if last > first:
            letters.append("\n")
            spans.append((first, last))
            breaks.append(len(letters))
        at = last
    return Speech("".join(letters), tuple(s for s, _ in spans), tuple(e for _, e in spans), tuple(breaks))


def _clusters(text: str, at: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
    """A character with all that composes with it, and its place."""
    while at < end:
        stop = at + 1
        while stop < end and _joins(text[stop]):
            stop += 1
        yield (at, stop), text[at:stop]
        at = stop


def _joins(letter: str) -> bool:
    """True for accents and for the vowels and final consonants of decomposed Hangul."""
    return unicodedata.combining(letter) != 0 or "\u1160" <= letter <= "\u11ff" or letter in "\uff9e\uff9f"


def _composed(cluster: str) -> str:
    wide = _WIDE.search(cluster) is not None
    return _NO_WIDTH.sub("", unicodedata.normalize("NFKC" if wide else "NFC", cluster))
