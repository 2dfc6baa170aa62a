"""Names in Hangul and in characters, between particles and titles; in Hangul with one typing error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.naming.needles import Drawn
from synopticon.interviews.vocabulary import korean_beginnings
from synopticon.language.names.korean import typed
from synopticon.language.names.lattice import FAR, Lattice

_WORD = re.compile(r"[가-힣]+")
_SYLLABLE = re.compile(r" ?([가-힣])")
LONGEST = 6
"""Syllables of a name with one too many."""


def find_drawn(hearing: Hearing, needles: Sequence[tuple[int, Drawn]]) -> Iterator[tuple[int, int, int]]:
    """(start, end, entity) of each place where one of the needles stands."""
    text = hearing.text
    for entity, needle in needles:
        for found in re.finditer(needle.pattern, text):
            if _is_meant(text, *found.span(), needle):
                yield *found.span(), entity
    yield from _mistyped(text, needles)


def _is_meant(text: str, start: int, end: int, needle: Drawn) -> bool:
    word = re.sub(r"\s", "", text[start:end])
    if not "가" <= word[0] <= "힣":
        return True
    inside = start > 0 and "가" <= text[start - 1] <= "힣"
    ordinary = needle.person and around.is_ordinary(word, text[end : end + 8])
    if ordinary and not around.KIN_BEFORE.search(text[max(0, start - 12) : start]):
        return False
    if needle.whole and len(word) > 2:
        return True
    if len(word) == 1:
        return not inside and _is_short_name(text, start, end, word)
    if inside and not around.KIN_BEFORE.search(text[max(0, start - 8) : start]):
        return False
    return around.AFTER.match(text, end) is not None


def _is_short_name(text: str, start: int, end: int, word: str) -> bool:
    """Whether a single syllable is a given name: by what stands behind it, or as 경이 that is no other word."""
    if around.SHORT.match(text, end) or around.NAMING.search(text[max(0, start - 8) : start]):
        return True
    known = around.KIN_BEFORE.search(text[max(0, start - 12) : start]) or word + "이" not in korean_beginnings()
    return bool(known) and re.compile(r"이(?![가-힣])").match(text, end) is not None


def _mistyped(text: str, needles: Sequence[tuple[int, Drawn]]) -> Iterator[tuple[int, int, int]]:
    """Whole names with one wrong key, by what is left when any one key is left out."""
    forms: dict[str, set[tuple[str, int]]] = {}
    for entity, needle in needles:
        for form in needle.forms:
            for near in _shortened(typed(form)):
                forms.setdefault(near, set()).add((form, entity))
    if not forms:
        return
    near_ones: dict[str, list[tuple[str, int]]] = {}
    for start, end, letters in _beginnings(text):
        if letters not in near_ones:
            keys = typed(letters)
            candidates = {known for near in _shortened(keys) for known in forms.get(near, ())}
            near_ones[letters] = [(form, entity) for form, entity in sorted(candidates) if _one_off(form, keys)]
        for form, entity in near_ones[letters]:
            if _is_named(form, text, start, end):
                yield start, end, entity


def _beginnings(text: str) -> Iterator[tuple[int, int, str]]:
    """Every word's first syllables, one more at a time, over single blanks; (start, end, syllables)."""
    for word in _WORD.finditer(text):
        end, letters = word.start(), ""
        while len(letters) < LONGEST and (step := _SYLLABLE.match(text, end)):
            end, letters = step.end(), letters + step[1]
            yield word.start(), end, letters


def _one_off(form: str, keys: str) -> bool:
    return keys != typed(form) and Lattice([[typed(form)]]).distance(keys) != FAR


def _is_named(form: str, text: str, start: int, end: int) -> bool:
    """Whether what stands around a mistyped name lets it be one; a name of two syllables must be no other word."""
    if len(form) > 2 or re.sub(r"\s", "", text[start:end])[:2] not in korean_beginnings():
        return around.AFTER.match(text, end) is not None
    before = text[max(0, start - 12) : start]
    given = around.KIN_BEFORE.search(before) or around.NAMING.search(before)
    return bool(given or around.TITLED.match(text, end) or around.SAID.match(text, end)) and (
        around.AFTER.match(text, end) is not None
    )


def _shortened(keys: str) -> set[str]:
    return {keys, *(keys[:at] + keys[at + 1 :] for at in range(len(keys)))}
