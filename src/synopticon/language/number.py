"""Singular and plural of a Latin-script word: who looks for `camera` without quotation marks finds `cameras` too.

The regular endings of English (Spanish and Portuguese share most of them), tried in both directions. It is a widening
of a query, never a change of the text: a form that no text has finds nothing.
"""

from __future__ import annotations

import re

_SHORTEST = 3
_TAKES_ES = re.compile(r"(?:s|x|z|ch|sh)$")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")


def forms(word: str) -> tuple[str, ...]:
    """The folded word and its regular singular or plural forms, the word itself first."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return (word,)
    found = [word]
    if word.endswith("s") and not _NO_PLURAL.search(word) and len(word) > _SHORTEST:
        found.append(word[:-1])
        if word.endswith("ies") and len(word) > 4:
            found.append(word[:-3] + "y")
        elif word.endswith("es") and _TAKES_ES.search(word[:-2]):
            found.append(word[:-2])
    elif _TAKES_ES.search(word):
        found.append(word + "es")
    elif word.endswith("y") and word[-2] not in "aeiou":
        found.append(word[:-1] + "ies")
    else:
        found.append(word + "s")
    return tuple(found)
