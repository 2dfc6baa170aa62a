"""The languages whose cues are known, and by which one a sentence is read. A new one is a file here and a row below."""

from __future__ import annotations

from synopticon.language.scripts import Script, script_counts
from synopticon.reuse.cues.chinese import CHINESE
from synopticon.reuse.cues.english import ENGLISH
from synopticon.reuse.cues.japanese import JAPANESE
from synopticon.reuse.cues.korean import KOREAN
from synopticon.reuse.cues.row import Tongue
from synopticon.reuse.cues.russian import RUSSIAN

TONGUES: tuple[Tongue, ...] = (ENGLISH, KOREAN, CHINESE, JAPANESE, RUSSIAN)

KANA_SHARE = 0.05
"""The least share of kana among a sentence's letters that makes it Japanese; a Chinese text may quote a word of it."""


def tongue_of(sentence: str, language: str | None) -> Tongue | None:
    """How a sentence is read: by its script, and the document's language where one script serves several."""
    counts = script_counts(sentence)
    if not counts:
        return None
    given = (language or "").partition("-")[0].lower()
    letters = sum(counts.values())
    hangul, kana, han = counts[Script.HANGUL], counts[Script.KANA], counts[Script.HAN]
    if kana > KANA_SHARE * letters and kana >= hangul:
        return JAPANESE
    if hangul and 3 * hangul >= han and 6 * hangul >= counts[Script.LATIN]:
        return KOREAN
    if 3 * han >= counts[Script.LATIN] and han:
        return JAPANESE if given == "ja" else CHINESE
    if counts[Script.CYRILLIC] > counts[Script.LATIN]:
        return RUSSIAN if given in ("", "ru") else None
    return ENGLISH if given in ("", "en", "ko", "zh", "ja", "ru") else None
