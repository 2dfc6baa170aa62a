"""Chinese names: Pinyin, Wade–Giles, Palladius and the Korean way to write what a character sounds like."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from synopticon.language.names.korean import VOWELS, composed

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")
_WADE = {
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "ch": "ch",
    "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu ssu", "er": "erh",
    "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "yi": "i yi", "ye": "yeh", "yan": "yen", "you": "yu", "guo": "kuo",
    "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "kuei", "wo": "wo", "ju": "chu", "yong": "yung",
}  # fmt: skip
_WADE_FINALS = {
    "ian": "ien",
    "ie": "ieh",
    "ue": "ueh",
    "ong": "ung",
    "iong": "iung",
    "uo": "o",
    "ui": "ui",
    "uan": "uan",
}
_RUSSIAN = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз",
    "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с", "": "",
}  # fmt: skip
_RUSSIAN_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ан", "en": "эн", "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "ян", "in": "ин",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уан",
    "un": "ун", "uang": "уан", "v": "юй", "ve": "юэ", "van": "юан", "vn": "юн", "er": "эр",
}  # fmt: skip
_RUSSIAN_WHOLE = {
    "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "ya": "я", "yan": "ян",
    "yang": "ян", "yao": "яо", "ye": "е", "yi": "и", "yin": "ин", "ying": "ин", "yo": "йо", "yong": "юн", "you": "ю",
    "yu": "юй", "yuan": "юан", "yue": "юэ", "yun": "юн", "wa": "ва", "wai": "вай", "wan": "ван", "wang": "ван",
    "wei": "вэй вей", "wen": "вэн вен", "weng": "вэн", "wo": "во", "wu": "у", "hui": "хуэй хуй", "er": "эр",
    "huo": "хо",
}  # fmt: skip
_HEADS = "b p m f d t n l g k h j q x zh ch sh r z c s"
_KOREAN = dict(
    zip(
        _HEADS.split(),
        "ㅂㅍㅁㅍㄷㅌㄴㄹㄱㅋㅎㅈㅊㅅㅈㅊㅅㄹㅉㅊㅆ",
        strict=True,
    )
)
_KOREAN_FINALS = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "ai": "ㅏ+이", "ei": "ㅔ+이", "ao": "ㅏ+오", "ou": "ㅓ+우", "an": "ㅏㄴ",
    "en": "ㅓㄴ",
    "ang": "ㅏㅇ", "eng": "ㅓㅇ", "ong": "ㅜㅇ", "i": "ㅣ", "ia": "ㅑ ㅏ", "ie": "ㅖ ㅔ", "iao": "ㅑ+오 ㅏ+오",
    "iu": "ㅠ ㅜ", "ian": "ㅖㄴ ㅔㄴ", "in": "ㅣㄴ", "iang": "ㅑㅇ ㅏㅇ", "ing": "ㅣㅇ", "iong": "ㅠㅇ ㅜㅇ", "u": "ㅜ",
    "ua": "ㅘ", "uo": "ㅝ ㅗ", "uai": "ㅘ+이", "ui": "ㅜ+이 ㅞ+이", "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ",
    "v": "ㅟ",
    "ve": "ㅞ", "van": "ㅟ+안", "vn": "ㅟㄴ", "er": "ㅓㄹ",
}  # fmt: skip
_SPELLED_OUT = {
    "ya": "ia", "yan": "ian", "yang": "iang", "yao": "iao", "ye": "ie", "yi": "i", "yin": "in", "ying": "ing",
    "yo": "io",
    "yong": "iong", "you": "iu", "yu": "v", "yuan": "van", "yue": "ve", "yun": "vn", "wa": "ua", "wai": "uai",
    "wan": "uan",
    "wang": "uang", "wei": "ui", "wen": "un", "weng": "ong", "wo": "uo", "wu": "u",
}  # fmt: skip
"""Syllables without a first consonant, by their final."""


@cache
def _characters() -> dict[str, str]:
    """Characters by their pinyin, with v for ü."""
    table = resources.files("synopticon.language.names").joinpath("tables", "pinyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {reading.replace("ü", "v"): characters for reading, characters in rows}


_FURTHER = {"仇": "qiu", "单": "shan", "單": "shan", "解": "xie", "查": "zha", "任": "ren", "曾": "zeng", "盖": "ge",
            "朴": "piao", "区": "ou", "尉": "yu", "长": "zhang", "重": "chong", "行": "xing", "乐": "yue", "茜": "qian",
            "华": "hua", "葛": "ge", "缪": "miao", "冼": "xian", "翟": "zhai", "覃": "qin", "卜": "bu"}  # fmt: skip
"""Readings that characters have in names beside their first one."""


@lru_cache(maxsize=20_000)
def read_characters(character: str) -> frozenset[str]:
    """The pinyin of a character, without tones; none for one that is not known."""
    found = {reading for reading, characters in _characters().items() if character in characters}
    return frozenset(found | {_FURTHER[character]} if character in _FURTHER else found)


def characters_of(pinyin: str) -> str:
    """All characters that are read so."""
    return _characters().get(pinyin, "") + "".join(one for one, reading in _FURTHER.items() if reading == pinyin)


@lru_cache(maxsize=2_000)
def latin(pinyin: str) -> frozenset[str]:
    """A syllable in Pinyin and Wade–Giles, small, without tones and marks."""
    plain = {pinyin.replace("v", "u"), pinyin.replace("v", "yu"), pinyin}
    head, tail = _parts(pinyin)
    if pinyin in _WADE_WHOLE:
        return frozenset(plain | set(_WADE_WHOLE[pinyin].split()))
    made = _WADE.get(head, head) + _WADE_FINALS.get(tail, tail)
    return frozenset(plain | {made.replace("v", "u")})


@lru_cache(maxsize=2_000)
def cyrillic(pinyin: str) -> frozenset[str]:
    """A syllable by the rules of Palladius, small, without ь and ъ."""
    if pinyin in _RUSSIAN_WHOLE:
        return frozenset(_RUSSIAN_WHOLE[pinyin].split())
    head, tail = _parts(pinyin)
    return frozenset({_RUSSIAN.get(head, "") + _RUSSIAN_FINALS.get(_after_palatal(head, tail), "")})


@lru_cache(maxsize=2_000)
def hangul(pinyin: str) -> frozenset[str]:
    """A syllable as Korean writes its Mandarin sound (the official table of 1986)."""
    if pinyin in ("zhi", "chi", "shi", "ri", "zi", "ci", "si"):
        return frozenset({composed(_KOREAN[pinyin[:-1]], "ㅡ", "")})
    head, tail = _parts(pinyin)
    if pinyin in _SPELLED_OUT:
        head, tail = "", _SPELLED_OUT[pinyin]
    return frozenset(
        _hangul(_KOREAN.get(head, "ㅇ"), form) for form in _KOREAN_FINALS.get(_after_palatal(head, tail), "").split()
    )


def _hangul(initial: str, form: str) -> str:
    first, _, rest = form.partition("+")
    return composed(initial, first[0], first[1:]) + rest if first and first[0] in VOWELS else ""


def _parts(pinyin: str) -> tuple[str, str]:
    found = _SYLLABLE.fullmatch(pinyin)
    return (found[1], found[2]) if found else ("", pinyin)


def _after_palatal(head: str, tail: str) -> str:
    """After j, q, x and y, u is ü."""
    return "v" + tail[1:] if head in ("j", "q", "x") and tail.startswith("u") else tail


@cache
def _by_spelling(*, russian: bool) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pinyin in _characters():
        for spelling in cyrillic(pinyin) if russian else latin(pinyin):
            found.setdefault(spelling, set()).add(pinyin)
    return {spelling: frozenset(readings) for spelling, readings in found.items()}


def read(word: str, *, russian: bool = False, most: int = 3) -> list[tuple[frozenset[str], ...]]:
    """Every way to read a word of Latin (or Russian) letters as at most so many syllables, each as its pinyin."""
    known = _by_spelling(russian=russian)
    if not word:
        return [()]
    if not most:
        return []
    readings = []
    for length in range(1, min(len(word), 6) + 1):
        if first := known.get(word[:length]):
            readings += [(first, *rest) for rest in read(word[length:], russian=russian, most=most - 1)]
    return readings
