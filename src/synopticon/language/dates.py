"""Dates as people write them, to EDTF; what cannot be read for certain is None or says its doubt, never a guess.

The text is taken as one date, perhaps with a label, a weekday and a time around it; a date in the midst of other
words is not looked for (that a sentence holds a date does not make it the sentence's date). Where day and month
cannot be told apart, the answer is the EDTF set of both: 03/04/2024 is [2024-03-04,2024-04-03].
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from synopticon.language.date_forms import FORMS, TAIL, Parts, parts_to_edtf
from synopticon.language.date_words import BEFORE, FRAMES, LABEL
from synopticon.language.edtf import edtf_bounds, is_edtf
from synopticon.language.months import WEEKDAYS
from synopticon.language.numerals import with_digits

__all__ = ["days_in", "edtf_bounds", "to_edtf"]

LONGEST = 120
"""Characters; a longer text is no date."""
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)?\s*(?:[Zz]|[+-]\d{2}:?\d{2})?")
_EDGES = " .,;|·—–-。、"
_DAY_IN_TEXT = re.compile(
    r"(?<![\w./-])(?:[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th|\.)?[\s-](?:de\s)?"
    r"[^\W\d_]{3,10}\.?,?[\s-](?:de\s)?\d{4}|\d{4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|(?:(?:令和|平成|昭和|民國|民国|주체)\s?\d{1,3}|\d{4})\s?(?:\(\d{4}\))?[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일号])"
    r"(?![\w/-])"
)
_WEEKDAY = re.compile(r"([^\W\d_]+)\.?,?\s+(?=\S)")


def to_edtf(text: str, *, language: str | None = None) -> str | None:
    """EDTF of a date, or None where it is none or cannot be read for certain.

    language (BCP 47) settles the order of day and month in 03/04/2024, and what a Japanese fiscal year is.
    """
    if not text or len(text) > LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if found := _ISO_TIME.fullmatch(plain):
        plain = found[1]
    if is_edtf(plain.upper().replace("T", "t")) and not re.fullmatch(r"\d{4}-\d{2}", plain):
        return plain
    return _read(with_digits(plain.lower()), language or "")


def days_in(text: str, *, language: str | None = None) -> list[str]:
    """Every day that stands in a line of text, as EDTF, in its order; days that are not certain are left out."""
    plain = unicodedata.normalize("NFKC", text)
    answers = [to_edtf(found, language=language) for found in _DAY_IN_TEXT.findall(plain)]
    return [answer for answer in answers if answer and re.fullmatch(r"\d{4}-\d\d-\d\d", answer)]


def _read(text: str, language: str) -> str | None:
    text = text.strip(_EDGES)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    text = LABEL.sub("", text, count=1).strip(" :")
    for frame, build in FRAMES:
        if found := frame.fullmatch(text):
            inner = [_read(part, language) for part in found.groups() if part is not None]
            return _framed(build, inner)
    return _one(_without_weekday(text), language)


def _framed(build: Callable[..., str], inner: list[str | None]) -> str | None:
    """The frame's answer, if each inner date is a plain one and the whole is valid."""
    plain = [date for date in inner if date and not re.search(r"[\[/~?%]", date)]
    if len(plain) != len(inner):
        return None
    if build is BEFORE and len(plain[0]) != 4:
        return None
    answer = build(*plain)
    return answer if is_edtf(answer) else None


def _without_weekday(text: str) -> str:
    found = _WEEKDAY.match(text)
    return text[found.end() :] if found and found[1] in WEEKDAYS else text


def _one(text: str, language: str) -> str | None:
    for form in FORMS:
        found = form.pattern.match(text)
        if found and TAIL.fullmatch(text, found.end()):
            parts = form.read(found, language)
            return parts_to_edtf(parts) if isinstance(parts, Parts) else parts
    return None
