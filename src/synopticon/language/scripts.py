"""Which script a character belongs to, as far as telling languages apart needs it."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum


class Script(StrEnum):
    """The scripts that decide a language or its treatment."""

    HANGUL = "hangul"
    KANA = "kana"
    HAN = "han"
    CYRILLIC = "cyrillic"
    LATIN = "latin"


RANGES: dict[Script, str] = {
    Script.HANGUL: "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc",
    Script.KANA: "\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d",
    Script.HAN: "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd",
    Script.CYRILLIC: "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    Script.LATIN: "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
}
"""Insides of a regular expression's character class, from the Unicode script property."""

_PATTERNS = {script: re.compile(f"[{inside}]") for script, inside in RANGES.items()}
_NO_ASCII_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())


def script_counts(text: str) -> Counter[Script]:
    """How many letters of each script stand in text."""
    if text.isascii():
        return Counter({Script.LATIN: len(text.encode().translate(None, _NO_ASCII_LETTERS))})
    return Counter({script: len(pattern.findall(text)) for script, pattern in _PATTERNS.items()})
