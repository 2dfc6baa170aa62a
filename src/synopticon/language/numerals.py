"""Numbers written in Han characters, as they stand in dates."""

from __future__ import annotations

import re

_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
           "九": 9}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FOLDED = {"廿": "二十", "卅": "三十"}
_BEFORE_A_UNIT_OF_TIME = re.compile("[〇零○一二两三四五六七八九十百千廿卅]+(?=\\s*[年月日号號])")


def han_number(text: str) -> int | None:
    """二〇二四 is 2024 and 一百一十三 is 113; None for what is neither."""
    for sign, spelled in _FOLDED.items():
        text = text.replace(sign, spelled)
    if not text or any(sign not in _DIGITS and sign not in _UNITS for sign in text):
        return None
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in _UNITS:
            total, digit = total + (1 if digit is None else digit) * _UNITS[sign], None
        elif digit:  # two digits in a row have no place value
            return None
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0)


def with_digits(text: str) -> str:
    """Han numbers before 年, 月 and 日 as digits; the rest as it was."""
    return _BEFORE_A_UNIT_OF_TIME.sub(
        lambda found: found[0] if (number := han_number(found[0])) is None else str(number), text
    )
