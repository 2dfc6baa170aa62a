"""The days that a text names: weekdays and days of the month, in the languages in which agency notes are written."""

from __future__ import annotations

import re
from datetime import date, timedelta

from synopticon.reuse.moments import MINUTES_A_DAY, Moment

_WEEKDAY_NAMES = (
    "monday lunes понедельник 월요일 星期一 周一 月曜",
    "tuesday martes вторник 화요일 星期二 周二 火曜",
    "wednesday miércoles miercoles среду среда 수요일 星期三 周三 水曜",
    "thursday jueves четверг 목요일 星期四 周四 木曜",
    "friday viernes пятницу пятница 금요일 星期五 周五 金曜",
    "saturday sábado sabado субботу суббота 토요일 星期六 周六 土曜",
    "sunday domingo воскресенье 일요일 星期日 星期天 周日 日曜",
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_SPELLED = [name for name in _WEEKDAYS if name[0] < "\u1100"]
_SIGNS = [name for name in _WEEKDAYS if name[0] >= "\u1100"]
_MONTH = (
    "jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_NUMBER = r"(?:(?:[12]\d|3[01]|0[1-9])(?<![\d.,]\d\d)|[1-9](?<![\d.,]\d))(?![\d.,]\d|\d)"
"""A day of the month that is no part of a longer number; what stands before is looked at last, since it costs most."""
_INITIALS = "".join(sorted({name[0] for name in (*_SPELLED, *_MONTH.split("|"), "dia")}))
_FIRST_SIGNS = "".join(sorted({name[0] for name in _SIGNS}))
"""With what the words and the signs for days begin: asked first, since it is quick."""
_SPELLED_DAY = re.compile(
    rf"\b(?=[{_INITIALS}])(?:(?P<weekday>{'|'.join(_SPELLED)})\b|d[ií]as?\s+(?P<dia>{_NUMBER})"
    rf"|(?:{_MONTH})[^\W\d]*\.?\s(?P<after>{_NUMBER}))"
    rf"|(?P<number>{_NUMBER})(?:\s?[일日号號]|\s(?:de\s)?(?:{_MONTH}))"
)
_DAY = re.compile(rf"{_SPELLED_DAY.pattern}|(?=[{_FIRST_SIGNS}])(?P<signs>{'|'.join(_SIGNS)})")


def days_named(text: str, published: Moment) -> set[str]:
    """Weekdays and days of the month that a text names, and which days of the month its weekdays were."""
    found = set()
    for match in (_SPELLED_DAY if text.isascii() else _DAY).finditer(text.lower()):
        name = match[match.lastgroup or 0]
        weekday = _WEEKDAYS.get(name)
        if weekday is None:
            found.add(str(int(name)))
            continue
        found.add(f"weekday {weekday}")
        if published.known and published.latest - published.earliest < 2 * MINUTES_A_DAY:
            day = date.fromordinal(published.earliest // MINUTES_A_DAY)
            found.add(str((day - timedelta((day.weekday() - weekday) % 7)).day))
    return found
