"""Ages, in digits and in words, in English, Korean, Russian and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)"
_NUMBER = rf"(?:\d{{1,3}}|{_TENS}(?:[ -]{_UNIT})?|{_TEENS}|{_UNIT})"
_GROWN = rf"(?:[1-9]\d|{_TENS}(?:[ -]{_UNIT})?|{_TEENS}|six|seven|eight|nine)"
_SMALL = r"(?:two|three|four|five)(?=\s*(?:[.,;\n]|$))"
_COUNTED = (
    r"(?!\s*(?:%|percent|of |more|other|people|persons?|cameras?|times?|minutes?|hours?|days?|weeks?|months?|kilo|km|"
    r"metres?|meters?|yuan|won|dollars?|cent|years? (?!old)|o'?clock|am\b|pm\b|households?|families|o’clock|-))"
)
_DECADE = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies)"
_NATIVE_TENS = r"(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)"
_NATIVE_UNIT = r"(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)"
_NATIVE = rf"{_NATIVE_TENS}\s?{_NATIVE_UNIT}?"
_SINO = r"[일이삼사오육륙칠팔구십]{1,3}"

_COUNTERS = (
    "명|개|대|번|마리|장|시|권|집|가구|사람|분|군데|켤레|해|달|날|주|채|톤|킬로|미터|리|원|시간|가지|살|배|그루|자루|호|층|차례|"
    "바퀴|식구|곳|병|잔|봉지|상자|포대|짝|쌍|년|개월"
)
"""Words that count something else than years of life."""

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NUMBER}[ -]years?[ -](?:old|of age)\b",
        rf"\b(?:aged?|at the age of|age of|age)\s+({_NUMBER})\b",
        rf"(?<!there)\s(?:was|am|is|were|are|turned|['’][ms])\s+(?:just\s+|only\s+|about\s+|already\s+)?"
        rf"((?:{_GROWN}|{_SMALL})(?:\s+and\s+(?:{_GROWN}|{_SMALL}))?)\b{_COUNTED}(?=[^\S\n]*\n|\s*(?:[.,;!?]|$|"
        rf"and\b|when\b|"
        rf"then\b|at that\b|that\b|"
        rf"years old|now\b|but\b|he\b|she\b|i\b|so\b|they\b))",
        rf"\b(?:he|she|i)(?:['’]s|['’]m|\s+(?:was|is|am|will be|would be|turned|turns))\s+((?:(?:about|around|"
        rf"almost|nearly|over)\s+)?(?:{_TEENS}|"
        rf"{_TENS}(?:[ -]{_UNIT})?|[1-9]\d))\b"
        rf"{_COUNTED}(?!\s+(?:of|to|in|with|on|for|by|from)\b)",
        rf"\b(?:will|would|must|may)\s+be\s+((?:{_GROWN}|{_SMALL}))\b{_COUNTED}(?=\s*(?:[.,;!?\n]|$|now\b|and\b|"
        rf"this\b|next\b|in\b|by\b))",
        rf"(?:^|[\n:])\s*({_TEENS}|{_TENS})\b(?=\s*(?:[.,;!?\n]|$|but\b|and a half\b|then\b))",
        rf"\bi(?:['’]m| am)\s+({_GROWN})\b{_COUNTED}",
        rf"\bwhen\s+\w+\s+(?:was|were|turned)\s+({_NUMBER})\b{_COUNTED}",
        rf"\bin (?:my|his|her|their) ((?:early |late |mid[- ]?)?{_DECADE})\b",
        r"\b(?:\d{2}|twenty|thirty|forty|fifty|sixty)[- ]something\b",
        rf"(?<![가-힣\d])(?:만\s?)?(?:\d{{1,3}}|{_NATIVE}|{_NATIVE_UNIT}|{_SINO})\s?(?:살|"
        rf"세)(?!요|대|월|[가-힣]*[기상계금관포탁])",
        rf"(?<![가-힣])(?!열[이에은도을]){_NATIVE}(?=이오|이요|이구|이라|이던|이니|이지|이죠|이래|밖에|쯤|되던|나던|"
        rf"먹|에|\s?이\s|\s?이고|\s?이었|\s?이였|\s?입니다|\s이에요|\s?예요|이에요|이예요|인데|\s?때|\s?번째\s?생일|"
        rf"[.,]|\s*\n|\s*$)",
        rf"(?<![가-힣\d])(?:\d0|{_SINO})\s?대\s?(?:초반?|중반|후반|말)?(?=에|의|이|는|\s|였)",
        rf"(?<![가-힣])(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)\s?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)"
        rf"(?!\s?(?:{_COUNTERS}))",
        rf"how old[^\n]{{0,40}}[\n?]\s*(?:[\w ]{{1,20}}[:.)]\s*)?(?:i was |i am |i['’]m )?"
        rf"({_GROWN}|{_UNIT})\b{_COUNTED}",
        rf",\s+({_TEENS}|{_TENS}(?:[ -]{_UNIT})?|[1-9]\d)\s*,\s+(?=and|he|she|who|was|my|but|then|from|the)",
        rf"(?:^|[\n:])\s*({_TENS}[ -]{_UNIT})\b(?=\s*(?:[.,;!?\n]|$|i\b|now\b|he\b|she\b))",
        r"\b\d{1,3}\s+(?:год|года|лет)\b",
        r"[一二三四五六七八九十\d]{1,3}\s?[岁歲]",
    )
)


def find_ages(hearing: Hearing) -> Iterator[Found]:
    """Every age of a person."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(hearing.low):
            group = 1 if pattern.groups and found[1] else 0
            yield Found(*found.span(group), Kind.AGE, Severity.QUASI, "ages")
