"""Russian names: the Latin letters of every usual transliteration, and back; endings of the cases."""

from __future__ import annotations

from functools import lru_cache

_LATIN = {
    "а": "a", "б": "b", "в": "v w", "г": "g h", "д": "d", "е": "e ye je ie", "ж": "zh j z", "з": "z", "и": "i y",
    "й": "y i j", "к": "k c", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s ss", "т": "t",
    "у": "u ou", "ф": "f ph", "х": "kh h x ch", "ц": "ts c tz", "ч": "ch c tch", "ш": "sh s sch",
    "щ": "shch s sch sc", "ы": "y i", "э": "e", "ю": "yu ju iu u", "я": "ya ja ia a",
}  # fmt: skip
_PAIRS = {"кс": "x", "ий": "y i ii", "ый": "y i", "ия": "ia iya ija", "ья": "ia ya ja", "ье": "ie ye",
          "ей": "ey ei ej", "ё": "yo jo e io"}  # fmt: skip
"""Letters that are written otherwise together."""
_CASES = "а у ом е ы и ой ою ым ых ыми ые ого ому я ю ем ей ии ию ия ью ами ам ах ям ями ях ов ев им"
CASES = ("", *_CASES.split())
"""Endings that a name takes; they stand for the ending of its first form."""
_FIRST_FORM = "аяыйоеиу"


def folded(text: str) -> str:
    """Small letters with е for ё and without ъ and ь, which people leave out and other systems write otherwise."""
    return text.lower().replace("ё", "е").replace("ь", "").replace("ъ", "")


def inflected(word: str) -> list[frozenset[str]]:
    """A folded Russian word as parts for a lattice: its stem, then the endings of its cases."""
    stem = word
    while len(stem) > 2 and stem[-1] in _FIRST_FORM and len(word) - len(stem) < 2:
        stem = stem[:-1]
    return [frozenset({stem}), frozenset({*CASES, word[len(stem) :]})]


def latin(word: str) -> list[frozenset[str]]:
    """A Russian word as parts for a lattice, each with the ways to write it in Latin letters."""
    low = word.lower().replace("ъ", "")
    parts: list[frozenset[str]] = []
    at = 0
    while at < len(low):
        letter, pair = low[at], low[at : at + 2]
        if letter == "ь":
            parts.append(frozenset(("", "y", "i", "j")))
        elif letter == "ё":
            parts.append(frozenset(_PAIRS["ё"].split()))
        elif len(pair) == 2 and pair in _PAIRS:
            alone = [first + second for first in _of(letter) for second in _of(pair[1])]
            parts.append(frozenset((*alone, *_PAIRS[pair].split())))
            at += 1
        else:
            parts.append(frozenset(_of(letter)))
        at += 1
    return parts


def _of(letter: str) -> list[str]:
    return _LATIN.get(letter, letter).split()


_BACK: dict[str, set[str]] = {}
for _letter, _spellings in {**_LATIN, **_PAIRS}.items():
    for _spelling in _spellings.split():
        _BACK.setdefault(_spelling, set()).add(folded(_letter))
LONGEST_WORD = 24


def respelled(word: str) -> list[frozenset[str]]:
    """A Russian word in Latin letters as parts for a lattice: each sound as every other system would write it."""
    parts: list[frozenset[str]] = []
    at = 0
    while at < len(word):
        length = next((size for size in (4, 3, 2, 1) if word[at : at + size] in _BACK), 1)
        chunk = word[at : at + length]
        letters = {letter for cyrillic in _BACK.get(chunk, ()) for letter in cyrillic if len(cyrillic) == 1}
        parts.append(frozenset({chunk, *(spelling for letter in letters for spelling in _of(letter))}))
        at += length
    return parts


@lru_cache(maxsize=2_000)
def read_latin(word: str) -> frozenset[str]:
    """Russian words that may be written so in Latin letters, folded; at most 400, none for what cannot be one."""
    if len(word) > LONGEST_WORD:
        return frozenset()
    made: list[set[str]] = [{""}] + [set() for _ in word]
    for at in range(len(word)):
        for length in range(1, 5):
            for letters in _BACK.get(word[at : at + length], ()) if at + length <= len(word) else ():
                made[at + length].update(sorted(one + letters for one in made[at])[:400])
    return frozenset(sorted(made[-1])[:400])
