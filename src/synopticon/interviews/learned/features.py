"""What the tagger sees of a word: itself, its neighbours, its shape and its document, each as a number.

Features are numbered by a hash, so that the weights hold no word of any text; training keeps only those that stand in
several documents, so that no name of one person is among them.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from synopticon.interviews.vocabulary import is_common

BITS = 18
"""Features are numbered from 0 to 2**BITS - 1."""
_TOKEN = re.compile(r"\w+|[^\w\s]|\n\s*\n")
_EDGE = "¶"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a sign or the end of a paragraph, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words and signs of a text; an empty line is a word of its own."""
    return [Word(_EDGE if found[0].isspace() else found[0], *found.span()) for found in _TOKEN.finditer(text)]


def features_of(words: Sequence[Word], *, cased: bool) -> Iterator[list[int]]:
    """For each word the numbers of its features. cased: whether capitals are looked at."""
    lows = [word.text.lower() for word in words]
    shapes = [_shape(word.text if cased else low) for word, low in zip(words, lows, strict=True)]
    usual = ["c" if is_common(low) else "r" for low in lows]
    often = Counter(lows)
    section = 0
    sentence = 0
    for at, low in enumerate(lows):
        if low == _EDGE:
            section, sentence = section + 1, 0
        elif low == ".":
            sentence = 0
        else:
            sentence += 1
        yield [
            zlib.crc32(name.encode("utf-8")) & ((1 << BITS) - 1)
            for name in _names(at, lows, shapes, usual, often, min(section, 8), min(sentence, 2))
        ]


def _names(
    at: int,
    lows: Sequence[str],
    shapes: Sequence[str],
    usual: Sequence[str],
    often: Counter[str],
    section: int,
    sentence: int,
) -> Iterator[str]:
    """The features of the word at a place, by name."""
    last = len(lows)

    def word(step: int) -> str:
        return lows[at + step] if 0 <= at + step < last else _EDGE

    def shape(step: int) -> str:
        return f"{shapes[at + step]}{usual[at + step]}" if 0 <= at + step < last else _EDGE

    here = word(0)
    yield "bias"
    for step in (-4, -3, -2, -1, 0, 1, 2, 3):
        yield f"w{step}={word(step)}"
        yield f"s{step}={shape(step)}"
    for first in (-3, -2, -1, 0, 1):
        yield f"ww{first}={word(first)} {word(first + 1)}"
        yield f"ss{first}={shape(first)} {shape(first + 1)}"
        yield f"sss{first}={shape(first - 1)} {shape(first)} {shape(first + 1)}"
    for first in (-3, -2, -1, 0):
        yield f"www{first}={word(first)} {word(first + 1)} {word(first + 2)}"
    yield f"before={word(-1)} {shape(0)}"
    yield f"after={shape(0)} {word(1)}"
    yield f"before2={word(-2)} {word(-1)} {shape(0)}"
    for length in (2, 3, 4):
        yield f"p{length}={here[:length]}"
        yield f"e{length}={here[-length:]}"
        yield f"e-1{length}={word(-1)[-length:]}"
        yield f"e+1{length}={word(1)[-length:]}"
    yield f"section={section} {shape(0)}"
    yield f"sentence={sentence} {shape(0)}"
    yield f"often={min(often[here], 4)} {usual[at]}"


def _shape(text: str) -> str:
    """Xx, X, x, 9, 9999 and signs: letters by their case, digits by their number."""
    if text.isdigit():
        return "9" * min(len(text), 5)
    if not any(map(str.isalnum, text)):
        return text[:1]
    mixed = "9" if any(map(str.isdigit, text)) else ""
    if text.isupper():
        return f"X{'+' if len(text) > 1 else ''}{mixed}"
    return f"{'X' if text[:1].isupper() else ''}x{mixed}"
