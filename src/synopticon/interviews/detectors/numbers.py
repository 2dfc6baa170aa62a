"""Sums of money in texts that tell about somebody: what was claimed, paid and fined is on record somewhere.

In an interview prices are what the study is about, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_AMOUNT = r"(?<!\d)\d[\d,.\u00a0 ]{0,24}(?<=\d)(?:\s(?:million|billion|thousand))?"
_CURRENCY = (
    r"(?:euros?|eur|pounds?(?: sterling)?|gbp|us dollars|dollars?|usd|francs|chf|[a-z]+ (?:liras?|schillings?|"
    r"zlotys?|zł|marks?|"
    r"kron(?:or|er|e)|pounds?|francs|roubles?|rubles?|crowns|forints?|lei|levs?)|liras?|schillings?|zlotys?|"
    r"marks?|kron(?:or|er)|"
    r"roubles?|rubles?|forints?|yuan|won|yen|ats|try|trl|pln|sek|nok|dem|cyp|itl|frf|rub|uah|huf|czk|skk|ron|bgn|hrk)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:approximately |about |some )?{_AMOUNT}\s?{_CURRENCY}\b(?:\s?\([a-z]{{3}}(?: {_AMOUNT})?\))?",
        rf"(?:approximately |about |some )?(?:\b(?:eur|gbp|usd|chf|ats|try|trl|pln|sek|nok|dem|cyp|itl|frf|rub|"
        rf"uah|huf|czk|skk|ron)|[€£$])\s?{_AMOUNT}",
    )
)


def find_numbers(hearing: Hearing) -> Iterator[Found]:
    """Every sum of money."""
    if hearing.first_person:
        return
    for pattern in _PATTERNS:
        for found in pattern.finditer(hearing.low):
            yield Found(*found.span(), Kind.NUMBER, Severity.QUASI, "numbers")
