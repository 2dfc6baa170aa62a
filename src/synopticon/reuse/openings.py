"""What the openings of two texts tell: who did what, and when. The same words can report another occasion.

A report's first sentence says what happened. Where each of two openings names an act, a day or a person that the other
text does not know at all, the words that they share are a frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

import numpy as np

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.alignment import Alignment
from synopticon.reuse.grams import letters_of
from synopticon.reuse.moments import MINUTES_A_DAY, UNKNOWN, Moment
from synopticon.reuse.normalising import Normal
from synopticon.reuse.occasions import occasions_in, tells_of
from synopticon.reuse.slots import names_in, unlike

LEAST, MOST = 60, 220
"""Letters of an opening: as many sentences as make it so long; never more than the second number. Syllables and
ideographs are two letters."""
STRAY = 0.05
"""Share of what two texts have in common that may stand away from the rest."""

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
_SPELLED = "|".join(name for name in _WEEKDAYS if name[0] < "\u1100")
_SIGNS = "|".join(name for name in _WEEKDAYS if name[0] >= "\u1100")
_MONTH = (
    "jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_NUMBER = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?![\d.,]\d|\d)"
_DAY = re.compile(
    rf"\b(?P<weekday>{_SPELLED})\b|(?P<signs>{_SIGNS})|\bd[ií]as?\s+(?P<dia>{_NUMBER})|(?P<dated>{_NUMBER})\s?[일日号號]"
    rf"|\b(?:{_MONTH})[^\W\d]*\.?\s(?P<after>{_NUMBER})|(?P<before>{_NUMBER})\s(?:de\s)?(?:{_MONTH})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Under which circumstances two texts appeared, the second read as the later one. own: both from one outlet; None
    where one of the outlets is not known.
    """

    own: bool | None = None
    first: Moment = UNKNOWN
    second: Moment = UNKNOWN

    @property
    def days(self) -> int:
        """Whole days that surely lie between them; 0 where either is not known."""
        if not (self.first.known and self.second.known):
            return 0
        return -(-max(0, self.second.earliest - self.first.latest) // MINUTES_A_DAY)


NOTHING_KNOWN = Setting()
"""Two texts without outlets and dates."""


def covered(found: Alignment, a: Normal, b: Normal) -> tuple[float, float]:
    """The share of the letters of either opening that stands in the other text, wherever."""
    ends = opening(a), opening(b)
    shares = []
    for side, end in enumerate(ends):
        begin = np.minimum(found.runs[:, side], end)
        inside = np.minimum(found.runs[:, side] + found.runs[:, 2], end) - begin
        shares.append(float(inside.sum()) / max(end, 1))
    return shares[0], shares[1]


def surroundings(found: Alignment, side: int, text: Normal) -> tuple[float, float, float]:
    """What shares of the signs of a text stand before, within and behind what it shares with the other one; stray words
    at the ends of that, a twentieth of its letters on either side, are not minded.
    """
    runs = found.runs[np.argsort(found.runs[:, side])]
    if not len(runs):
        return 1.0, 0.0, 0.0
    reach = np.cumsum(runs[:, 2])
    first, last = np.searchsorted(reach, (STRAY * reach[-1], (1 - STRAY) * reach[-1]))
    begin, end = int(runs[first, side]), int(runs[last, side] + runs[last, 2])
    return begin / len(text), (end - begin) / len(text), 1 - end / len(text)


def opening(text: Normal) -> int:
    """How many normalised signs the opening of a text has."""
    letters = np.cumsum(letters_of(text.codes[: MOST + 1]))
    most = int(np.searchsorted(letters, MOST, side="right"))
    for _, end in islice(sentence_spans(text.text[: 4 * MOST]), 8):
        signs = min(int(np.searchsorted(text.starts, end)), most)
        if signs and letters[signs - 1] >= LEAST:
            return signs
    return most


def another_occasion(a: Normal, b: Normal, setting: Setting) -> str | None:
    """Why the openings tell of different occasions; None where nothing says so.

    What one opening names must be unknown to the whole other text, and the other way round: sentences in another order,
    shortened and enlarged forms know each other's acts and days.
    """
    first, second = _words(a), _words(b)
    acts_a, acts_b = occasions_in(first), occasions_in(second)
    if acts_a and acts_b and not tells_of(b.text, acts_a[0]) and not tells_of(a.text, acts_b[0]):
        return f"one opens with {acts_a[0]}, the other with {acts_b[0]}: another occasion"
    days_a, days_b = _days(first, setting.first), _days(second, setting.second)
    if not days_a or not days_b or days_a & days_b:
        return None
    if days_a & _days(b.text, setting.second) or days_b & _days(a.text, setting.first):
        return None
    return "either opening names a day that the other text does not: another occasion"


def strangers_in_openings(a: Normal, b: Normal) -> tuple[int, int]:
    """How many names and numbers of either opening the other text does not know in any spelling."""
    names_a, names_b = names_in(a.text), names_in(b.text)
    ours, theirs = names_in(_words(a)) - names_b, names_in(_words(b)) - names_a
    return len(unlike(ours, names_b)), len(unlike(theirs, names_a))


def _words(text: Normal) -> str:
    end = opening(text)
    return text.text[: int(text.ends[end - 1])] if end else ""


def _days(text: str, published: Moment) -> set[str]:
    """Weekdays and days of the month that a text names, and which days of the month its weekdays were."""
    found = set()
    for match in _DAY.finditer(text):
        name = match["weekday"] or match["signs"]
        if not name:
            found.add(str(int(next(match[group] for group in ("dia", "dated", "after", "before") if match[group]))))
            continue
        weekday = _WEEKDAYS[name.lower()]
        found.add(f"weekday {weekday}")
        if published.known and published.latest - published.earliest < 2 * MINUTES_A_DAY:
            day = date.fromordinal(published.earliest // MINUTES_A_DAY)
            found.add(str((day - timedelta((day.weekday() - weekday) % 7)).day))
    return found
