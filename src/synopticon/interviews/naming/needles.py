"""What is looked for: spellings of a name in an alphabet, and patterns of it in Hangul and in characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from synopticon.interviews.naming.readings import (
    Pinyin,
    Syllables,
    chinese_readings,
    is_cyrillic,
    korean_readings,
    words_of,
)
from synopticon.language.names import chinese, korean, russian
from synopticon.language.names.lattice import Lattice

MOST_FORMS = 48
"""Hangul forms of one name that are looked for with a typing error."""
FEW = 6
"""Syllables that each part of a name of two may be before its characters say nothing any more."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name in Latin or Russian letters. words: of how many it consists. whole: given and family name together.

    literal: a part of a name as the record writes it, rather than one of the ways to write a syllable.
    """

    lattice: Lattice
    words: int
    whole: bool
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A name in Hangul or characters. forms: Hangul strings, for typing errors; empty for characters.

    whole: given and family name together; a given name alone needs something about it that makes it a name, and one
    of a single syllable needs more.
    """

    pattern: str
    forms: tuple[str, ...]
    whole: bool
    person: bool = False


Needle = Spelled | Drawn


def needles_of(name: str, *, person: bool) -> Iterator[Needle]:
    """Everything by which a name may be met. person: given names and other orders of the parts are sought as well."""
    words = words_of(name)
    if words:
        yield Spelled(Lattice([[word] for word in words]), len(words), whole=True)
    for reading in korean_readings(name):
        yield from _korean(reading, person)
    for chinese_name in chinese_readings(name):
        yield from _chinese(chinese_name, name, person)
    if is_cyrillic(name) or _looks_russian(words):
        yield from _russian(name, words, person)
    elif person and len(words) > 1 and not any(reading.family for reading in korean_readings(name)):
        yield from (Spelled(Lattice([[word]]), 1, False, literal=True) for word in words if _is_telling(word))
    if bare := "".join(_HAN.findall(name)):
        yield Drawn(r"\s?".join(map(re.escape, bare)), (), whole=True)


def _is_telling(word: str) -> bool:
    """True for a part of a name that names by itself."""
    return len(word) > 2


def _korean(name: Syllables, person: bool) -> Iterator[Needle]:
    parts = tuple(frozenset(one for syllable in part for one in korean.same_sound(syllable)) for part in name.parts)
    family, given = parts[: name.family], parts[name.family :]
    orders = [(parts, True)]
    if person and family and given:
        orders += [((*given, *family), True)]
    if person and family and given and (len(given) > 1 or name.certain or len(family) == 1):
        orders += [(given, False)]
    for order, whole in orders:
        count = (1 if family and whole else 0) + (1 if len(order) > len(family) else 0)
        familiar: list[Iterable[str]] = [] if whole else [("", "i", "ya", "a")]
        yield Spelled(
            Lattice([*(_all(korean.latin, part) for part in order), *familiar]), count, whole and len(order) > 1
        )
        endings: list[Iterable[str]] = [russian.CASES]
        yield Spelled(
            Lattice([*(_all(korean.cyrillic, part) for part in order), *endings]), count, whole and len(order) > 1
        )
    for order, whole in [(parts, True), (given, False)] if person and family else [(parts, True)]:
        if len(order) < 2:
            if person and family and order:
                yield Drawn(_drawn(order), (), False, person)
            continue
        if person and (heard := _heard(order)):
            yield Drawn(_drawn(heard), (), whole, person)
        yield Drawn(_drawn(order), tuple(_forms(order)) if name.certain or whole else (), whole, person)
        if whole and all(len(part) <= FEW or len(order) > 2 for part in order):
            characters = ["".join(map(korean.hanja, part)) for part in order]
            if all(characters):
                yield Drawn(r"\s?".join(f"[{one}]" for one in characters), (), whole)


