"""Two spellings of one word become one, and every character remembers where it stood.

Folded are: case, accents of Latin and Greek letters, full-width Latin, half-width kana, compatibility ideographs,
decomposed Hangul and kana, vowel points of Arabic and Hebrew, and characters that have no width. Nothing else is: й
stays й, が stays が, ㈜ stays ㈜, so that a folded text holds a Chinese, Japanese or Korean string exactly where the
text holds it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŀ": "l", "ħ": "h"}
"""Latin letters that Unicode does not decompose, and what people type for them."""

_DROPPED = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)  # fmt: skip
"""Combining marks of alphabets, vowel points and characters without width."""

_HALF_VOICED = "ﾞﾟ"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. starts[i] is the offset in the original of folded character i, with one entry more for the end;
    None where both have the same offsets.
    """

    text: str
    starts: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's [start, end) for the folded text's; a character that folds to several is taken whole."""
        if self.starts is None:
            return start, end
        stop = end
        while stop + 1 < len(self.starts) and self.starts[stop] == self.starts[end - 1]:
            stop += 1
        return self.starts[start], self.starts[stop]


class _Table(dict[int, str]):
    """What `str.translate` asks for each code point, worked out once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_character(chr(code))
        return folded


def _folded_character(character: str) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _DROPPED):
        return ""
    wide = unicodedata.normalize("NFKC", character)
    if _is_east_asian(code):
        return wide if len(wide) == 1 and (0xF900 <= code <= 0xFAFF or 0xFF65 <= code <= 0xFF9F) else character
    low = wide.casefold()
    if _is_latin_or_greek(low):
        low = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return "".join(_STROKED.get(c, c) for c in low).replace("ё", "е")


def _is_east_asian(code: int) -> bool:
    """Blocks in which a compatibility form is a letter of its own (ㅋ, ㈜, ㎞) unless it is only narrow or doubled."""
    return 0x2E80 <= code <= 0xA4CF or 0xAC00 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0xFF65 <= code <= 0xFFDC


def _is_latin_or_greek(text: str) -> bool:
    return any("a" <= c <= "z" or "\u00c0" <= c <= "\u03ff" or "\u1e00" <= c <= "\u1fff" for c in text)


_TABLE = _Table()


def fold(text: str) -> str:
    """The folded text alone: what an index and a query are made of."""
    if _needs_composing(text):
        return "".join(_composed(cluster) for _, cluster in _clusters(text)).translate(_TABLE)
    return text.translate(_TABLE)


def fold_with_offsets(text: str) -> Folded:
    """The folded text and where each of its characters stood."""
    if _needs_composing(text):
        pieces = [(at, _composed(cluster).translate(_TABLE)) for at, cluster in _clusters(text)]
    else:
        folded = text.translate(_TABLE)
        if all(len(_TABLE[ord(character)]) == 1 for character in set(text)):
            return Folded(folded, None)
        pieces = [(at, _TABLE[ord(character)]) for at, character in enumerate(text)]
    starts = [at for at, piece in pieces for _ in piece]
    return Folded("".join(piece for _, piece in pieces), (*starts, len(text)))


def _needs_composing(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text) or any(mark in text for mark in _HALF_VOICED)


def _composed(cluster: str) -> str:
    if any(mark in cluster for mark in _HALF_VOICED):
        return unicodedata.normalize("NFKC", cluster)
    return unicodedata.normalize("NFC", cluster)


def _clusters(text: str) -> list[tuple[int, str]]:
    """A character with all that composes with it, and its offset."""
    clusters: list[tuple[int, str]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[at]):
            clusters.append((start, text[start:at]))
            start = at
    return clusters if text else []


def _joins(character: str) -> bool:
    """True for marks and for the vowels and final consonants of decomposed Hangul."""
    code = ord(character)
    return (
        unicodedata.combining(character) != 0
        or 0x1160 <= code <= 0x11FF
        or 0xD7B0 <= code <= 0xD7FB
        or character in _HALF_VOICED
    )
