"""What changed in retelling: numbers, dates and amounts that stand at the same place of two texts and differ.

"100 residents" becomes "over 100"; a person should see both beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from synopticon.model.reuse import SharedSpan

FAR = 60
"""Code points of a gap between two shared spans from which it is other text, not the same place told otherwise."""

_QUANTIFIER = (
    r"over|under|about|around|nearly|almost|roughly|some|only|(?:more|less|fewer) than|at (?:least|most)|up to|dozens?|"
    r"scores|hundreds?|thousands?|millions?|half|twice|several|"
    r"약|이상|이하|여|수십|수백|수천|최소|최대|约|約|超过|逾|至少|多|近|数十|数百|上百|以上|以下"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow"
)
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety"
)
_TELLING = re.compile(
    rf"\d|\b(?:{_QUANTIFIER}|{_MONTH}|{_NUMBER_WORD})\b|[一二三四五六七八九十百千万亿两]", re.IGNORECASE
)
_EDGE = " \n\t,.;:()（）[]\"'“”‘’–—-"
_ONLY_QUANTIFIER = re.compile(rf"\s*(?:{_QUANTIFIER})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drift:
    """One change: the words in the first text and in the second, each with its code-point offsets; "" where nothing."""

    before: str
    after: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def drift_between(a: str, b: str, spans: Sequence[SharedSpan]) -> tuple[Drift, ...]:
    """Differences at gaps between neighbouring shared spans that concern a number, an amount or a date."""
    found = []
    ordered = sorted(spans, key=lambda span: span.a_start)
    for here, after in pairwise(ordered):
        gap_a, gap_b = after.a_start - here.a_end, after.b_start - here.b_end
        if not (0 <= gap_a <= FAR and 0 <= gap_b <= FAR):
            continue
        a_start, a_end = _whole_words(a, here.a_end, after.a_start)
        b_start, b_end = _whole_words(b, here.b_end, after.b_start)
        if _ONLY_QUANTIFIER.match(b[b_start:b_end]) or _ONLY_QUANTIFIER.match(a[a_start:a_end]):
            a_end, b_end = _next_word(a, a_end), _next_word(b, b_end)
        before, later = a[a_start:a_end].strip(_EDGE), b[b_start:b_end].strip(_EDGE)
        if before != later and (_TELLING.search(before) or _TELLING.search(later)):
            found.append(Drift(before, later, a_start, a_end, b_start, b_end))
    return tuple(dict.fromkeys(found))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch grown to the edges of the words that it cuts."""
    while 0 < start < len(text) and _inside_word(text, start):
        start -= 1
    while 0 < end < len(text) and _inside_word(text, end):
        end += 1
    return start, max(start, end)


def _inside_word(text: str, place: int) -> bool:
    """True where the place lies within a word or a number; Han and kana have no such edges."""
    left, right = text[place - 1], text[place]
    if _spaceless(left) or _spaceless(right):
        return left.isdigit() and right.isdigit()
    if left.isalnum() and right.isalnum():
        return True
    return (left.isdigit() and right in ".,") or (left in ".," and right.isdigit())


def _spaceless(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


def _next_word(text: str, place: int) -> int:
    found = re.compile(r"\s*[^\s]+").match(text, place)
    return found.end() if found else place
