"""A telephone number, an address or an account of the record, however it is grouped, said or introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.naming.said_digits import Row, digit_rows

LEAST_DIGITS = 6
SHORTENED = 7
"""Digits at the end of a number that are looked for alone, since people leave the country and the area out."""
LAST = 4
"""Digits at the end of a number that are looked for where somebody says that they are its last ones."""
_LAST_ONES = re.compile(
    r"(?:last(?:\s+(?:digits|numbers|ones|four|4))*|end(?:s|ed|ing)?\s+(?:with|in|on)|끝\s?번호|뒷\s?번호|뒷\s?자리|"
    r"끝자리|"
    r"마지막\s?번호|последн\w+(?: цифр\w*)?)(?:\s|are|is|가|는|이|은|[:,-])*$"
)
_COUNTRIES = ("82", "86", "7", "44", "1", "49", "66", "81")
_SIGNS = {
    ".": r"(?:\.|dot|point|점|쩜|точка)", "_": r"(?:_|under\s?score|언더바|언더스코어|밑줄|подч[её]ркивание)?",
    "-": r"(?:[-–]|dash|hyphen|minus|하이픈|대시|дефис|тире)?",
    "@": r"(?:@|at|골뱅이|앳|собака)", "/": r"(?:/|slash|슬래시)",
    "+": r"(?:\+|plus)?",
}  # fmt: skip
"""Signs of an address as they are said; what joins words is left out as often."""
_DIGITS = (
    "zero|oh|공|영|ноль", "one|일|하나|один", "two|이|둘|два", "three|삼|три", "four|사|четыре", "five|오|пять",
    "six|육|륙|шесть", "seven|칠|семь", "eight|팔|восемь", "nine|구|девять",
)  # fmt: skip
_SERVICE_BEFORE = re.compile(r"^[a-z가-힣]{2,12}(?:\s?:\s*|\s+)(?:id\s*:?\s*)?(?=\S*[\d_@]\S*$|\S*\.\w\S*$)")
"""The service before an account."""
_TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


def number_of(value: str) -> str | None:
    """The digits of a value that is a telephone number or an account of digits; None for what is not."""
    digits = re.sub(r"\D", "", value)
    plain = re.fullmatch(r"(?:[a-z가-힣]+[:.\s]+)?[\d\s()+./-]+", value.lower().strip())
    return digits if plain and len(digits) >= LEAST_DIGITS else None


def find_numbers_of(low: str, numbers: list[tuple[int, str]]) -> Iterator[tuple[int, int, int]]:
    """(start, end, label) of each place where one of the numbers is written or said. numbers: labels and digits."""
    if not numbers:
        return
    for row in digit_rows(low, LAST):
        for label, digits in numbers:
            if (place := _within(row, digits, low)) is not None:
                yield *place, label


def _within(row: Row, digits: str, low: str) -> tuple[int, int] | None:
    for form in _forms(digits):
        if (at := row.digits.find(form)) >= 0:
            return _with_country(low, row.starts[at]), row.ends[at + len(form) - 1]
    if row.digits == digits[-LAST:] and _LAST_ONES.search(low, max(0, row.starts[0] - 40), row.starts[0]):
        return row.starts[0], row.ends[-1]
    return None


def _with_country(low: str, start: int) -> int:
    """The start of a number with the country before it."""
    before = re.search(r"(?<!\d)\+\d{1,3}[\s().-]*$", low[max(0, start - 8) : start])
    return start - len(before[0]) if before else start


def _forms(digits: str) -> list[str]:
    """The digits, with and without the country, and the last ones alone; the longest first."""
    forms = {digits, digits.removeprefix("0")}
    if len(digits) > SHORTENED + 1:
        forms.add(digits[-(SHORTENED + 1) :])
    for country in _COUNTRIES:
        if digits.startswith(country) and len(digits) - len(country) >= SHORTENED:
            forms |= {digits[len(country) :], "0" + digits[len(country) :]}
    return sorted(forms, key=len, reverse=True)


def contact_pattern(value: str) -> re.Pattern[str] | None:
    """What finds a value with an at-sign, a digit or an underscore, as written and as dictated; None for words."""
    low = _SERVICE_BEFORE.sub("", value.lower().strip())
    name, sign, _ = low.partition("@")
    if not sign and (not re.search(r"[_\d/]|\.\w", low) or not low.isascii()):
        return None
    if len(low) < 4 or re.search(r"\s\w+\s", low):
        return None
    if sign and len(name) > 4:
        return re.compile(rf"{_dictated(low)}|{_dictated(name)}(?![\w@])")
    return re.compile(_dictated(low.lstrip("@")))


def _dictated(text: str) -> str:
    """A pattern of a text letter by letter; its signs and digits may be said."""
    parts = []
    for piece in re.findall(r"\d+|[^\d\s]", text):
        if piece.isdigit():
            one_by_one = r"[\s,-]*".join(f"(?:{digit}|{_DIGITS[int(digit)]})" for digit in piece)
            parts.append(f"(?:{one_by_one}|{_ten(piece)})" if len(piece) == 2 and piece > "19" else one_by_one)
        else:
            parts.append(_SIGNS.get(piece, re.escape(piece)))
    return r"\s*".join(parts)


def _ten(pair: str) -> str:
    units = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return rf"{_TENS[int(pair[0])]}y[\s-]?{units[int(pair[1])]}"
