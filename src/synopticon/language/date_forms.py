"""The forms in which one date is written, in the order in which they are tried; each row is one form."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from synopticon.language.eras import BY_NAME, common_year
from synopticon.language.months import MONTHS

EARLIEST, LATEST = 1000, 2199
"""Years read; a bare number outside is no year."""
DAY_FIRST = frozenset(
    {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "fr", "de", "es", "it", "pt", "ru", "uk", "nl", "pl"}
)
MONTH_FIRST = frozenset({"en-us"})

_TIME = (
    r"(?:(?:at|à|um|a las|в|kl\.?|오전|오후|上午|下午|午前|午後|凌晨|晚上?)\s*)?"
    r"\d{1,2}\s*(?:[:時时시h点點]|\.(?=\d\d\s*uhr))\s*(?:\d{2}\s*(?:分|분)?)?(?:[:.]?\d{2}\s*(?:秒|초)?)?(?:\.\d+)?"
    r"\s*(?:[ap]\.?\s?m\.?)?\s*(?:uhr|hrs?)?\s*"
    r"(?:\(?(?:utc|gmt|z|[ecmp][sd]?t|edt|est|cet|cest|bst|jst|kst|ist|msk|мск)?(?:[+-]\d{1,2}:?\d{0,2})?\)?)?"
)
_WEEKDAY = (
    r"(?:\(?(?:[月火水木金土日월화수목금토일]|[mtwfs][a-z]{2,8})(?:曜日?|요일)?\)?"
    r"|(?:星期|周|週|礼拜)[一二三四五六日天])"
)
TAIL = re.compile(rf"[\s,.|·;]*(?:{_WEEKDAY})?[\s,.|·;(–-]*(?:{_TIME})?[\s.,;)|]*")
"""What may follow a date: a weekday, a time of day, marks."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A year with what is known of its month and day."""

    year: int
    month: int | None = None
    day: int | None = None


