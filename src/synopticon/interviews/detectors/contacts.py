"""Contacts: mail and web addresses, telephone numbers in digits and as spoken, the names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_SPOKEN = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|"
    r"ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять)"
)
_SPOKEN_KO = r"[공영일이삼사오육륙칠팔구하나둘]{3,4}"
_SERVICE = (
    r"(?:kakao(?:talk)?|wechat|weixin|telegram|whatsapp|viber|line|skype|insta(?:gram)?|facebook|signal|qq|vk|"
    r"카카오톡|카카오|카톡|톡|인스타(?:그램)?|페이스북|페북|위챗|위쳇|텔레그램|라인|微信|вк|телеграм[а-я]*)"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
        r"\b[\w+-][\w.+-]{0,63}(?:\s(?:dot|점|underscore|dash)\s[\w-]{1,63}){0,4}\s(?:at|골뱅이)\s[\w-]{1,63}"
        r"(?:\s(?:dot|점)\s\w{2,63}){1,4}",
        r"\bhttps?://\S*[\w/]|\bwww\.\S*[\w/]",
        r"\+\d[\d\s().-]{6,24}\d",
        r"(?<![\d.,/-])\(?0\d{1,3}\)?[\s.-]?\d{3,4}[\s.-]?\d{4}(?!\d)",
        r"(?<![\d.,/-])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)",
        r"(?<![\d.,/-])[78][\s(-]{0,2}9\d\d[\s)-]{0,2}\d{3}[\s-]?\d\d[\s-]?\d\d(?!\d)",
        r"(?<![\d.,/-])\d{3,4}[-. ]\d{3,4}[-. ]\d{4}(?![\d])",
        rf"\b{_SPOKEN}(?:[\s,-]+{_SPOKEN}){{5,}}\b",
        rf"(?<![가-힣]){_SPOKEN_KO}(?:[\s,-]*(?:에|국에|다시)?[\s,-]*{_SPOKEN_KO}){{1,3}}(?![가-힣]*[년월])",
        r"(?<=@)[a-z][\w.]{3,}",
    )
)
_ACCOUNT = re.compile(
    rf"{_SERVICE}(?:[\s:,]|\b)(?:id|name|handle|account|number|as|is|under|at|on|me|my|아이디(?:는|가)?|번호(?:는|"
    rf"가)?|으로|로|은|는|[\s:,])*"
    r"([a-z0-9_.-]*[a-z][a-z0-9_.-]*[0-9_][a-z0-9_.-]*)"
)


def find_contacts(hearing: Hearing) -> Iterator[Found]:
    """Whatever somebody could be reached by."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(hearing.low):
            yield Found(*found.span(), Kind.CONTACT, Severity.DIRECT, "contacts")
    for found in _ACCOUNT.finditer(hearing.low):
        yield Found(*found.span(1), Kind.CONTACT, Severity.DIRECT, "contacts")
