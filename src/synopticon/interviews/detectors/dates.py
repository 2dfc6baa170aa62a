"""Dates: with a day or a year, in digits, in words, as spoken, in English, Korean, Russian and Chinese.

A month or a season alone says nothing of anybody and is left; so is the name of a weekday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)"
_BELOW = rf"(?:{_TENS}(?:[ -]{_UNIT})?|{_TEENS}|(?:oh|o)[ -]{_UNIT})"
_SPOKEN_YEAR = (
    rf"(?:(?:nineteen|twenty)[ -](?:hundred(?: and)? )?{_BELOW}|"
    rf"two[ -]thousand(?:(?: and)? (?:{_BELOW}|{_TEENS}|{_UNIT}))?)"
)
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|the (?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})|{_ORDINAL})"
_ANY_YEAR = rf"(?:{_YEAR}|{_SPOKEN_YEAR}|['’]\d\d\b)"
_TWO_DIGITS = rf"(?:(?:forty|fifty|sixty|seventy|eighty|ninety)[ -]{_UNIT})"
"""A year of one's life as it is said for short."""
_GOES_ON = (
    r"(?=\s*(?:[.,;!?]|$|\n)|\s+(?:and|when|i|we|he|she|they|my|our|the|it|there|in|at|on|that|but|so|or|then|from|"
    r"to|was|"
    r"near|just|because)\b)"
)
_PART_OF_YEAR = r"(?:early|late|mid|spring|summer|autumn|fall|winter)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_JOIN = r"(?:\s*,\s*|\s+of\s+(?:the\s+year\s+)?|\s+in\s+|\s+)"
_RU_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
_KO_NUMBER = r"[일이삼사오육륙칠팔구십백천공영]"
_KO_MONTH = r"(?:[일이삼사오유육륙칠팔구시십]{1,2}\s?월|정월|동짓달|섣달)"
_KO_DAY = (
    r"(?:(?:초|열|스무)?(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘)|스무|보름|그믐)(?:날)?|"
    r"(?:초|열|스무)?(?:하룻|이튿|사흗|나흗|닷샛|엿샛|이렛|여드렛|아흐렛)날"
)
"""Days of a month by their own Korean names."""

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:the\s+)?(?:night|morning|evening|day|eve)\s+of\s+|my\s+birthday\s+(?:is|was)\s+(?:on\s+)?|"
        rf"(?:on\s+)?(?:an?\s+|the\s+)?{_WEEKDAY},?\s+(?:the\s+)?)?"
        rf"\b{_DAY}(?:\s*(?:,|and|to|or|until|"
        rf"[-–])\s*(?:on\s+)?{_DAY}){{0,4}}\s+(?:of\s+)?{_MONTH}(?:{_JOIN}{_ANY_YEAR})?",
        rf"\b{_MONTH}\s+{_DAY}\b(?:\s*(?:,|and|to|[-–])\s*{_DAY}\b){{0,4}}(?:{_JOIN}{_ANY_YEAR})?",
        rf"\b{_MONTH}{_JOIN}(?:{_ANY_YEAR}|{_TWO_DIGITS}\b)|\b{_MONTH}\s+of\s+{_TENS}\b",
        rf"\b{_MONTH}\s+(?:the\s+)?(?:{_TEENS}|{_TENS}(?:[ -]{_UNIT})?)\b(?:{_JOIN}{_ANY_YEAR})?",
        rf"\b(?:born|in|since|from|until|till|by|around|before|after)\s+(?:the\s+year\s+)?({_TWO_DIGITS})\b{_GOES_ON}",
        rf"\b(?:{_PART_OF_YEAR}(?:\s+(?:in|of))?[ -])?{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|\d\d))?s?\b",
        rf"\b{_SPOKEN_YEAR}\b",
        rf"\b(?:in\s+)?{_MONTH}\s+(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\s+years?\s+ago\b",
        rf"(?<!\d)(?:\d\d|{_KO_NUMBER}{{2,3}})\s?학번",
        rf"{_YEAR}\s?년부터\s?(?:\d{{1,2}}|{_KO_NUMBER}{{1,2}})\s?년",
        rf"(?:{_YEAR}|(?<![가-힣]){_KO_NUMBER}{{2,7}})\s?년\s?(?:{_KO_MONTH}|\d{{1,2}}\s?월)\s?(?:초순?|중순|말|"
        rf"하순|상순)(?![가-힣]*[했하])",
        rf"\b(?:the\s+)?(?:first|second|third|fourth|last|same)\s+(?:week|days?|half|weekend|\w+day)\s+(?:of|"
        rf"in)\s+{_MONTH}"
        rf"(?:{_JOIN}{_ANY_YEAR})?",
        rf"\blast\s+{_MONTH}(?:\s*,\s*(?:on\s+)?{_DAY})?|\b{_DAY}\s+of\s+{_MONTH}\s+(?:that|this|last)\s+year",
        rf"(?<![가-힣])(?:작년|재작년|지난해|그해|그러께|올해)\s?(?:{_KO_MONTH}|\d{{1,2}}\s?월)"
        rf"(?:\s?(?:\d{{1,2}}|{_KO_NUMBER}{{1,3}})\s?일|\s?(?:{_KO_DAY})|\s?(?:초|중순|말|하순|상순))?",
        rf"(?<![가-힣\d])(?:{_YEAR}\s?년\s?)?(?:{_KO_MONTH}|\d{{1,2}}\s?월)\s?(?:첫째|둘째|셋째|넷째|"
        rf"마지막)\s?주(?:\s?[월화수목금토일]요일)?",
        rf"{_YEAR}\s?년\s?(?:{_KO_MONTH}|\d{{1,2}}\s?월)\s?(?:초순?|중순|말|하순|상순)?",
        r"\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}\b",
        r"\b(?:1[89]|20)\d\d[./-](?:0?[1-9]|1[0-2])\b",
        rf"\bthe\s+(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})(?=\s*[.,;!?]|\s+(?:of (?:that|the) month|at night|in the))",
        rf"\b\d{{1,2}}(?:-?го)?\s+{_RU_MONTH}(?:\s+{_YEAR}(?:\s*(?:года|год|г\.))?)?",
        rf"\b{_RU_MONTH}\s+{_YEAR}(?:\s*(?:года|году|год|г\.))?",
        rf"{_YEAR}\s?년(?:\s?\d{{1,2}}\s?월(?:\s?\d{{1,2}}\s?일)?)?(?:\s?(?:봄|여름|가을|겨울|초|말)(?=에|[^가-힣]|"
        rf"$))?",
        r"주체\s?\d{1,3}(?:\s?\(\d{4}\))?\s?년?",
        r"\d{1,2}\s?월\s?\d{1,2}\s?일",
        r"(?<!\d)\d\d\s?년도?\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?",
        r"(?<!\d)\d\d\s?년도?(?=\s?(?:생|봄|여름|가을|겨울|초|말|에|부터|까지|도에))",
        rf"(?<![가-힣]){_KO_NUMBER}{{2,7}}\s?년도?(?:\s?{_KO_MONTH}(?:\s?{_KO_NUMBER}{{1,3}}\s?일)?)?(?=에|부터|"
        rf"까지|도|\s|생|[.,]|$)",
        rf"(?<![가-힣]){_KO_MONTH}\s?{_KO_NUMBER}{{1,3}}\s?일",
        rf"(?:(?:{_YEAR}|(?<!\d)\d\d|(?<![가-힣]){_KO_NUMBER}{{2,7}})\s?년(?:도)?\s?)?(?<![가-힣])(?:{_KO_MONTH}|"
        rf"\d{{1,2}}\s?월)\s?(?:{_KO_DAY})(?![가-힣]*동안)",
        rf"(?:{_YEAR}|(?<!\d)\d\d|(?<![가-힣]){_KO_NUMBER}{{2,7}})\s?년도?\s?{_KO_MONTH}",
        r"(?<![가-힣])(?:초|열|스무)(?:하룻|이튿|사흗|나흗|닷샛|엿샛|이렛|여드렛|아흐렛)날|(?<![가-힣])(?:초하루|"
        r"초이틀|초사흘|초나흘|초닷새|스무하루)(?=에|날|[.,])",
        r"(?:19|20)\d\d\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号號])?)?|\d{1,2}\s?月\s?\d{1,2}\s?[日号號]",
        r"[一二〇零九十][一二三四五六七八九〇零十]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号號])?)?",
    )
)
_SPAN_OF_YEARS = re.compile(rf"(?:{_KO_NUMBER}{{1,3}}|\d{{1,2}})\s?년\s?(?:동안|간|쯤|정도|뒤|후|전|만에|형|째)")
"""Lengths of time, which are no dates."""


def find_dates(hearing: Hearing) -> Iterator[Found]:
    """Every date that has a day or a year."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(hearing.low):
            if not _SPAN_OF_YEARS.match(hearing.low, found.start()):
                group = 1 if pattern.groups and found[1] else 0
                yield Found(*found.span(group), Kind.DATE, Severity.QUASI, "dates")