Read = Callable[[re.Match[str], str], Parts | str | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a date: its pattern, and what it means; language is given where the writer's is known."""

    pattern: re.Pattern[str]
    read: Read


def parts_to_edtf(parts: Parts) -> str | None:
    """EDTF of a calendar date, or None where there is no such day."""
    year, month, day = parts.year, parts.month, parts.day
    if not EARLIEST <= year <= LATEST:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _calendar(found: re.Match[str], _language: str) -> Parts:
    return Parts(int(found["y"]), _number(found["m"]), _number(found["d"]))


def _compact(found: re.Match[str], _language: str) -> Parts:
    return Parts(int(found["y"]), int(found["m"]), int(found["d"]))


def _year(found: re.Match[str], _language: str) -> Parts:
    return Parts(int(found["y"]))


def _year_and_month(found: re.Match[str], _language: str) -> Parts:
    return Parts(int(found["y"]), int(found["m"] or found["n"]))


def _named(found: re.Match[str], _language: str) -> Parts | None:
    groups = found.groupdict()
    month = MONTHS.get(groups["month"])
    return None if month is None else Parts(int(groups["y"]), month, _number(groups.get("d")))


def _named_days(found: re.Match[str], _language: str) -> str | None:
    month = MONTHS.get(found["month"])
    ends = [parts_to_edtf(Parts(int(found["y"]), month, int(found[day]))) for day in ("d", "e")] if month else [None]
    return f"{ends[0]}/{ends[1]}" if all(ends) and int(found["d"]) < int(found["e"]) else None


def _named_months(found: re.Match[str], _language: str) -> str | None:
    first, last, year = MONTHS.get(found["month"]), MONTHS.get(found["to"]), int(found["y"])
    return f"{year}-{first:02d}/{year}-{last:02d}" if first and last and first < last else None


def _numeric(found: re.Match[str], language: str) -> Parts | str | None:
    """Day and month in either order: settled by the numbers, the language or the mark, else the set of both."""
    one, other, year = int(found["one"]), int(found["other"]), int(found["y"])
    day_first, month_first = Parts(year, other, one), Parts(year, one, other)
    if found["mark"] == "." or language.lower() in DAY_FIRST or language.lower()[:2] in DAY_FIRST:
        return day_first
    if language.lower() in MONTH_FIRST or one == other:
        return month_first
    readings = sorted(edtf for parts in (day_first, month_first) if (edtf := parts_to_edtf(parts)))
    return f"[{','.join(readings)}]" if len(readings) == 2 else readings[0] if readings else None


def _era(found: re.Match[str], _language: str) -> Parts | None:
    number = 1 if found["n"] == "元" else int(found["n"])
    groups = found.groupdict()
    month, day, stated = (_number(groups.get(part)) for part in ("m", "d", "y"))
    year = common_year(found["era"].strip(), number, month, day)
    return None if year is None or (stated and stated != year) else Parts(year, month, day)


def _juche_in_english(found: re.Match[str], _language: str) -> Parts | None:
    year = common_year("juche", int(found["n"]))
    month = MONTHS.get(found["month"]) if found["month"] else None
    if year is None or (found["y"] and int(found["y"]) != year) or (found["month"] and not month):
        return None
    return Parts(year, month, _number(found["d"]))


def _season(found: re.Match[str], _language: str) -> str:
    return f"{found['y']}-{_SEASONS[found['season']]}"


def _quarter(found: re.Match[str], _language: str) -> str:
    return f"{found['y']}-{32 + int('一二三四'.find(found['q']) + 1 or found['q'])}"


def _decade(found: re.Match[str], _language: str) -> str | None:
    return f"{found['y'][:3]}X" if found["y"].endswith("0") else None


def _fiscal(found: re.Match[str], language: str) -> str | None:
    """The Japanese fiscal year begins in April; elsewhere 年度 is not certain."""
    groups = found.groupdict()
    if groups.get("era"):
        year = common_year(found["era"], 1 if found["n"] == "元" else int(found["n"]))
    else:
        year = int(found["y"]) if language == "ja" else None
    return f"{year}-04/{year + 1}-03" if year else None


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "봄": 21, "여름": 22, "가을": 23,
            "겨울": 24, "春": 21, "夏": 22, "秋": 23, "冬": 24, "весна": 21, "весной": 21, "лето": 22, "летом": 22,
            "осень": 23, "осенью": 23, "зима": 24, "зимой": 24, "printemps": 21, "été": 22, "automne": 23,
            "frühjahr": 21, "frühling": 21, "sommer": 22, "herbst": 23}  # fmt: skip
_Y = r"(?P<y>\d{4})"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?"
_DAYS = r"(?P<d>\d{1,2})\.?\s*(?:–|-|bis)\s*(?P<e>\d{1,2})\.?"
_RU_YEAR = r"(?:\s*(?:г\b\.?|гг\.?|год[уа]?|року|р\.))?"
_ERA_NAMES = "|".join(name for name in BY_NAME if len(name) > 1 and not name.isascii() and name != "чучхе")
_MD_CJK = r"(?:\s*(?P<m>\d{1,2})\s*(?:月|월)(?:\s*(?P<d>\d{1,2})\s*(?:日|号|號|일))?)?"
_PART = r"(?:\s*(?:初|末|年初|年末|年底|초|말|上旬|中旬|下旬|초순|중순|하순))?"

_ERA = rf"(?P<era>{_ERA_NAMES})\s*(?P<n>\d{{1,3}}|元)"
_STATED = rf"\(\s*{_Y}\s*(?:년|年)?\s*\)"
_JUCHE = rf"juche\s+(?P<n>\d{{1,3}})(?:\s*\(\s*{_Y}\s*\))?"
_SEASON_NAMES = "|".join(name for name in _SEASONS if len(name) > 3)

