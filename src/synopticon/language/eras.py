"""Years counted from an event: Japanese eras, the Republic of China's and Juche years, checked against their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """A way of counting years. first: the day on which year 1 begins; last: its last day, None while it lasts."""

    names: tuple[str, ...]
    first: date
    last: date | None = None
    lunar_until: int = 0
    """Years up to this one had another calendar: their months are not ours."""

    def year(self, number: int) -> int:
        """The common era's year."""
        return self.first.year + number - 1


ERAS: tuple[Era, ...] = (
    Era(("令和", "r"), date(2019, 5, 1)),
    Era(("平成", "h"), date(1989, 1, 8), date(2019, 4, 30)),
    Era(("昭和", "s"), date(1926, 12, 25), date(1989, 1, 7)),
    Era(("大正", "t"), date(1912, 7, 30), date(1926, 12, 25)),
    Era(("明治", "m"), date(1868, 10, 23), date(1912, 7, 30), lunar_until=5),
    Era(("民國", "民国", "中華民國", "中华民国"), date(1912, 1, 1)),
    Era(("주체", "主體", "主体", "チュチェ", "juche", "чучхе"), date(1912, 1, 1)),
)

BY_NAME: dict[str, Era] = {name: era for era in ERAS for name in era.names}
LONGEST = 200
"""Years; a larger number is no year of an era that anybody has lived in."""


def common_year(name: str, number: int, month: int | None = None, day: int | None = None) -> int | None:
    """The common era's year of an era's year, or None where that year, month or day is not in the era."""
    era = BY_NAME[name]
    if not 1 <= number <= LONGEST or (month and number <= era.lunar_until):
        return None
    year = era.year(number)
    try:
        earliest = date(year, month or 1, day or 1)
        latest = date(year, month or 12, day or 28)
    except ValueError:
        return None
    if latest < era.first and (day or (latest.year, latest.month) < (era.first.year, era.first.month)):
        return None
    return None if era.last and earliest > era.last else year
