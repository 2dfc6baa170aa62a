"""The consonants of a name as every script keeps them: Kennedy, Кеннеди, 케네디, ケネディ and 肯尼迪 all are KNT.

Transliteration changes vowels freely, and consonants within classes: K (k g c q), T (t d), P (p b f v), S (s z sh ch j
ts), L (l r), M, N (n ng). h, w and y come and go, and so do vowels; a doubled consonant is one. Where a spelling is
read in more than one way (soft g, English r before a consonant, th), there is a skeleton for each reading.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

MOST = 8
"""Readings of one name that are followed; further ones add chance meetings and no names."""

_DOUBLED = re.compile(r"([KTPSLMN])\1+")
_LABIAL = re.compile(r"M(?=[KTPSL])")
_LATIN = re.compile(
    r"tsch|sch|tch|tsh|zh|kh|sh|ch|th|ph|gh|ck|cz|sz|dj|dg(?=e)|tz|ts|ng(?![aeiouy])|qu|wh|rh|kn(?=[aeiou])|[a-z]"
)
_LATIN_SOUNDS: dict[str, tuple[str, ...]] = {
    "tsch": ("S",), "sch": ("S",), "tch": ("S",), "tsh": ("S",), "zh": ("S",), "kh": ("", "K"), "sh": ("S",),
    "ch": ("S", "K"), "th": ("T", "S"), "ph": ("P",), "gh": ("", "K"), "ck": ("K",), "cz": ("S",), "sz": ("S",),
    "dj": ("S",), "dg": ("S",), "tz": ("S",), "ts": ("S",), "ng": ("N",), "qu": ("K",), "wh": ("",), "rh": ("L",),
    "kn": ("N", "KN"), "b": ("P",), "d": ("T",), "f": ("P",), "h": ("",), "j": ("S", ""), "k": ("K",), "l": ("L",),
    "m": ("M",), "n": ("N",), "p": ("P",), "q": ("K",), "r": ("L",), "s": ("S",), "t": ("T",), "v": ("P",),
    "w": ("", "P"), "x": ("KS", "S"), "y": ("",), "z": ("S",),
}  # fmt: skip
_CYRILLIC = re.compile(r"дж|дз|тч|кс|нг(?![аеёиоуыэюя])|.", re.DOTALL)
_CYRILLIC_SOUNDS: dict[str, tuple[str, ...]] = {
    "дж": ("S",), "дз": ("S",), "тч": ("S",), "кс": ("KS",), "нг": ("N",), "б": ("P",), "в": ("P", ""),
    "г": ("K", ""), "ґ": ("K",), "д": ("T",), "ж": ("S",), "з": ("S",), "к": ("K",), "л": ("L",), "м": ("M",),
    "н": ("N",), "п": ("P",), "р": ("L",), "с": ("S",), "т": ("T",), "ф": ("P",), "х": ("",), "ц": ("S",),
    "ч": ("S",), "ш": ("S",), "щ": ("S",), "ђ": ("S",), "ј": ("",), "љ": ("L",), "њ": ("N",), "ћ": ("S",), "џ": ("S",),
}  # fmt: skip
_CASE = re.compile(r"(?<=...)(?:ами|ями|ского|скому|ским|ской|ская|ские|ских|ому|ого|ов|ев|ом|ем|ой|ей|ым|им|ах|ам)$")
"""Endings of Russian cases that bring consonants of their own."""

_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "S", "S", "S", "K", "T", "P", "")
_FINALS = ("", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "P", "L", "L", "P", "L", "M", "P", "P", "T", "T", "N",
           "T", "T", "K", "T", "P", "T")  # fmt: skip
_PARTICLES = re.compile(
    r"(?<=..)(?:에서는|에게는|으로는|이라고|에서|에게|으로|라고|까지|부터|처럼|보다|에는|에도|이라|이나|은|는|이|가|을|를|의|에"
    r"|와|과|도|로|만|인|씨|군|측)$"
)
_KANA = {
    "K": "カキクケコガギグゲゴ", "S": "サシスセソザジズゼゾチツヂヅ", "T": "タテトダデド", "N": "ナニヌネノン",
    "P": "バビブベボパピプペポヴフ", "M": "マミムメモ", "L": "ラリルレロ",
}  # fmt: skip
_KANA_SOUNDS = {sign: sound for sound, signs in _KANA.items() for sign in signs}


@lru_cache(maxsize=200_000)
def of_latin(word: str) -> tuple[str, ...]:
    """Skeletons of a name in Latin letters, with and without the r that English leaves silent."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if "a" <= c <= "z")
    parts = [(found[0], plain[found.end() : found.end() + 1]) for found in _LATIN.finditer(plain)]
    loud = _readings([_latin_sounds(part, after) for part, after in parts])
    if not any(_may_be_silent(part, after) for part, after in parts):
        return loud
    mute = [("|",) if _may_be_silent(part, after) else _latin_sounds(part, after) for part, after in parts]
    return tuple(dict.fromkeys((*loud, *_readings(mute))))


