"""What a name may be: Korean syllables, Chinese syllables, Russian or other words, read from any script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from synopticon.language.folding import fold
from synopticon.language.names import chinese, korean, russian

MOST_READINGS = 6
"""Ways to part a name into syllables that are followed."""
LONGEST_NAME = 5
"""Syllables of a Korean or Chinese name."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ`][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Syllables:
    """A Korean name: for each syllable all that it may be; the first `family` of them are the family name."""

    parts: tuple[frozenset[str], ...]
    family: int
    certain: bool
    """True where the record writes it in Hangul."""


@dataclass(frozen=True, slots=True)
class Pinyin:
    """A Chinese name: for each syllable the pinyin that it may be."""

    parts: tuple[frozenset[str], ...]
    family: int


def korean_readings(name: str) -> list[Syllables]:
    """The Korean names that a name may be, whatever its script; none for what is none."""
    name = name.strip()
    bare = re.sub(r"[\s·]", "", name)
    if korean.is_hangul(bare):
        words = name.split()
        parts = tuple(frozenset((syllable,)) for syllable in bare)
        family = len(words[0]) if len(words) > 1 and words[0] in korean.SURNAMES else _family(bare)
        lengths = (
            {family, 2} if len(words) == 1 and len(bare) == 3 and bare[:2] in korean.COMPOUND_SURNAMES else {family}
        )
        return [Syllables(parts, length, certain=True) for length in sorted(lengths)]
    if _HAN.fullmatch(bare) or any(_HAN.fullmatch(letter) for letter in bare):
        parts = tuple(
            frozenset((letter,)) if korean.is_hangul(letter) else korean.read_hanja(letter) for letter in bare
        )
        if all(parts):
            compound = len(parts) > 3 and not korean.COMPOUND_SURNAMES.isdisjoint(
                map("".join, product(parts[0], parts[1]))
            )
            return [Syllables(parts, 2 if compound else 1, certain=False)] if len(parts) <= LONGEST_NAME else []
        return []
    words, letters = words_of(name), is_cyrillic(name)
    readings = [korean.read(word, russian=letters) for word in words]
    return [Syllables(parts, family, certain=False) for parts, family in _joined(readings, korean.SURNAMES)]


def chinese_readings(name: str) -> list[Pinyin]:
    """The Chinese names that a name may be, read from characters, Latin or Russian letters."""
    bare = re.sub(r"[\s·]", "", name)
    if _HAN.fullmatch(bare):
        parts = tuple(chinese.read_characters(letter) for letter in bare)
        return [Pinyin(parts, 2 if len(parts) > 3 else 1)] if all(parts) and len(parts) <= LONGEST_NAME else []
    words, letters = words_of(name), is_cyrillic(name)
    readings = [chinese.read(word, russian=letters) for word in words]
    return [Pinyin(parts, family) for parts, family in _joined(readings, None)]


def words_of(name: str) -> list[str]:
    """The words of a name in letters of an alphabet, small and without marks."""
    return [
        plain
        for found in _WORD.findall(name.replace("-", " "))
        if (plain := russian.folded(found) if is_cyrillic(found) else re.sub(r"[^a-z]", "", fold(found)))
    ]


def is_cyrillic(text: str) -> bool:
    """True for text with Russian letters."""
    return any("\u0400" <= letter <= "\u04ff" for letter in text)


def _family(name: str) -> int:
    if len(name) > 3 and name[:2] in korean.COMPOUND_SURNAMES:
        return 2
    return 1 if name[0] in korean.SURNAMES and len(name) > 1 else 0


Parts = tuple[frozenset[str], ...]


def _joined(words: Sequence[Sequence[Parts]], surnames: frozenset[str] | None) -> list[tuple[Parts, int]]:
    """Whole names of the readings of each word, the family name first, and its length; alike ones as one.

    surnames: which syllables can be a family name; None where any can.
    """
    found: dict[tuple[tuple[int, ...], int], Parts] = {}
    for choice in product(*(sorted(readings, key=len)[:MOST_READINGS] for readings in words)):
        if not 1 <= sum(map(len, choice)) <= LONGEST_NAME:
            continue
        ordered, family = _ordered(choice, surnames)
        parts = tuple(part for word in ordered for part in word)
        shape = (tuple(map(len, ordered)), family)
        before = found.get(shape)
        found[shape] = parts if before is None else tuple(one | other for one, other in zip(before, parts, strict=True))
    return [(parts, family) for (_, family), parts in list(found.items())[:MOST_READINGS]]


def _ordered(words: tuple[Parts, ...], surnames: frozenset[str] | None) -> tuple[tuple[Parts, ...], int]:
    """The words with the family name first, and how many syllables it has; 0 where there is none."""

    def is_family(word: Parts) -> bool:
        if surnames is None or len(word) != 2:
            return len(word) == 1 and (surnames is None or not surnames.isdisjoint(word[0]))
        return any(name[0] in word[0] and name[1] in word[1] for name in korean.COMPOUND_SURNAMES)

    if len(words) == 1:
        alone = words[0]
        return words, 1 if len(alone) > 2 and is_family(alone[:1]) else 0
    for order in (words, (words[-1], *words[:-1])):
        if len(order[0]) == 1 and is_family(order[0]):
            return order, 1
    for order in (words, (words[-1], *words[:-1])):
        if is_family(order[0]):
            return order, len(order[0])
    return words, 0
