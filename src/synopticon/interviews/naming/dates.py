"""A date of the record, however it is written or said; its day, its month and its year are found apart as well."""

from __future__ import annotations

import re

_ISO = re.compile(r"((?:1[89]|20)\d\d)(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty[ -]first twenty[ -]second twenty[ -]third "
    "twenty[ -]fourth "
    "twenty[ -]fifth twenty[ -]sixth twenty[ -]seventh twenty[ -]eighth twenty[ -]ninth thirtieth thirty[ -]first"
)
_KOREAN = "일이삼사오륙칠팔구"


def date_pattern(value: str) -> re.Pattern[str] | None:
    """What finds a date that is written year first; None for what is no such date.

    The month with its day, the day as an ordinal, and the year stand for the whole; the month alone does not.
    """
    found = _ISO.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    forms = [rf"(?<!\d){year}(?!\d)", rf"['’]{year[2:]}\b", rf"(?<!\d)(?:{year[2:]}|{_digit_by_digit(year[2:])})\s?년"]
    if 1 <= month <= 12 and 1 <= day <= 31:
        name, ordinal = _MONTHS[month - 1], re.sub(" ", "[ -]", _ordinal(day))
        forms += [
            rf"\b{day}(?:st|nd|rd|th)?\s+(?:of\s+)?{name}\b", rf"\b{name}\s+(?:the\s+)?{day}(?:st|nd|rd|th)?\b",
            rf"\b(?:the\s+)?{ordinal}(?:\s+of)?\s+{name}\b", rf"\b{name}\s+(?:the\s+)?{ordinal}\b",
            rf"\bthe\s+(?:{day}(?:st|nd|rd|th)|{ordinal})\b", rf"(?<!\d)0?{month}\s?월\s?0?{day}\s?일",
            rf"(?<![가-힣]){_sino(month)}\s?월\s?{_sino(day)}\s?일",
            rf"(?<!\d)0?{day}[./]0?{month}(?:[./](?:{year}|{year[2:]}))?(?!\d)",
            rf"(?<!\d)(?:{year}|{year[2:]})[./-]0?{month}[./-]0?{day}(?!\d)",
            rf"(?<!\d)(?:{year}|{year[2:]}){month:02}{day:02}(?!\d)",
            rf"(?<!\d)0?{month}[./]0?{day}[./](?:{year}|{year[2:]})(?!\d)",
        ]  # fmt: skip
    if month:
        forms.append(rf"\b{_MONTHS[month - 1]}\s+(?:of\s+)?(?:{year}|['’]?{year[2:]})\b")
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


def _digit_by_digit(digits: str) -> str:
    """Two digits as Korean says them one by one."""
    return "".join("[공영]" if digit == "0" else _KOREAN[int(digit) - 1].replace("륙", "[륙육]") for digit in digits)


def _ordinal(day: int) -> str:
    words = re.sub(r"twenty\[ -\]", "twenty-", re.sub(r"thirty\[ -\]", "thirty-", _ORDINALS)).split()
    return words[day - 1].replace("-", " ")


def _sino(number: int) -> str:
    """A number up to 31 in Sino-Korean words; 6월 and 10월 have forms of their own."""
    tens, units = divmod(number, 10)
    ten = "" if not tens else ("" if tens == 1 else _KOREAN[tens - 1]) + "십"
    spelled = ten + (_KOREAN[units - 1] if units else "")
    return {"륙": "[륙육유]", "십": "시?십?"}.get(spelled, spelled.replace("륙", "[륙육]"))
