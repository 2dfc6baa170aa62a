"""Places finer than a province: from the list of towns, by their endings, and by the words that lead to them.

Countries, provinces, capitals and rivers stay readable; everybody there could have been anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from synopticon.interviews.detectors.unannounced import ENDS_IN_I
from synopticon.interviews.gazetteer import Town, sense_of, towns
from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.naming.index import Index
from synopticon.interviews.naming.needles import Spelled, needles_of
from synopticon.interviews.naming.spelled import windows
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common

_NOT_LOW = 5
"""Letters that a place in a text without capitals must have, since Korean syllables are short words elsewhere."""
_LED_TO = re.compile(
    r"\b(?:born|live|lives|lived|living|grew up|raised|moved|settled|stayed|staying|practising|residing|resident|"
    r"village|"
    r"town|hamlet|settlement)\s+(?:in|to|at|near|of|called|named)\s+(?:a (?:village|town) (?:called|named)\s+)?"
    r"((?:[^\W\d_]+[-’']?)+(?:[\s-](?:[^\W\d_]+))?)"
)
_ENDED = re.compile(
    r"\b([^\W\d_]+(?:[- ][^\W\d_]+)?)[\s-]((?:ri|dong|gun|up|kun|ku|guyok|kuyok|rodongjagu|inminban)\b|"
    r"county|district|village|street|avenue|township|neighbourhood|road|lane)"
)
_COUNT = (
    r"(?:\d{1,4}|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b[ -]?){1,4})(?<![ -])"
)
_KO_COUNT = r"(?:\d{1,4}|(?<![가-힣])[일이삼사오육륙칠팔구십백]{1,4})"
_HOUSES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:inminban|(?:people['’]s|neighbou?rhood)\s+(?:unit|group|team)|(?:block|building|flat|apartment|"
        rf"apt\.?|room|"
        rf"house))\s+(?:no\.?\s*|number\s+)?{_COUNT}(?:,?\s+(?:on\s+)?the\s+\w+\s+floor)?\b",
        r"\b(?:ulitsa|ul\.|prospekt|улиц[аеуы]|ул\.|проспект[еа]?)\s+[^\W\d_]+(?:,?\s+(?:д\.\s*|дом\s+)?\d+[a-zа-я]?)?",
        rf"\b{_COUNT}\s+[^\W\d_]+\s+(?:road|street|lane|avenue)\b",
        rf"인민반\s?{_KO_COUNT}\s?반?|{_KO_COUNT}\s?인민반|(?<=인민반\s){_KO_COUNT}\s?반",
        r"(?:[가-힣]{1,6}(?:동|로|길|리|읍|아파트)\s?)?\d{1,4}\s?동\s?\d{1,4}\s?호|[가-힣]{2,6}(?:로|"
        r"길)\s?\d{1,4}(?:-\d+)?(?:번지)?(?=[\s,.])",
    )
)
"""Addresses: units of neighbours, houses and flats by their number."""
_KOREAN = re.compile(
    r"(?<![가-힣])[가-힣]{2,4}(?:로동자구|노동자구|구역)|(?<![가-힣])[가-힣]{1,3}(?:동|리)(?=에서?\s?(?:살|태어|"
    r"자랐|나서)|\s?\d+\s?반|\s?인민반)|"
    r"\d+\s?인민반|(?<![가-힣])[가-힣]{2,3}군(?=에서|\s[가-힣]{1,3}[리읍])"
)
_STATION = re.compile(
    r"\s?(?:시|군|구|역|리|읍)(?![가-힣])|\s?(?:시|군|구|역|읍)(?:에|으로|은|는|이|가|의|을|를|내|쪽|출신|사람)|"
    r"에서|에\s?(?:살|있|갔|가|와|왔|도착)|출신|사람|쪽"
)


def find_places(hearing: Hearing) -> Iterator[Found]:
    """Every place that is finer than the level that stays readable."""
    yield from _towns(hearing)
    for found in _KOREAN.finditer(hearing.text):
        yield Found(*found.span(), Kind.PLACE, Severity.QUASI, "places")
    for pattern in _HOUSES if hearing.first_person else ():
        for found in pattern.finditer(hearing.low):
            yield Found(*found.span(), Kind.PLACE, Severity.QUASI, "places")
    for pattern in (_LED_TO, _ENDED):
        for found in pattern.finditer(hearing.low):
            words = hearing.text[found.start(1) : found.end(1)]
            end = found.end(1)
            while words and (is_common(words.split()[-1]) or is_general(words.split()[-1])):
                words = words[: -len(words.split()[-1])].rstrip(" -")
            end = found.start(1) + len(words)
            if len(words) > 2 and not is_general(words):
                whole = hearing.first_person and pattern is _ENDED and end == found.end(1)
                yield Found(found.start(1), found.end() if whole else end, Kind.PLACE, Severity.QUASI, "places")


def _towns(hearing: Hearing) -> Iterator[Found]:
    index, patterns = _needles()
    for window in windows(hearing, index.longest):
        if hearing.has_case and not window.capitals:
            continue
        if any(map(str.isspace, hearing.text[window.start : window.end])):
            continue
        if window.common == window.pieces or (not hearing.has_case and len(window.letters) < _NOT_LOW):
            continue
        for label, _ in index.nearest(window.letters, 0):
            assert isinstance(label, Town)
            yield Found(window.start, window.end, Kind.PLACE, Severity.QUASI, "places", label.name, sense_of(label))
            break
    for pattern, town in patterns:
        for found in pattern.finditer(hearing.text):
            if _is_another_word(town, hearing.text, found.end()):
                continue
            if _stands_alone(hearing.text, *found.span()):
                yield Found(*found.span(), Kind.PLACE, Severity.QUASI, "places", town.name, sense_of(town))


def _is_another_word(town: Town, text: str, end: int) -> bool:
    """Whether a town's name is the everyday word, or the beginning of one: 고양 in 고양이."""
    if town.name in ENDS_IN_I and text.startswith("이", end):
        return True
    return town.everyday and not _STATION.match(text, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if not "가" <= text[start] <= "힣":
        return True
    inside = (
        start > 0 and "가" <= text[start - 1] <= "힣" and not re.search(r"[도시군]$", text[max(0, start - 4) : start])
    )
    return not inside and around.AFTER.match(text, end) is not None


@cache
def _needles() -> tuple[Index, tuple[tuple[re.Pattern[str], Town], ...]]:
    index = Index()
    patterns = []
    for town in towns():
        patterns.append((re.compile(re.escape(town.name)), town))
        for needle in needles_of(town.name, person=False):
            if isinstance(needle, Spelled):
                index.add(needle.lattice, town)
    return index, tuple(patterns)
