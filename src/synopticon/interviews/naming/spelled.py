"""Names in letters of an alphabet, wherever they run over words, hyphens and lines, with one typing error."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming.english_words import is_ordinary_english
from synopticon.interviews.naming.index import Index
from synopticon.interviews.vocabulary import is_common, is_known
from synopticon.language.folding import fold
from synopticon.language.names import russian

LONGEST = 7
"""Pieces of a name: Ch'oe Kŭm-nyong has five."""
LEAST = 3
"""Letters up to which a typing error leaves nothing to know a name by."""
SHORTEST = 4
"""Letters from which a given name alone is known without a capital."""
SHORT = 6
"""Letters from which one typing error leaves a name recognisable."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_GAP = re.compile(r"[\s\-–‐‑'’ʻʼ`´,·]{0,3}")
_APOSTROPHES = "'’ʻʼ`´"
_INITIAL_GAP = re.compile(r"\.\s?")
"""What joins the pieces of a name, and what stands behind an initial."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What an index answers: whose name it is, of how many words, and whether it is a whole one."""

    entity: int
    words: int
    whole: bool
    everyday: bool
    """True for a name that is nothing but common words."""
    person: bool = True
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that could be one name. letters: folded. common, capitals: how many of its pieces are so."""

    start: int
    end: int
    letters: str
    pieces: int
    common: int
    capitals: int


def find_spelled(hearing: Hearing, index: Index) -> Iterator[tuple[int, int, int]]:
    """(start, end, entity) of each place, exact ones before near ones; near ones never lie over a whole one."""
    exact: dict[int, list[tuple[int, int]]] = {}
    near: list[tuple[int, int, int]] = []
    for window in windows(hearing, index.longest):
        most = int(window.common < window.pieces and len(window.letters) > LEAST)
        for label, far in _answers(hearing, index, window, most):
            assert isinstance(label, Sought)
            if not _is_meant(hearing, window, label, far):
                continue
            if far:
                near.append((window.start, window.end, label.entity))
            else:
                yield window.start, window.end, label.entity
                if label.whole:
                    exact.setdefault(label.entity, []).append((window.start, window.end))
    for start, end, entity in near:
        if not any(first < end and start < last for first, last in exact.get(entity, ())):
            yield start, end, entity


def _answers(hearing: Hearing, index: Index, window: Window, most: int) -> Iterable[tuple[Hashable, int]]:
    """What a window may be; in small letters also without the s of somebody's own, which has lost its apostrophe."""
    answers = index.nearest(window.letters, most)
    if not hearing.has_case and window.letters.endswith("s") and len(window.letters) > SHORTEST:
        return [*answers, *index.nearest(window.letters[:-1], 0)]
    return answers


def windows(hearing: Hearing, longest: int) -> Iterator[Window]:
    """Every run of words of at most so many letters together, with nothing between them but what joins a name."""
    for pattern in (_LATIN, _CYRILLIC):
        pieces = [(found.start(), found.end(), folded(found[0])) for found in pattern.finditer(hearing.text)]
        for first, (start, end, letters) in enumerate(pieces):
            joined, apart, common, capitals = "", 1, 0, 0
            for count in range(1, LONGEST + 1):
                if count > 1:
                    if first + count > len(pieces):
                        break
                    after, last, letters = pieces[first + count - 1]
                    gap = _INITIAL_GAP if hearing.text[end] == "." and len(joined) == 1 else _GAP
                    if not gap.fullmatch(hearing.text, end, after):
                        break
                    apart += hearing.text[end] not in _APOSTROPHES
                    end = last
                joined += letters
                if len(joined) > longest:
                    break
                common += is_common(letters)
                capitals += hearing.text[after if count > 1 else start].isupper()
                yield Window(start, end, joined, apart, common, capitals)


@lru_cache(maxsize=200_000)
def folded(piece: str) -> str:
    """The letters of a word as spellings are compared: of one alphabet, without accents, in lower case."""
    return russian.folded(piece) if "\u0400" <= piece[0] <= "\u04ff" else re.sub(r"[^a-z]", "", fold(piece))


def _is_meant(hearing: Hearing, window: Window, sought: Sought, far: int) -> bool:
    """Whether a window that is spelled like a name is meant as one."""
    if far:
        return _is_near_enough(hearing, window, sought)
    letters, all_common = len(window.letters), window.common == window.pieces
    if not sought.whole and window.pieces == 1 and is_known(window.letters):
        return _is_named(hearing, window, within=not sought.literal)
    if sought.everyday and not sought.person:
        return hearing.has_case and _is_named(hearing, window, within=True)
    if sought.everyday or (all_common and (window.pieces == 1 or not sought.whole)):
        return window.capitals > 0 if hearing.has_case else _is_named(hearing, window, within=False)
    if all_common and hearing.has_case:
        return window.capitals > 0
    if letters < SHORTEST and not sought.whole:
        return window.capitals > 0 if hearing.has_case else letters == LEAST
    return True


def _is_named(hearing: Hearing, window: Window, *, within: bool) -> bool:
    """Whether a word of every day is a name: by its capital and its neighbours. within: only inside a sentence."""
    if within and (not hearing.has_case or hearing.opens_sentence(window.start)):
        return False
    if hearing.has_case and not window.capitals:
        return False
    return not is_ordinary_english(hearing.low, window.start, window.end)


def _is_near_enough(hearing: Hearing, window: Window, sought: Sought) -> bool:
    """Whether what is one letter away from a name is that name mistyped."""
    letters, named = len(window.letters), window.capitals > 0
    if window.pieces == 1 and not sought.whole and letters < SHORT:
        return False
    if window.common and window.pieces > sought.words + (sought.words > 1):
        return False
    if sought.whole and sought.words == 1 and _has_blanks(hearing, window):
        return False
    if letters >= SHORT:
        return window.pieces <= sought.words + 1 or named or not hearing.has_case
    return sought.whole and window.pieces == sought.words > 1 and (named or not hearing.has_case)


def _has_blanks(hearing: Hearing, window: Window) -> bool:
    return any(map(str.isspace, hearing.text[window.start : window.end]))
