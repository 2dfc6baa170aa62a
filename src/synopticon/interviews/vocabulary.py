"""Words that everybody uses: a capital at a sentence's beginning makes no name of them, nor does a typing error."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources


@cache
def common_words() -> frozenset[str]:
    """Some 8,600 English words in small letters. They were counted in news and encyclopaedia texts; no text is kept."""
    table = resources.files("synopticon.interviews").joinpath("tables", "common_words.txt")
    return frozenset(table.read_text(encoding="utf-8").split())


@lru_cache(maxsize=200_000)
def is_common(word: str) -> bool:
    """True for a usual word in any of its everyday forms; possessives count as their owner."""
    low = word.lower().replace("’", "'")
    bare = low.removesuffix("'s")
    known = common_words()
    return low in known or bare in known or (bare.endswith("s") and bare[:-1] in known)
