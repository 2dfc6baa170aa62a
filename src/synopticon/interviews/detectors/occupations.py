"""What somebody did for a living, where it is said of somebody; trades in general ("the guards") are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.occupation_words import CLASSES, KOREAN_CLASSES
from synopticon.interviews.span import Found, Kind, Severity

_TRADE = "|".join(sorted((word for words in CLASSES.values() for word in words), key=len, reverse=True))
_NOUN = (
    rf"(?:an?\s+|the\s+)?(?:[a-z][\w-]+\s+){{0,3}}?(?:{_TRADE})s?(?:\s+(?:in|at|for|of)\s+(?:the|"
    rf"an?)\s+[a-z][\w-]+(?:\s+[a-z][\w-]+)?)?\b"
)
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:work(?:ed|s|ing)?|employed|serv(?:ed|es|ing)|trained|job|jobs?\s+(?:is|was)|hired|posted|"
        rf"assigned|retired)\s+(?:\w+\s+)?"
        rf"as\s+({_NOUN})",
        rf"\b(?:i|he|she|who|father|mother|brother|sister|husband|wife|uncle|aunt|son|daughter|cousin|"
        rf"grandfather|grandmother|"
        rf"parents|and|friend|neighbour|neighbor)\s+(?:was|am|is|were|are|became|had been|used to be|has been|"
        rf"being)\s+(?:also\s+|only\s+|once\s+|just\s+)?"
        rf"((?:an?\s+)(?:[a-z][\w-]+\s+){{0,3}}?(?:{_TRADE})\b)",
        rf"\bi['’]m\s+((?:an?\s+)(?:[a-z][\w-]+\s+){{0,2}}?(?:{_TRADE})\b)",
        rf"\bmy\s+(?:job|profession|trade|occupation)\s+(?:was|is)\s+({_NOUN})",
        rf"\b(?:applicant|who),?\s+(?:was|is|,)?\s*((?:an?\s+)(?:[a-z][\w-]+\s+){{0,3}}?(?:{_TRADE})\b)",
        r"\b(?:taught|teach(?:es|ing)?|studied|studying|lectured(?: in| on)?)\s+((?:[a-z]+\s+)?(?:chemistry|"
        r"physics|mathematics|maths|biology|"
        r"music|literature|medicine|engineering|history|geography|english|chinese|russian|law|agriculture|"
        r"economics|computing|pharmacy))\b",
    )
)
_KOREAN_TRADE = "|".join(sorted((word for words in KOREAN_CLASSES.values() for word in words), key=len, reverse=True))
_KOREAN = (
    re.compile(
        rf"(?<![가-힣])((?:[가-힣]{{2,5}}\s)?[가-힣]{{0,4}}(?:{_KOREAN_TRADE}))"
        r"(?=(?:으로|로)(?:\s|서)?\s?(?:일|근무|있|배치|다니|다녔|갔|뽑|복무|나갔)|이?(?:었|였)|입니다|이에요|"
        r"예요|이예요|인데|이라|라서|"
        r"(?:을|를|도)?\s?(?:했|하다|하면|하셨|하던|하고 있|맡|지냈)|출신|질|이셨|이던|이고|이며)"
    ),
)


def find_occupations(hearing: Hearing) -> Iterator[Found]:
    """Every occupation of somebody, with the class that may stand for it."""
    for pattern in _ENGLISH:
        for found in pattern.finditer(hearing.low):
            yield Found(*found.span(1), Kind.OCCUPATION, Severity.QUASI, "occupations", None, class_of(found[1]))
    for pattern in _KOREAN:
        for found in pattern.finditer(hearing.text):
            yield Found(*found.span(1), Kind.OCCUPATION, Severity.QUASI, "occupations", None, class_of(found[1]))


def class_of(words: str) -> str | None:
    """The class of the trade that a phrase names last."""
    for table in (CLASSES, KOREAN_CLASSES):
        for name, trades in table.items():
            if any(re.search(rf"{trade}s?$", words) or f"{trade} " in words for trade in trades):
                return name
    return None
