"""Where else in a transcript the same words stand: what one decision can settle, and what must be covered with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from synopticon.interviews.review import Mark, Verdict
from synopticon.interviews.review_labels import key
from synopticon.language.folding import fold, fold_with_offsets


def alike(text: str, marks: Iterable[Mark], mark: Mark) -> tuple[int, ...]:
    """The undecided marks over the same words as one mark, and of its kind and replacement; itself among them."""
    words = key(text[mark.start : mark.end])
    return tuple(
        one.id
        for one in marks
        if one.id == mark.id
        or (
            one.verdict is Verdict.UNDECIDED
            and (one.kind, one.replacement) == (mark.kind, mark.replacement)
            and key(text[one.start : one.end]) == words
        )
    )


def recurrences(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """[start, end) and every other place where its words stand, in any spelling that folds alike and as whole words.

    Places that a mark covers already are left to that mark. Blanks at the ends of the selection are not words; a
    selection without a letter or digit recurs nowhere else.
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return ()
    covered = sorted((mark.start, mark.end) for mark in marks if mark.verdict is not Verdict.DROPPED)
    others = [place for place in _same_words(text, text[start:end]) if place[1] <= start or place[0] >= end]
    return tuple(sorted([(start, end), *_outside(others, covered)]))


def _same_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    sought = fold(words).split()
    if not any(map(str.isalnum, "".join(sought))):
        return
    folded = fold_with_offsets(text)
    pattern = r"\s+".join(map(re.escape, sought))
    # A Korean or Chinese word is written together with what follows it: a particle, a title, the next word.
    first, last = sought[0][0], sought[-1][-1]
    before = r"(?<!\w)" if first.isalnum() and not _is_han(first) else ""
    behind = r"(?!\w)" if last.isalnum() and not (_is_han(last) or "가" <= last <= "힣") else ""
    for found in re.finditer(before + pattern + behind, folded.text):
        yield folded.span(*found.span())


def _outside(places: Iterable[tuple[int, int]], covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places, in their order, that do not lie within a covered one; covered: in their order."""
    at, reach = 0, -1
    for start, end in places:
        while at < len(covered) and covered[at][0] <= start:
            reach = max(reach, covered[at][1])
            at += 1
        if end > reach:
            yield start, end


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
