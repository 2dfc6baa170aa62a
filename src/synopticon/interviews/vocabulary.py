"""Words that everybody uses: a capital at a sentence's beginning makes no name of them, nor does a typing error.

The tables were counted in news, web pages and speeches, and filled up by hand with what people say at home; no text
is kept (benchmarks/deidentify/count_words.py).
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources


def _table(name: str) -> frozenset[str]:
    return frozenset(resources.files("synopticon.interviews").joinpath("tables", name).read_text("utf-8").split())


@cache
def common_words() -> frozenset[str]:
    """Some 8,600 English words in small letters."""
    return _table("common_words.txt")


@cache
def _rarer_words() -> frozenset[str]:
    """Some 9,000 further English words, in the first of their forms."""
    return _table("words_en.txt")


@cache
def korean_beginnings() -> frozenset[str]:
    """The first two syllables, and three where the first is a family name, of words that are none."""
    return frozenset(word.rstrip("*") for word in _table("words_ko.txt"))


@cache
def korean_nouns() -> frozenset[str]:
    """Words of two syllables that stand by themselves, many of which are given names as well."""
    return frozenset(word.rstrip("*") for word in _table("words_ko.txt") if word.endswith("*"))


@lru_cache(maxsize=200_000)
def is_common(word: str) -> bool:
    """True for a usual word in any of its everyday forms; possessives count as their owner."""
    low = word.lower().replace("’", "'")
    bare = low.removesuffix("'s")
    known = common_words()
    return low in known or bare in known or (bare.endswith("s") and bare[:-1] in known)


_ENDINGS = (
    ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"),
    ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"), ("ies", "y"), ("ied", "y"), ("ier", "y"), ("ily", "y"),
    ("y", ""), ("ness", ""), ("less", ""), ("ful", ""), ("'s", ""), ("n't", ""), ("'ll", ""), ("'d", ""), ("'ve", ""),
    ("'re", ""), ("in", "ing"),
)  # fmt: skip
_LEAST_STEM = 3


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """True for an English word that some list has, as it is or without an ending; is_common is true of fewer."""
    low = word.lower().replace("’", "'")
    if is_common(low) or low in _rarer_words():
        return True
    return any(
        len(stem := low.removesuffix(ending) + first) >= _LEAST_STEM
        and (_is_listed(stem) or _is_listed(_undoubled(stem)))
        for ending, first in _ENDINGS
        if low.endswith(ending)
    )


def _is_listed(word: str) -> bool:
    return word in common_words() or word in _rarer_words()


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > _LEAST_STEM and stem[-1] == stem[-2] else stem