def _may_be_silent(part: str, after: str) -> bool:
    """True for an r before a consonant or at the end."""
    return part == "r" and (not after or after not in "aeiouy")


def _latin_sounds(part: str, after: str) -> tuple[str, ...]:
    if part in "aeiou":
        return ("|",)
    if part == "c":
        return ("S",) if after and after in "eiy" else ("K",)
    if part == "g":
        return ("S", "K") if after and after in "eiy" else ("K",)
    return _LATIN_SOUNDS[part]


@lru_cache(maxsize=200_000)
def of_cyrillic(word: str) -> tuple[str, ...]:
    """Skeletons of a name in Cyrillic letters, as it stands and without the ending of its case."""
    low = word.lower()
    forms = dict.fromkeys((low, _CASE.sub("", low)))
    found: dict[str, None] = {}
    for form in forms:
        parts = _CYRILLIC.findall(form)
        found.update(dict.fromkeys(_readings([_CYRILLIC_SOUNDS.get(part, ("|",)) for part in parts])))
        if "р" in form:
            silent = re.sub(r"р(?![аеёиоуыэюя])", "", form)
            found.update(dict.fromkeys(_readings([_CYRILLIC_SOUNDS.get(p, ("|",)) for p in _CYRILLIC.findall(silent)])))
    return tuple(found)[:MOST]


@lru_cache(maxsize=200_000)
def of_hangul(word: str) -> tuple[str, ...]:
    """Skeletons of a Korean word, as it stands and without its particles."""
    bare = _PARTICLES.sub("", word)
    return tuple(dict.fromkeys(_tidied(_hangul(form)) for form in (bare, word)))


def _hangul(word: str) -> str:
    sounds = []
    for sign in word:
        code = ord(sign) - 0xAC00
        if 0 <= code < 11172:
            sounds += [_INITIALS[code // 588], "|", _FINALS[code % 28]]
    return "".join(sounds)


@lru_cache(maxsize=200_000)
def of_katakana(word: str) -> tuple[str, ...]:
    """The skeleton of a word in katakana."""
    return (_tidied("".join("N" if sign == "ン" else f"{_KANA_SOUNDS.get(sign, '')}|" for sign in word)),)


def of_syllables(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Skeletons of a Chinese transliteration, from the pinyin of its characters."""
    return _readings([_syllable(one) for one in syllables])


@lru_cache(maxsize=1000)
def _syllable(pinyin: str) -> tuple[str, ...]:
    if pinyin == "er":
        return ("|L",)
    found = re.match(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy]?)([a-zü]*?)(ng|n?)$", pinyin)
    if found is None:
        return ("|",)
    heads = _HEADS[found[1]]
    return tuple(f"{head}|{'N' if found[3] else ''}" for head in heads)


_HEADS: dict[str, tuple[str, ...]] = {
    "": ("",), "b": ("P",), "p": ("P",), "m": ("M",), "f": ("P",), "d": ("T",), "t": ("T",), "n": ("N",), "l": ("L",),
    "g": ("K",), "k": ("K",), "h": ("",), "j": ("S", "K"), "q": ("S",), "x": ("S", ""), "zh": ("S",), "ch": ("S",),
    "sh": ("S",), "r": ("L", "S"), "z": ("S",), "c": ("S",), "s": ("S",), "y": ("",), "w": ("", "P"),
}  # fmt: skip


def _readings(sounds: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Every way to read the parts, the likeliest first, at most MOST."""
    open_parts = 0
    limited = []
    for options in sounds:
        open_parts += len(options) > 1
        limited.append(options if open_parts <= 3 else options[:1])
    return tuple(dict.fromkeys(_tidied("".join(choice)) for choice in product(*limited)))[:MOST]


def _tidied(sounds: str) -> str:
    """Doubled consonants as one, m before a consonant as n, vowels (bars) gone."""
    return _LABIAL.sub("N", _DOUBLED.sub(r"\1", sounds)).replace("|", "")
