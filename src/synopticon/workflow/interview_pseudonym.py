"""Pseudonyms: drawn by chance, easily said, in no order, and never taken for anybody's name."""

from __future__ import annotations

from collections.abc import Callable, Container

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
DRAWS = 1_000
"""There are 490,000 of them; a study has some hundred witnesses."""


def new_pseudonym(random: Callable[[int], bytes], taken: Container[str]) -> str:
    """Two syllables and two digits ("tavo-46"): the digits keep it from being a name. taken: withdrawn ones too."""
    for _ in range(DRAWS):
        drawn = int.from_bytes(random(16), "big")
        letters = []
        for alphabet in (_CONSONANTS, _VOWELS) * 2:
            drawn, place = divmod(drawn, len(alphabet))
            letters.append(alphabet[place])
        name = f"{''.join(letters)}-{10 + drawn % 90}"
        if name not in taken:
            return name
    raise AssertionError("the source of chance gives nothing new")