FORMS: tuple[Form, ...] = tuple(
    Form(re.compile(pattern), read)
    for pattern, read in (
        (rf"{_ERA}\s*年度", _fiscal),
        (rf"{_Y}\s*年度", _fiscal),
        (rf"{_ERA}\s*{_STATED}\s*(?:年|년)?{_MD_CJK}", _era),
        (rf"{_ERA}\s*(?:年|년)(?:\s*{_STATED})?{_MD_CJK}", _era),
        (r"(?P<era>[rhstm])\s?(?P<n>\d{1,2}|元)[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})(?!\d)", _era),
        (rf"(?:{_MONTH}\s+(?P<d>\d{{1,2}}),?\s+)?{_JUCHE}(?![\d\s]*[a-z]{{3}})",
         _juche_in_english),
        (rf"{_JUCHE},?\s+{_MONTH}(?:\s+(?P<d>\d{{1,2}}))?(?!\d)", _juche_in_english),
        (rf"{_Y}\s*(?:年|년)\s*(?:第\s*)?(?P<q>[1-4一二三四])\s*(?:季度|분기|四半期)", _quarter),
        (rf"q(?P<q>[1-4])\s*,?\s*{_Y}", _quarter),
        (rf"{_Y}\s*-?\s*q(?P<q>[1-4])", _quarter),
        (rf"{_Y}\s*(?:年|년)\s*(?P<season>[春夏秋冬]|봄|여름|가을|겨울)(?:季|天|に|에)?", _season),
        (rf"(?:the |in |im |au )?(?P<season>{_SEASON_NAMES})\s+(?:of |de )?{_Y}{_RU_YEAR}(?!\s*[/–-]\s*\d)",
         _season),
        (rf"(?:the )?{_Y}(?:s|'s|年代|년대|-е(?:\s*(?:годы|гг\.?))?)", _decade),
        (rf"{_Y}\s*(?:年|년){_MD_CJK}{_PART}", _calendar),
        (rf"{_Y}(?P<sep>[-/.])\s?(?P<m>\d{{1,2}})(?P=sep)\s?(?P<d>\d{{1,2}})(?!\d)\.?", _calendar),
        (rf"{_Y}(?P<m>(?:0[1-9]|1[0-2]))(?P<d>(?:0[1-9]|[12]\d|3[01]))(?!\d)", _compact),
        (rf"{_Y}(?:-(?P<m>0[1-9]|1[0-2])|[/.]\s?(?P<n>0?[1-9]|1[0-2])\.?)(?![\d.])", _year_and_month),
        (rf"(?P<one>\d{{1,2}})(?P<mark>[/.-])\s?(?P<other>\d{{1,2}})(?P=mark)\s?{_Y}(?!\d){_RU_YEAR}", _numeric),
        (rf"{_DAYS}\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?{_Y}{_RU_YEAR}", _named_days),
        (rf"{_MONTH}\s+(?P<d>\d{{1,2}})\s*(?:–|-)\s*(?P<e>\d{{1,2}}),?\s+{_Y}", _named_days),
        (rf"{_MONTH}\s*(?:–|-|to)\s*(?P<to>[^\W\d_]{{3,10}})\.?\s+{_Y}{_RU_YEAR}", _named_months),
        (rf"{_DAY}(?:\s+of)?[\s-]+(?:de\s+|of\s+)?{_MONTH}(?:[\s,-]+|\s+(?:de|del)\s+){_Y}(?!\d){_RU_YEAR}", _named),
        (rf"{_MONTH}[\s-]+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-){_Y}(?!\d)", _named),
        (rf"{_Y},?[\s-]+{_MONTH}[\s-]+{_DAY}(?!\d)", _named),
        (rf"(?:early|mid|late|the end of|end of|начал[оеа]|кон(?:ец|ца|це))[\s-]+{_Y}(?!\d){_RU_YEAR}", _year),
        (rf"(?:(?:in|en|im|в)\s+)?{_MONTH},?\s*(?:of\s+|de\s+|del\s+)?{_Y}(?!\d){_RU_YEAR}", _named),
        (rf"(?:(?:in|en|im|в)\s+)?{_Y}(?!\d){_RU_YEAR}", _year),
    )
)  # fmt: skip
"""The first form that fits, with nothing but TAIL behind it, decides."""
