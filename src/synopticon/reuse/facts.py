"""The facts that drift in retelling, as they stand in a text: numbers with their hedges, dates and times, names.

Numbers and dates are read in English, Spanish, Russian, Korean, Japanese and Chinese; names only in scripts with
capitals, for in Korean, Chinese and Japanese nothing in the letters tells a name from another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from synopticon.language.months import MONTHS
from synopticon.reuse.naming import names_in
from synopticon.reuse.translations.number_words import SPELLED
from synopticon.reuse.translations.numbers import key_of, numbers, scaled


class FactKind(StrEnum):
    """What a fact is."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


class Fact(NamedTuple):
    """One fact: where it stands (code points, end exclusive), and its parts by name, by which two are compared."""

    kind: FactKind
    start: int
    end: int
    parts: tuple[tuple[str, str], ...]


_HEDGES = (
    ("more", r"over|above|more than|in excess of|más de|mas de|свыше|более|больше|超过|超過|逾"),
    ("about", r"about|around|some|roughly|approximately|unos|unas|около|примерно|약|约|約|およそ"),
    ("less", r"under|below|less than|fewer than|menos de|менее|меньше"),
    ("nearly", r"nearly|almost|close to|casi|почти|近|거의"),
    ("least", r"at least|no fewer than|no less than|al menos|por lo menos|не менее|至少|少なくとも|최소|적어도"),
    ("most", r"at most|up to|as many as|hasta|最多|最大|최대"),
)  # fmt: skip
_BEFORE = [
    (name, re.compile(rf"(?:(?<!\w)|(?<=[^\x00-\x7f]))(?:{words})\s*$", re.IGNORECASE)) for name, words in _HEDGES
]
LONGEST_HEDGE = 20
"""Letters before a number in which its hedge stands."""
_AFTER = re.compile(
    r"(?P<about>여|多|余|餘)|(?P<least>\s?이상|以上)|(?P<most>\s?이하|以下)|(?P<less>\s?미만|未満|未满)"
)
_BENT = re.compile("(?<=[а-яё])[а-яё]+")
_UNIT = re.compile(r"\s?(?:%|％|percent\b|per cent\b|por ciento\b|процент\w*)", re.IGNORECASE)
_SPANISH = {
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
    "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100, "mil": 1000,
}  # fmt: skip
_WORDS = {**SPELLED, **_SPANISH, "hundred": 100, "thousand": 1000}
_WORD = re.compile(r"[^\W\d_]+")
_MASS_WORDS = (
    "dozens scores hundreds thousands millions billions docenas decenas cientos centenares miles millones "
    "десятки сотни тысячи миллионы"
)
_MASSES = frozenset(_MASS_WORDS.split())
_EASTERN_MASS = re.compile("수십만?|수백만?|수천만?|数十万?|数百万?|数千万?|數十|數百|數千|几十|几百|几千|上百|上千")
_MONTH_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?:(?P<year>{_YEAR})\s?[年년]\s?)?(?P<month>\d{{1,2}})\s?[月월](?:\s?(?P<day>{_DAY})\s?[日일号])?",
        rf"(?<!\d)(?P<year>{_YEAR})\s?[年년]",
        rf"(?<![\d.,])(?P<day>{_DAY})(?:st|nd|rd|th)?\s(?:de\s|of\s)?(?P<month>{_MONTH_WORD})\b\.?"
        rf"(?:,?\s(?:de\s|del\s)?(?P<year>{_YEAR}))?",
        rf"\b(?P<month>{_MONTH_WORD})\b\.?(?:\s(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d))(?:,?\s(?P<year>{_YEAR}))?",
        rf"\b(?P<month>{_MONTH_WORD})\b\.?,?\s(?:de\s|del\s|of\s)?(?P<year>{_YEAR})(?!\d)",
        rf"\b(?:in|since|by|until|till|from|after|before|en|desde|hasta|в|с|до)\s(?P<year>{_YEAR})(?![\d%]|[.,:-]\d)",
        r"(?<!\d)(?P<day>\d{1,2})\s?[日일号](?!\w*[間간])",
        r"(?<![\d:])(?P<time>\d{1,2}:\d\d)(?![\d:])",
    )
)
_WEEKDAYS = {
    word: str(number)
    for number, words in enumerate(
        (
            "monday lunes понедельник понедельника понедельнику",
            "tuesday martes вторник вторника вторнику",
            "wednesday miércoles miercoles среда среду среды",
            "thursday jueves четверг четверга четвергу",
            "friday viernes пятница пятницу пятницы",
            "saturday sábado sabado суббота субботу субботы",
            "sunday domingo воскресенье воскресенья воскресенью",
        )
    )
    for word in words.split()
}
_EASTERN_WEEKDAY = re.compile("(?:星期|周|週)([一二三四五六日天])|([月火水木金土日])曜|([월화수목금토일])요일")
_EASTERN_DAYS = ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")
_MONTH_ALONE = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\ben )(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"|(?<=\bв )(январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)\b"
)
_SCRIPTS = (
    ("ko", re.compile("[가-힣]")),
    ("ja", re.compile("[ぁ-ヿ]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[а-яё]")),
)


