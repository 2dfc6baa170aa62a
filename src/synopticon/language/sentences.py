"""Where sentences begin and end, as code-point offsets into the very text that was given.

Rules, no model: line ends and closing marks. Marks of Chinese and Japanese (。！？) always end a sentence, those of
Latin, Cyrillic and Korean text (. ! ? …) where a space or the line's end follows and the word before is no usual
abbreviation, initial or number. Quotation marks and brackets that close belong to the sentence that they close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORTENED = (
    "mr mrs ms dr prof rev gen col lt sgt capt adm gov sen rep st jr sr vs etc inc ltd co corp no nos vol pp fig art "
    "al approx est dept univ jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.k u.n d.p.r.k a.m p.m cf "
    "ca m bzw z.b usw mme mlle г гг т.е т.д т.п им ул стр рис см др проф акад"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_END = re.compile(
    r"(?=[。！？｡.!?…\n])"
    r"(?:[。！？｡]+[」』”’）》〉】\"')\]]*|(?P<mark>[.!?…]+)[\"'”’»)\]」』]*(?=\s|$)|\n+)",
)
"""With what it begins is asked first, since it is quick."""
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]{1,40}$")
_LOOK_BACK = 48


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (exclusive) of each sentence, in order, without blanks at either end; spans never overlap.

    Every character that is not blank lies in exactly one span.
    """
    start = 0
    for stop in _stops(text):
        end = stop
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end
        start = stop


def _stops(text: str) -> Iterator[int]:
    """Where one sentence ends and the next may begin, at last the end of the text."""
    for found in _END.finditer(text):
        if not found["mark"] or _ends(text, found):
            yield found.end()
    yield len(text)


def _ends(text: str, found: re.Match[str]) -> bool:
    """False for the full stop of an abbreviation, an initial or an ordinal number before a lower-case word."""
    if found["mark"] != ".":
        return True
    at = found.start()
    back = max(0, at - _LOOK_BACK)
    word = _LAST_WORD.search(text, max(back, text.rfind(" ", back, at) + 1), at)
    if word is None:
        return True
    last = word[0].lower()
    follows = text[found.end() : found.end() + 2].lstrip()[:1]
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and (word[0].isupper() or follows.isdigit())):
        return False
    return not (last.isdigit() and len(last) <= 2 and (follows.islower() or follows.isdigit()))
