"""Names in scripts with capitals: rows of capitalised words that are no beginnings of sentences, titles or days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from synopticon.language.months import MONTHS, WEEKDAYS

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŠŞŤŪŮŹŻŽА-ЯЁІЇЄҐΑ-Ω]"
_WORD = rf"{_CAPITAL}(?:[^\W\d_]|[’'-](?=[^\W\d_]))*\.?(?<![^\W\d_]{{3}}\.)"
_NAME = re.compile(
    rf"(?<![\w’'-]){_WORD}(?:[ \u00a0]+(?:(?:de|del|de la|de los|van|von|bin|da|dos)\s+|d[’'])?{_WORD})*"
)
_ONE = re.compile(_WORD)
_LETTERS = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[.!?:;…\n\r\"“”«»(\[]|,\s?[\"“«,]|  )\s*$")
_FUNCTION_WORDS = (
    "a an the i he she it we they his her its our their this that these those in on at of for and but as by from with "
    "to el la los las un una en de al por в на по он она они это"
)
_TITLES = (
    "mr mrs ms dr president chairman chairwoman premier minister prime foreign deputy general secretary marshal leader "
    "ambassador governor mayor professor director comrade king queen prince excellency sir lady "
    "señor señora presidente ministro ministra secretario lider líder dirigente президент министр господин г"
)
_NO_NAMES = frozenset((*_FUNCTION_WORDS.split(), *_TITLES.split()))
ALIKE = 0.75
"""Likeness of two words from which they are one, misspelt or bent otherwise."""
NEAR = 6
"""Signs before a word in which the end of a sentence is looked for."""
LOUD = 6
"""Letters from which a word in capitals alone is a headline's, not an abbreviation."""


def names_in(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each name of a text stands, and its words in lower case.

    A lone word that begins a sentence is no name, for all words do; of several the first is left out where the text
    has it in small letters too.
    """
    small = {word for word in _LETTERS.findall(text) if word.islower()}
    for found in _NAME.finditer(text):
        words = list(_ONE.finditer(text, *found.span()))
        begins = _BEGINS.search(text, max(0, found.start() - NEAR), found.start())
        if begins and (len(words) == 1 or words[0][0].lower() in small):
            words = words[1:]
        while words and not _names_somebody(words[0][0]):
            words = words[1:]
        while words and not _names_somebody(words[-1][0]):
            words = words[:-1]
        if words:
            yield words[0].start(), words[-1].end(), tuple(_bare(word[0]) for word in words)


def _names_somebody(word: str) -> bool:
    low = _bare(word)
    if len(low) < 2 or low in _NO_NAMES or (len(low) > 3 and (low in MONTHS or low in WEEKDAYS)):
        return False
    return not (word.isupper() and len(low) >= LOUD)


def _bare(word: str) -> str:
    """In lower case, without what a name's end takes on."""
    return word.lower().strip(".").removesuffix("'s").removesuffix("’s")


def spelt_otherwise(one: str, other: str) -> bool:
    """True for a misspelt or bent name (Lao, Laos), for its initials, and for one in which a part became initials."""
    left, right = (_ONE.findall(name) for name in (one, other))
    only_left = [word for word in left if word not in right]
    only_right = [word for word in right if word not in left]
    if any(_initials(some) in map(_capitals, others) for some, others in _both_ways(only_left, only_right)):
        return True
    few, many = sorted((only_left, only_right), key=len)
    return all(any(_alike(_bare(word), _bare(further)) for further in many) for word in few)


def _both_ways(some: list[str], others: list[str]) -> tuple[tuple[list[str], list[str]], ...]:
    return (some, others), (others, some)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _capitals(word: str) -> str:
    """The capitals of an abbreviation: RPCh is RPC; of other words none."""
    found = "".join(sign for sign in word if sign.isupper())
    return found if len(found) > 1 else "-"


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
