"""A telephone number, an address or an account of the record, however it is grouped, said or introduced."""

from __future__ import annotations

import re

LEAST_DIGITS = 6
SHORTENED = 7
"""Digits at the end of a number that are looked for alone, since people leave the country and the area out."""
_ENGLISH = ("(?:zero|oh|o)", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_KOREAN = ("[공영]", "(?:일|하나)", "(?:이|둘)", "삼", "사", "오", "[육륙]", "칠", "팔", "구")
_RUSSIAN = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")


def contact_pattern(value: str) -> re.Pattern[str] | None:
    """What finds a value of digits, or one with an at-sign, a digit or an underscore; None for words."""
    low = value.lower().strip()
    digits = re.sub(r"\D", "", low)
    if re.fullmatch(r"[\d\s()+./-]+", low):
        return re.compile(_number(digits)) if len(digits) >= LEAST_DIGITS else None
    if not re.search(r"[@_\d/]|\.\w", low) or not low.isascii() or len(low) < 4 or re.search(r"\s\w+\s", low):
        return None
    name, sign, host = low.partition("@")
    literal = _loose(low)
    if sign and len(name) > 4:
        return re.compile(rf"{literal}|{_loose(name)}(?![\w@])|{_spoken(name)}\s*(?:@|at|골뱅이)\s*{_spoken(host)}")
    return re.compile(literal)


def _loose(text: str) -> str:
    return r"\s?".join(re.escape(letter) for letter in text if not letter.isspace())


def _spoken(host: str) -> str:
    return r"\s*(?:\.|dot|점)\s*".join(map(re.escape, host.split(".")))


def _number(digits: str) -> str:
    """The digits in any grouping, or said one by one; the last ones alone as well."""
    forms = {digits}
    if len(digits) > SHORTENED + 1:
        forms.add(digits[-(SHORTENED + 1) :])
    for country in ("82", "86", "7", "44", "1", "49"):
        if digits.startswith(country) and len(digits) - len(country) >= SHORTENED:
            forms |= {digits[len(country) :], "0" + digits[len(country) :]}
    patterns = []
    if digits.startswith("0"):
        patterns.append(r"(?<!\d)\+\d{1,3}[\s().-]*" + r"[\s().-]*".join(digits[1:]) + r"(?!\d)")
    for form in sorted(forms, key=len, reverse=True):
        patterns.append(r"(?<!\d)\+?" + r"[\s().-]*".join(form) + r"(?!\d)")
        for words in (_ENGLISH, _KOREAN, _RUSSIAN):
            patterns.append(r"[\s,-]*".join(words[int(digit)] for digit in form))
    return "|".join(patterns)