def facts_in(text: str) -> tuple[Fact, ...]:
    """All facts of a text, in their order; none overlaps another: what is part of a date is no number."""
    taken = bytearray(len(text))
    kept = []
    for finder in (_dates, _numbers, _names):
        for fact in finder(text):
            if not any(taken[fact.start : fact.end]):
                taken[fact.start : fact.end] = b"x" * (fact.end - fact.start)
                kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: fact.start))


def same_fact(one: Fact, other: Fact) -> bool:
    """True where two facts of one kind do not contradict each other: 3 March is 3 March 2024, Kim is Kim Yong Nam."""
    if one.kind is FactKind.DATE:
        left, right = dict(one.parts), dict(other.parts)
        common = left.keys() & right.keys()
        return bool(common) and all(left[name] == right[name] for name in common)
    if one.kind is FactKind.NAME:
        left_words, right_words = ({value for _, value in fact.parts} for fact in (one, other))
        return left_words <= right_words or right_words <= left_words
    return one.parts == other.parts


def comparable(one: Fact, other: Fact) -> bool:
    """True where one can contradict the other: a time says nothing of a weekday, nor a year of a day."""
    if one.kind is FactKind.DATE is other.kind:
        return not {name for name, _ in one.parts}.isdisjoint(name for name, _ in other.parts)
    return one.kind is other.kind


def _dates(text: str) -> Iterator[Fact]:
    for pattern in _DATES:
        for found in pattern.finditer(text):
            told = {name: value for name, value in found.groupdict().items() if value}
            if "month" in told:
                month = MONTHS.get(told["month"].lower()) or int(told["month"] if told["month"].isdecimal() else 0)
                if not 1 <= month <= 12:
                    continue
                told["month"] = str(month)
            if "day" in told:
                told["day"] = str(int(told["day"]))
            start = min(found.start(name) for name in told)
            yield Fact(FactKind.DATE, start, found.end() - found[0].endswith("."), tuple(sorted(told.items())))
    for found in _EASTERN_WEEKDAY.finditer(text):
        sign = found[found.lastindex or 1]
        day = next(number for number, signs in enumerate(_EASTERN_DAYS) if sign in signs)
        yield Fact(FactKind.DATE, found.start(), found.end(), (("weekday", str(day)),))
    for found in _WORD.finditer(text):
        if day_name := _WEEKDAYS.get(found[0].lower()):
            yield Fact(FactKind.DATE, found.start(), found.end(), (("weekday", day_name),))
    for found in _MONTH_ALONE.finditer(text):
        yield Fact(FactKind.DATE, found.start(), found.end(), (("month", _month_of(found[0])),))


def _month_of(word: str) -> str:
    low = word.lower()
    return str(MONTHS.get(low) or MONTHS.get(low[:-1] + "ь") or MONTHS.get(low[:-1]) or MONTHS.get(low[:-1] + "й"))


def _numbers(text: str) -> Iterator[Fact]:
    language = next((tag for tag, script in _SCRIPTS if script.search(text)), "en")
    for found in numbers(text, language):
        if found.key[0] != "m":
            yield _hedged(text, found.start, found.end, found.key)
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if low in _MASSES:
            yield Fact(FactKind.NUMBER, word.start(), word.end(), (("mass", low),))
        elif spelled := _WORDS.get(low):
            value, end = scaled(float(spelled), text, word.end())
            yield _hedged(text, word.start(), end, key_of(value))
    for mass in _EASTERN_MASS.finditer(text):
        yield Fact(FactKind.NUMBER, mass.start(), mass.end(), (("mass", mass[0]),))


def _hedged(text: str, start: int, end: int, value: str) -> Fact:
    """A number with the words around it that say how exact it is."""
    parts = [("value", value)]
    if ending := _BENT.match(text, end):
        end = ending.end()
    if after := _AFTER.match(text, end):
        parts.append(("hedge", str(after.lastgroup)))
        end = after.end()
    if unit := _UNIT.match(text, end):
        end = unit.end()
    for name, words in _BEFORE:
        if before := words.search(text, max(0, start - LONGEST_HEDGE), start):
            return Fact(FactKind.NUMBER, before.start(), end, (*parts, ("hedge", name)))
    return Fact(FactKind.NUMBER, start, end, tuple(parts))


def _names(text: str) -> Iterator[Fact]:
    for start, end, words in names_in(text):
        yield Fact(FactKind.NAME, start, end, tuple(("word", word) for word in words))