def _chinese(name: Pinyin, written: str, person: bool) -> Iterator[Needle]:
    family, given = name.parts[: name.family], name.parts[name.family :]
    orders = [(name.parts, True)]
    if person and family and given:
        orders.append(((*given, *family), True))
        if len(given) > 1:
            orders.append((given, False))
    for order, whole in orders:
        count = 2 if family and whole else 1
        yield Spelled(Lattice([_all(chinese.latin, part) for part in order]), count, whole and len(order) > 1)
        endings: list[Iterable[str]] = [russian.CASES]
        yield Spelled(
            Lattice([*(_all(chinese.cyrillic, part) for part in order), *endings]), count, whole and len(order) > 1
        )
        if whole and order is name.parts and len(order) > 1:
            heard = [_all(chinese.hangul, part) for part in order]
            yield Drawn(r"\s?".join(f"(?:{'|'.join(sorted(part - {''}))})" for part in heard), (), whole)
            if not _HAN.search(written):
                characters = ["".join(map(chinese.characters_of, sorted(part))) for part in order]
                yield Drawn(r"\s?".join(f"[{one}]" for one in characters), (), whole)
                read = [frozenset(sound for one in signs for sound in korean.read_hanja(one)) for signs in characters]
                if all(read):
                    yield Drawn(_drawn(read), (), whole)


def _russian(name: str, words: Sequence[str], person: bool) -> Iterator[Needle]:
    if is_cyrillic(name):
        originals = [word for word in re.findall(r"[^\W\d_]+", name) if is_cyrillic(word)]
        latin = [russian.latin(word) for word in originals]
        cyrillic = [russian.inflected(russian.folded(word)) for word in originals]
    else:
        latin = [[frozenset({word})] for word in words]
        backs = [russian.read_latin(word) for word in words]
        cyrillic = [_inflected_together(back) for back in backs if back]
        cyrillic = cyrillic if len(cyrillic) == len(words) else []
        if cyrillic:
            latin = [russian.respelled(word) for word in words]
    for script in (latin, cyrillic):
        if not script:
            continue
        chosen = [(script, True)]
        if person and len(script) > 1:
            chosen += [(list(reversed(script)), True), *(([word], False) for word in script)]
            chosen += (
                [([script[0], script[2]], True), ([script[2], script[0]], True), (script[:2], True)]
                if len(script) == 3
                else []
            )
            chosen += [([script[1], script[2], script[0]], True), (script[1:], True)] if len(script) == 3 else []
        for order, whole in chosen:
            yield Spelled(Lattice([part for word in order for part in word]), len(order), whole)


def _inflected_together(words: Iterable[str]) -> list[frozenset[str]]:
    stems = [russian.inflected(word) for word in words]
    return [frozenset(s for stem in stems for s in stem[0]), frozenset(e for stem in stems for e in stem[1])]


def _looks_russian(words: Sequence[str]) -> bool:
    endings = (
        "ov",
        "ova",
        "ev",
        "eva",
        "in",
        "ina",
        "sky",
        "skii",
        "skaya",
        "skiy",
        "ko",
        "uk",
        "vich",
        "vna",
        "yan",
        "ych",
    )
    return len(words) > 1 and any(word.endswith(endings) and len(word) > 4 for word in words)


def _all(spell: Callable[[str], Iterable[str]], part: Iterable[str]) -> frozenset[str]:
    return frozenset(spelling for one in part for spelling in spell(one))


def _heard(parts: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """A name as it sounds with the 이 of familiarity behind it, 만철이 as 만처리; empty where that is no other way."""
    carried = [pair for one in parts[-1] if (pair := korean.liaison(one))]
    return [*parts[:-1], frozenset(one[0] for one in carried), frozenset(one[1] for one in carried)] if carried else []


def _drawn(parts: Sequence[frozenset[str]]) -> str:
    return r"\s{0,3}".join(f"[{''.join(sorted(part))}]" for part in parts)


def _forms(parts: Sequence[frozenset[str]]) -> Iterator[str]:
    size = 1
    for part in parts:
        size *= len(part)
    if size <= MOST_FORMS:
        yield from map("".join, product(*(sorted(part) for part in parts)))
