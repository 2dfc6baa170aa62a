"""The part of a text that shows why it was found, with the places of the words, as code-point offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from synopticon.language.bigrams import pattern
from synopticon.language.folding import fold, fold_with_offsets
from synopticon.language.number import forms
from synopticon.language.query import Words

WIDTH = 240
"""Code points of a snippet."""

_MOST = 2_000
"""Places looked at in one text: enough to choose a window, bounded in a text of a million characters."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A cut of a text. start is its offset in the text; highlights are spans within the cut. Faces render it: there is
    no markup in it.
    """

    text: str
    start: int
    highlights: tuple[tuple[int, int], ...]
    cut_before: bool = False
    cut_after: bool = False


def places(text: str, words: Sequence[Words]) -> list[tuple[int, int, int]]:
    """Where the words stand in a text: (start, end, which of the words), in the order of the text."""
    expressions = [(number, _expression(word)) for number, word in enumerate(words) if not word.title]
    expressions = [(number, expression) for number, expression in expressions if expression]
    if not expressions:
        return []
    folded = fold_with_offsets(text)
    found: list[tuple[int, int, int]] = []
    for number, expression in expressions:
        for count, match in enumerate(re.finditer(expression, folded.text)):
            if count == _MOST:
                break
            found.append((*folded.span(match.start(), match.end()), number))
    return sorted(found)


def snippet(text: str, words: Sequence[Words], *, width: int = WIDTH) -> Snippet:
    """The window of a text in which most of the words stand, the earliest of such; its beginning where none does."""
    found = places(text, words)
    first = _best_window(found, width)
    anchor = found[first][0] if found else 0
    start = _word_start(text, max(0, anchor - width // 4)) if found else 0
    end = _word_end(text, min(len(text), start + width))
    inside = [(max(a, start) - start, min(b, end) - start) for a, b, _ in found if a < end and b > start]
    return Snippet(text[start:end], start, _merged(inside), start > 0, end < len(text))


@lru_cache(maxsize=256)
def _expression(word: Words) -> str:
    folded = fold(word.text)
    if word.exact or word.prefix:
        return pattern(folded, prefix=word.prefix)
    return "|".join(pattern(form) for form in forms(folded))


def _best_window(found: list[tuple[int, int, int]], width: int) -> int:
    """Index of the place from which a window of three quarters of the width holds the most different words."""
    best, best_count, end = 0, 0, 0
    inside: dict[int, int] = {}
    for begin, (start, _, number) in enumerate(found):
        while end < len(found) and found[end][0] < start + width * 3 // 4:
            inside[found[end][2]] = inside.get(found[end][2], 0) + 1
            end += 1
        if len(inside) > best_count:
            best, best_count = begin, len(inside)
        inside[number] -= 1
        if not inside[number]:
            del inside[number]
    return best


def _word_start(text: str, at: int) -> int:
    """Move back over the rest of a word, a little at most."""
    for back in range(16):
        if at - back <= 0 or text[at - back - 1].isspace():
            return max(0, at - back)
    return at


def _word_end(text: str, at: int) -> int:
    for on in range(16):
        if at + on >= len(text) or text[at + on].isspace():
            return min(len(text), at + on)
    return at


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
