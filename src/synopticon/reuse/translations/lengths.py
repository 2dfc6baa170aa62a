"""How long a text is as its translation: Chinese takes a third of the characters of English, Korean a half."""

from __future__ import annotations

DENSITY = {"ko": 0.50, "zh": 0.33, "ja": 0.45, "ru": 1.07, "en": 1.0}
"""Characters of a text for one of its English translation."""
OTHER_DENSITY = 1.1
"""The same of a language that is not listed."""
LONGEST = 20_000
"""Characters of an English text that are read: what a longer one holds beyond is not needed to know it again."""


def expected_ratio(a: str, b: str) -> float:
    """How many times as long a text in language b is as its translation in language a."""
    return DENSITY.get(b, OTHER_DENSITY) / DENSITY.get(a, OTHER_DENSITY)


def read_part(text: str, language: str) -> str:
    """The beginning of a text that is read: in every language as much of the matter, so that places stay comparable."""
    return text[: round(LONGEST * DENSITY.get(language, OTHER_DENSITY))]
