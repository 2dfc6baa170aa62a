"""How many words a quotation has, in scripts with blanks between words and in those without."""

from __future__ import annotations

import re

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words_in(text: str) -> int:
    """Words by their blanks; of Chinese and Japanese, two signs are counted as one word."""
    signs = len(_UNSPACED.findall(text))
    return (signs + 1) // 2 + len(_WORD.findall(_UNSPACED.sub(" ", text)))
