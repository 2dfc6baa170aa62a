"""Digits as they are written and dictated, read into one row: "double two", "공일공", "eighty seven" and 010 alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_RUSSIAN = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_KOREAN = dict(zip("공영빵일이둘삼사오육륙칠팔구", "00012234566789", strict=True)) | {"하나": "1"}
_WORDS = (
    {"zero": "0", "oh": "0", "o": "0", "nought": "0"}
    | {word: str(number) for number, word in enumerate(_UNITS, 1)}
    | {word: str(number) for number, word in enumerate(_TEENS, 10)}
    | {word: str(number) for number, word in enumerate(_RUSSIAN)}
)
_TIMES = {"double": 2, "triple": 3}
_STEP = re.compile(
    rf"(?P<times>double|triple)\s+(?P<unit>\d|zero|oh|{'|'.join(_UNITS)})\b|"
    rf"\b(?P<ten>{'|'.join(_TENS)})(?:[\s-]+(?P<rest>{'|'.join(_UNITS)}))?\b|"
    rf"\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b|"
    rf"(?P<korean>{'|'.join(sorted(_KOREAN, key=len, reverse=True))})|(?P<digit>\d)"
)
_BETWEEN = re.compile(r"(?:국에|에|다시|[\s,.()+/–-]|\b(?:and|then|uh|um|dash)\b)*")
"""What people say or write between the groups of a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """Digits without anything else between them; starts[i], ends[i]: where digit i is written or said."""

    digits: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def digit_rows(low: str, least: int) -> Iterator[Row]:
    """Every row of at least so many digits in a text in small letters."""
    at = 0
    while first := _STEP.search(low, at):
        digits, starts, ends = "", [], []
        step: re.Match[str] | None = first
        while step is not None:
            said = _said(step)
            digits += said
            starts += [step.start()] * len(said)
            ends += [step.end()] * len(said)
            at = step.end()
            gap = _BETWEEN.match(low, at)
            step = _STEP.match(low, gap.end() if gap else at)
        if len(digits) >= least:
            yield Row(digits, tuple(starts), tuple(ends))


def _said(step: re.Match[str]) -> str:
    """The digits of one word; tens are two digits, since nobody dictates a sum."""
    if step["times"]:
        return _WORDS.get(step["unit"], step["unit"]) * _TIMES[step["times"]]
    if step["ten"]:
        return str(_TENS.index(step["ten"]) + 2) + (_WORDS[step["rest"]] if step["rest"] else "0")
    if step["word"]:
        return _WORDS[step["word"]]
    return _KOREAN[step["korean"]] if step["korean"] else step["digit"]
