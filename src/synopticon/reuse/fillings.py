"""Fillings of a template's slots: names and numbers, and whether two of them are one, misspelt or bent otherwise."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

ALIKE = 0.6
"""Likeness of two fillings from which they are one name, misspelt or bent otherwise."""
_BEGINS = re.compile(r"[A-ZÀ-ÞА-Я\d一二三四五六七八九十百千万亿]")
FILLING = re.compile(rf"(?={_BEGINS.pattern})(?:\b[A-ZÀ-ÞА-Я][\w'’-]+|\d[\d.,:]*|[一二三四五六七八九十百千万亿]{{2,}})")
"""With what it begins is asked first, since it is quick. A single Han numeral is mostly a syllable of a common word
(一起, 万一), so it takes two to be a number."""


def may_begin(sign: str) -> bool:
    """True where a name or a number can begin with this sign."""
    return _BEGINS.match(sign) is not None


def names_in(text: str) -> set[str]:
    """Capitalised words and numbers, without those that only begin a sentence."""
    found = set()
    for match in FILLING.finditer(text):
        name, place = match[0], match.start()
        if not name[0].isdigit():
            while place and text[place - 1].isspace():
                place -= 1
            if not place or text[place - 1] in ".!?:\"'“”":
                continue
        found.add(name.rstrip(".,:").casefold())
    return found


@lru_cache(maxsize=1 << 14)
def alike(one: str, other: str) -> bool:
    """True where two fillings, neither empty, are one name, misspelt or bent otherwise: so much of both stands in the
    other in the same order. What is asked again soon (a name stands in many documents of a family) is remembered.
    """
    least = ALIKE * (len(one) + len(other)) / 2
    return min(len(one), len(other)) >= least and in_common(one, other) >= least


def in_common(one: str, other: str) -> int:
    """The length of the longest common subsequence, a row of its table in one number (Hyyrö 2004, Bit-parallel
    LCS-length computation revisited).
    """
    places: dict[str, int] = {}
    bit = 1
    for letter in one:
        places[letter] = places[letter] | bit if letter in places else bit
        bit += bit
    row = whole = bit - 1
    for letter in other:
        if letter in places:
            matched = row & places[letter]
            row = (row + matched) | (row - matched)
    return len(one) - (row & whole).bit_count()


def unlike(some: Set[str], others: Set[str]) -> Set[str]:
    """Those that resemble none of the others; long lists are taken as they are. A name misspelt at both ends is not
    looked for.
    """
    if not some or len(some) * len(others) > 900:
        return some
    known: set[str] = set()
    for end in (0, -1):
        with_letter: dict[str, list[str]] = {}
        for one in some:
            with_letter.setdefault(one[end], []).append(one)
        for other in others:
            for one in with_letter.get(other[end], ()):
                if one not in known and alike(one, other):
                    known.add(one)
    return some - known


def strangers(names_a: Set[str], names_b: Set[str]) -> float:
    """The lesser of the two shares of two texts' names and numbers that the other does not know in any spelling.

    A shortened or enlarged form knows all names of one side; another event brings its own on both sides. 0 where a
    side has fewer than two such names, or where the script marks no names and there are too few numbers.
    """
    only_a, only_b = names_a - names_b, names_b - names_a
    if min(len(only_a), len(only_b)) >= 2:
        only_a, only_b = unlike(only_a, only_b), unlike(only_b, only_a)
    if min(len(only_a), len(only_b)) < 2:
        return 0.0
    return min(len(only_a) / len(names_a), len(only_b) / len(names_b))
