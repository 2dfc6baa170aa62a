"""How a text becomes searchable: words of alphabets whole, other scripts as overlapping pairs of characters.

Chinese, Japanese and Korean (and Thai, Lao, Khmer, Burmese) do not set search words apart by blanks. A run c1…cn of
such characters gives the pairs c1c2, c2c3, …, and its last character alone, one position each: a phrase of pairs then
finds exactly what a substring scan finds, and a single character is looked up in the set of a text's characters.
Both sides are folded first (language/folding.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

BY_CHARACTER = (
    "\u0e01-\u0e4e\u0e81-\u0ede\u1000-\u109f\u1100-\u11ff\u1780-\u17d3"
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\uff66-\uff9f\U00016fe0-\U00018cff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""A regular expression's class of the characters that are searched one by one."""

WORD_CHARACTER = rf"(?:[^\W_{BY_CHARACTER}]|[\u0900-\u0963\u0970-\u0dff])"
"""Letters and digits of scripts that set words apart, with the dependent vowels of Indian scripts."""

LONGEST_WORD = 64
"""Longer words (digests, encoded data) are indexed and asked for by their beginning."""

_TOKEN = re.compile(rf"(?P<run>[{BY_CHARACTER}]+)|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d))|(?P<word>{WORD_CHARACTER}+)")
_ASCII = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[0-9A-Za-z]+")
"""The same tokens in a text that has no other letters, found several times as fast."""

_LETTERS = re.compile(rf"[{BY_CHARACTER}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of a query and its position from the query's beginning.

    word: False for a character or a pair of characters. A lone character may go on in the index: it begins a pair.
    """

    position: int
    token: str
    word: bool


def grams(folded: str) -> str:
    """The tokens of a folded text, one a position, apart by blanks."""
    if folded.isascii():
        words = (word if len(word) <= LONGEST_WORD else _word(word) for word in _ASCII.findall(folded))
        return " ".join(words).replace(",", "")
    tokens: list[str] = []
    for match in _TOKEN.finditer(folded):
        run = match["run"]
        if run:
            tokens.extend(a + b for a, b in pairwise(run))
            tokens.append(run[-1])
        else:
            tokens.append(_word(match[0]))
    return " ".join(tokens)


def characters(folded: str) -> str:
    """The characters of a folded text that are searched one by one, each once, apart by blanks."""
    return " ".join(sorted(set(_LETTERS.findall(folded))))


def pieces(folded: str) -> tuple[Piece, ...]:
    """The tokens by which a folded phrase is found; empty where it holds no letter and no digit."""
    found: list[Piece] = []
    position = 0
    for match in _TOKEN.finditer(folded):
        run = match["run"]
        if not run:
            found.append(Piece(position, _word(match[0]), word=True))
            position += 1
            continue
        if len(run) == 1:
            found.append(Piece(position, run, word=False))
        found.extend(Piece(position + at, a + b, word=False) for at, (a, b) in enumerate(pairwise(run)))
        position += len(run)
    return tuple(found)


def pattern(folded: str, *, prefix: bool = False) -> str:
    """A regular expression that finds a phrase in folded text as the index finds it; empty where there is nothing to
    find. Between words anything that is no letter may stand; a number may group its digits by commas.
    """
    parts: list[str] = []
    kinds: list[bool] = []
    for match in _TOKEN.finditer(folded):
        is_run = bool(match["run"])
        if parts:
            parts.append(r"[\W_]*" if is_run or kinds[-1] else r"[\W_]+")
        parts.append(_spelled(match[0]) if not is_run else re.escape(match[0]))
        kinds.append(is_run)
    if not parts:
        return ""
    before = "" if kinds[0] else rf"(?<!{WORD_CHARACTER})"
    after = "" if kinds[-1] or prefix or len(_word(match[0])) == LONGEST_WORD else rf"(?!{WORD_CHARACTER})"
    return before + "".join(parts) + after


def _word(token: str) -> str:
    return token.replace(",", "")[:LONGEST_WORD]


def _spelled(token: str) -> str:
    word = _word(token)
    return ",?".join(word) if word.isdigit() else re.escape(word)
