"""Clues in the words of alphabets, Latin and Cyrillic: known words, names, numbers in words, months, Latin words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from synopticon.language.months import MONTHS
from synopticon.language.scripts import RANGES, Script
from synopticon.reuse.translations import skeletons
from synopticon.reuse.translations.clue import Clue, Sort
from synopticon.reuse.translations.lexicon import Phrase, spaced
from synopticon.reuse.translations.names import as_pinyin, skeleton_keys
from synopticon.reuse.translations.number_words import SPELLED
from synopticon.reuse.translations.numbers import key_of, roman, scaled, words_before_scales

_LETTERS = RANGES[Script.LATIN] + RANGES[Script.CYRILLIC]
_WORD = re.compile(rf"[{_LETTERS}](?:[{_LETTERS}\d]|[-.&’'](?=[{_LETTERS}\d]))*|[$€£%]")
_PART = re.compile(rf"[{_LETTERS}][{_LETTERS}\d’']*")
_RUSSIAN_MONTHS = ("янв", "февр", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_RUSSIAN_MONTH = re.compile(rf"({'|'.join(_RUSSIAN_MONTHS)})(?:ар)?(?:ь|я|ю|е|й|ем|ём|ом|а|у|ал[ьяею]м?)?")
_NO_MONTHS = frozenset({"mar", "set", "out", "ma"})
"""Abbreviations of months that are common words elsewhere."""
LONGEST_WORD = 60
"""Letters of a word; what is longer is none."""
FAR = 80
"""Characters in which the next word of a phrase is looked for."""


class Told(NamedTuple):
    """What one word tells, wherever it stands. spelled: its number, where it is one in words; a scale may follow."""

    clues: tuple[tuple[Sort, tuple[str, ...]], ...] = ()
    spelled: int | None = None
    parts: tuple[tuple[int, int], ...] = ()
    phrases: tuple[Phrase, ...] = ()


_NOTHING = Told()


def alphabetic(text: str, language: str) -> Iterator[Clue]:
    """The clues in the Latin and Cyrillic words of a text in a language (primary tag)."""
    for match in _WORD.finditer(text):
        word = match[0]
        told = _told(word, language)
        if told is _NOTHING:
            continue
        start, end = match.span()
        for sort, keys in told.clues:
            yield Clue(start, end, sort, keys)
        if told.spelled is not None:
            value, stop = scaled(float(told.spelled), text, end)
            yield Clue(start, stop, Sort.NUMBER, (f"n:{key_of(value)}",))
        for first, last in told.parts:
            for sort, keys in _told(word[first:last], language).clues:
                yield Clue(start + first, start + last, sort, keys)
        for phrase, number in told.phrases:
            if last_end := _phrase_end(text, end, phrase):
                yield Clue(start, last_end, Sort.WORD, (f"w:{number}",))


def alphabetic_keys(text: str, language: str) -> set[str]:
    """All keys that `alphabetic` finds, and perhaps those of a phrase whose words stand apart; several times faster."""
    words = set(_WORD.findall(text))
    found = [_keys_told(word, language) for word in words]
    keys = set().union(*(one.keys for one in found))
    if phrases := [phrase for one in found if one.phrases for phrase in one.phrases]:
        low = {word.lower() for word in words}
        keys.update(f"w:{number}" for phrase, number in phrases if _are_all(phrase, low))
    if spelled := dict(row for one in found if one.spelled for row in one.spelled):
        keys.update(f"n:{number}" for number in spelled.values())
        for word, end in words_before_scales(text):
            if word in spelled:
                keys.add(f"n:{key_of(scaled(float(spelled[word]), text, end)[0])}")
    return keys


class _Keys(NamedTuple):
    """What a word and its parts tell in any text: keys, phrases that they may begin, and numbers in words."""

    keys: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    spelled: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=300_000)
def _keys_told(word: str, language: str) -> _Keys:
    told = _told(word, language)
    if told is _NOTHING:
        return _NO_KEYS
    rows = [(word, told), *((word[first:last], _told(word[first:last], language)) for first, last in told.parts)]
    return _Keys(
        frozenset(key for _, one in rows for _, more in one.clues for key in more),
        tuple(phrase for _, one in rows for phrase in one.phrases),
        tuple((name, one.spelled) for name, one in rows if one.spelled is not None),
    )


_NO_KEYS = _Keys()


def _are_all(phrase: tuple[str, ...], words: set[str]) -> bool:
    return all(part in words or (part.endswith("*") and any(begins(word, part) for word in words)) for part in phrase)


def _phrase_end(text: str, end: int, phrase: tuple[str, ...]) -> int | None:
    """Where a phrase ends of which the first word ends here; None where other words follow."""
    for part in phrase[1:]:
        found = _WORD.search(text, end, end + FAR)
        if found is None or not begins(found[0].lower(), part):
            return None
        end = found.end()
    return end


def begins(word: str, form: str) -> bool:
    """True where the word is the form, or begins with a form that ends in *."""
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


@lru_cache(maxsize=300_000)
def _told(word: str, language: str) -> Told:
    if len(word) > LONGEST_WORD:
        return _NOTHING
    latin = word[0] < "\u0400"
    lists = spaced("ru" if not latin else "en") if _is_listed(latin, language) else None
    numbers, phrases = lists.of(word) if lists else ((), ())
    clues: list[tuple[Sort, tuple[str, ...]]] = [(Sort.WORD, (f"w:{number}",)) for number in numbers]
    low = word.lower()
    if month := _month(word, low):
        clues.append((Sort.NUMBER, (f"n:m{month}",)))
    elif value := roman(word):
        clues.append((Sort.NUMBER, (f"n:{value}",)))
    parts = [match.span() for match in _PART.finditer(word)]
    if len(parts) > 1:
        if latin and word[0].isupper():
            clues.append((Sort.LATIN, (f"l:{low}",)))
        return Told(tuple(clues), parts=tuple(parts), phrases=phrases)
    if word[0].isupper() and len(word) > 1:
        clues += _name(word, latin)
    told = Told(tuple(clues), SPELLED.get(low), phrases=phrases)
    return _NOTHING if told == _NOTHING else told


def _is_listed(latin: bool, language: str) -> bool:
    """True where a word counts as English or Russian: Latin words within other scripts do, as English."""
    return language in ("en", "ko", "zh", "ja", "ru") if latin else language in ("ru", "uk", "be")


def _name(word: str, latin: bool) -> Iterator[tuple[Sort, tuple[str, ...]]]:
    found = skeletons.of_latin(word) if latin else skeletons.of_cyrillic(word)
    if keys := (*skeleton_keys(found), *(as_pinyin(word) if latin else ())):
        yield Sort.NAME, keys
    if latin:
        yield Sort.LATIN, (f"l:{word.lower()}",)


def _month(word: str, low: str) -> int | None:
    """The month that a word names; in Latin letters only with a capital, for `may` and `march` are verbs."""
    if found := _RUSSIAN_MONTH.fullmatch(low):
        return _RUSSIAN_MONTHS.index(found[1]) + 1
    return MONTHS.get(low) if len(low) > 2 and word[0].isupper() and low not in _NO_MONTHS else None
