"""Numbers as values, whatever the script and scale they are written in: 10 million, 1000万, 1천만 and 10 млн are one.

Separators are read by the language's custom: 1,200 and 1 200 are twelve hundred, 12,3 is twelve and three tenths.
Decades ('90s, 90年代, 80년대) become years; months have keys of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from synopticon.language.numerals import han_number


class Number(NamedTuple):
    """A number or month and where it stands; key is its value, or m1 to m12."""

    key: str
    start: int
    end: int


_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_BIG = {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8, "조": 1e12, "兆": 1e12}
_SMALL = {"십": 10.0, "백": 100.0, "천": 1000.0, "十": 10.0, "百": 100.0, "千": 1000.0}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9,
    "тыс": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9, "трлн": 1e12, "триллион": 1e12,
    "millones": 1e6, "millions": 1e6, "milliards": 1e9, "millionen": 1e6, "milliarden": 1e9,
}  # fmt: skip
_SCALE = re.compile(rf"[\s\u00a0-]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*")
_SPACES = frozenset({"ru", "uk", "be", "bg", "fr", "pl", "cs", "sv", "fi"})
_DECIMAL_COMMA = _SPACES | {"de", "es", "it", "pt", "nl", "tr", "id"}
_EASTERN = re.compile(r"(?:\d[\d,.]*\s?[십백천十百千]?\s?[만万萬억亿億조兆]?\s?)+")
_EASTERN_PART = re.compile(r"(\d[\d,.]*)\s?([십백천十百千]?)\s?([만万萬억亿億조兆]?)")
_HAN = re.compile(r"[〇零一二两三四五六七八九十百千]+(?:万|亿|億)?")
_ROMAN = re.compile("[IVX]{2,6}")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NATIVE = re.compile(
    r"(두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?=(?:명|개|번|차례|가지|살|달|배|시간|사람|곳|대|마리|편|주|나라|군데|째|차|해|시|건))"
)
_NATIVE_VALUES = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}


def numbers(text: str, language: str) -> Iterator[Number]:
    """The numbers of a text in this language (a primary tag) that stand in figures or Han and Korean numerals."""
    text = text.translate(_WIDE)
    if language in ("ko", "zh", "ja"):
        yield from _eastern(text)
        yield from _spelled_native(text) if language == "ko" else _spelled_han(text)
    else:
        yield from _western(text, language)


def key_of(value: float) -> str:
    """A value as a key: twelve figures, without what does not count."""
    return f"{value:.12g}"


def _value(written: str, comma: bool) -> float | None:
    """1,200.5 or, where the comma is the decimal mark, 1 200,5; a mark before three figures parts thousands."""
    written = re.sub(r"[\s\u00a0\u202f]", "", written).rstrip(".,")
    thousands, decimal = (".", ",") if comma else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", written):
        written = written.replace(thousands, "")
    elif written.count(",") + written.count(".") > 1:
        return None
    written = written.replace(",", ".")
    return float(written) if len(written) < 20 else None


def _western(text: str, language: str) -> Iterator[Number]:
    comma = language in _DECIMAL_COMMA
    for found in (_SPACED if language in _SPACES else _DIGITS).finditer(text):
        value = _value(found[0], comma)
        if value is None:
            continue
        value, end = scaled(value, text, found.end())
        if _is_decade(found[0], text[end : end + 3]):
            value += 1900
        yield Number(key_of(value), found.start(), end)


def words_before_scales(text: str) -> Iterator[tuple[str, int]]:
    """Each word right before the name of a scale, and where it ends."""
    low = text.lower()
    if any(scale in low for scale in _SCALES):
        for found in _SCALE.finditer(text):
            if word := _LAST_WORD.search(text, max(0, found.start() - 20), found.start()):
                yield word[0], found.start()


def _is_decade(written: str, after: str) -> bool:
    return (
        len(written) == 2
        and written[1] == "0"
        and written[0] in "23456789"
        and after.lstrip("'’-")[:1] in ("s", "х", "е")
    )


def roman(word: str) -> int | None:
    """The value of Roman figures of two and more, as they stand beside centuries and rulers; None for other words."""
    if not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_DIGITS[sign] for sign in word]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def scaled(value: float, text: str, end: int) -> tuple[float, int]:
    """A value times the scale that follows it (million, млн), and where that ends."""
    if scale := _SCALE.match(text, end):
        return value * _SCALES[scale[1].lower()], scale.end()
    return value, end


def _eastern(text: str) -> Iterator[Number]:
    for found in _EASTERN.finditer(text):
        written = found[0].rstrip()
        end = found.start() + len(written)
        value = _composed(written)
        if value is None:
            continue
        after = text[end : end + 2]
        if after[:1] in ("月", "월") and value in range(1, 13):
            yield Number(f"m{value:.0f}", found.start(), end + 1)
            continue
        if value in range(20, 100, 10) and after in ("年代", "년대"):
            value += 1900
        yield Number(key_of(value), found.start(), end)


def _composed(written: str) -> float | None:
    """1억1천만 is 1.1e8; a part without a great unit is added (27만5000)."""
    total, part, last = 0.0, 0.0, None
    for digits, small, big in _EASTERN_PART.findall(written):
        value = _value(digits, comma=False)
        if value is None or (last == "" and not small):
            return None
        part += value * _SMALL.get(small, 1.0)
        if big:
            total, part = total + part * _BIG[big], 0.0
        last = big or small
    return total + part


def _spelled_han(text: str) -> Iterator[Number]:
    for found in _HAN.finditer(text):
        written, factor = found[0], 1.0
        if written[-1] in _BIG:
            written, factor = written[:-1], _BIG[written[-1]]
        value = han_number(written) if len(written) < 12 else None
        if value is None or (value < 2 and factor == 1):
            continue
        if text[found.end() : found.end() + 1] == "月" and value <= 12:
            yield Number(f"m{value}", found.start(), found.end() + 1)
        else:
            yield Number(key_of(value * factor), found.start(), found.end())


def _spelled_native(text: str) -> Iterator[Number]:
    for found in _NATIVE.finditer(text):
        yield Number(key_of(_NATIVE_VALUES[found[1]]), found.start(1), found.end(1))
