"""Dates and ages made coarser: a day becomes its month, a month its season, an age its band of ten years."""

from __future__ import annotations

import re

from synopticon.interviews.coarseness import DateLevel
from synopticon.language.months import MONTHS

_SEASONS = (
    "winter",
    "winter",
    "spring",
    "spring",
    "spring",
    "summer",
    "summer",
    "summer",
    "autumn",
    "autumn",
    "autumn",
    "winter",
)
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASON_WORDS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter", "fall": "autumn"}
_SEASON = re.compile(r"spring|summer|autumn|fall|winter|봄|여름|가을|겨울")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_EASTERN_MONTH = re.compile(r"(\d{1,2})\s?[월月]")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})[./-]\s?(\d{1,2})(?:[./-]\s?(\d{1,2}))?|(\d{1,2})[./-](\d{1,2})[./-](\d{2,4}))(?!\d)"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)")
_ORDINAL = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|ten|eleven|twel|thirt|teen|twent|일|日"
)

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twent": 20,
    "thirt": 30,
    "fort": 40,
    "fourt": 40,
    "fift": 50,
    "sixt": 60,
    "sevent": 70,
    "eight": 80,
    "ninet": 90,
}
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80}
_NATIVE_UNITS = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9,
}  # fmt: skip
_SINO = {sign: number for number, sign in enumerate("일이삼사오육칠팔구", 1)} | {"륙": 6}


def coarser_date(words: str, finest: DateLevel = DateLevel.MONTH) -> str:
    """A date in small letters one step coarser: "17 march 1988" is "March 1988", "march 1988" is "spring 1988".

    finest: the finest that may be told; with the season, both become "spring 1988", with the year both become "1988".
    """
    year_found = _YEAR.search(words)
    year, month, day = (year_found[0] if year_found else ""), _month(words), False
    if numeric := _NUMERIC.search(words):
        month = int(numeric[2] or 0) if numeric[1] else 0
        day = bool(numeric[3] or numeric[4])
    rest = _YEAR.sub("", words)
    day = day or bool(month and (_DAY.search(_EASTERN_MONTH.sub("", rest)) or _ORDINAL.search(rest)))
    season = _SEASON.search(words)
    if finest is DateLevel.YEAR and year and (month or season):
        return year
    if 1 <= month <= 12 and finest is not DateLevel.YEAR:
        name = _MONTH_NAMES[month - 1] if day and finest is DateLevel.MONTH else _SEASONS[month - 1]
        return f"{name} {year}".strip()
    if season and finest is not DateLevel.YEAR:
        return f"a season of {year}" if year else _SEASON_WORDS.get(season[0], season[0])
    return f"{int(year) // 5 * 5}–{int(year) // 5 * 5 + 4}" if year else "a date"


def decade(words: str) -> str:
    """A date of birth as its decade."""
    year = _YEAR.search(words)
    return f"the {year[0][:3]}0s" if year else "a birthday"


def _month(words: str) -> int:
    if eastern := _EASTERN_MONTH.search(words):
        return int(eastern[1])
    return next((MONTHS[word] for word in re.findall(r"[^\W\d_]+", words) if word in MONTHS), 0)


def age_band(words: str, years: int = 10) -> str:
    """An age in small letters as its band of so many years: "twenty-six" is "age 20–29"."""
    number = _age(words)
    if number is None:
        return "an age"
    return f"age {number // years * years}–{number // years * years + years - 1}"


def _age(words: str) -> int | None:
    if digits := re.search(r"\d{1,3}", words):
        return int(digits[0])
    for teen, number in zip(reversed(_TEENS), range(19, 9, -1), strict=True):
        if teen in words:
            return number
    tens = next((number for ten, number in _TENS.items() if re.search(rf"{ten}(?:y|ies)", words)), 0)
    for unit, number in zip(_UNITS, range(1, 10), strict=True):
        if re.search(rf"\b{unit}\b", words):
            return tens + number
    return tens or _korean_age(words)


def _korean_age(words: str) -> int | None:
    if sino := re.search(r"([일이삼사오육륙칠팔구])?십([일이삼사오육륙칠팔구])?", words):
        return _SINO.get(sino[1] or "일", 1) * 10 + _SINO.get(sino[2] or "", 0)
    tens = next((number for ten, number in _NATIVE_TENS.items() if ten in words), 0)
    for unit, number in _NATIVE_UNITS.items():
        if re.search(rf"{unit}(?:\s|살|$)", words):
            return tens + number
    if tens:
        return tens
    return 0 if re.search(r"[가-힣]", words) else None
