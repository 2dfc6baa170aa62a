"""Signs that a PDF's text layer is not what a reader sees: each a sentence, none where the text looks sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from synopticon.language.scripts import Script, script_counts

SAMPLE = 50_000
"""Characters looked at."""
_CID = re.compile(r"\(cid:\d+\)")
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LONG_LATIN = re.compile(r"[A-Za-z]{40,}")
_MOSTLY = 0.02


def signs_of_garbling(text: str) -> Iterator[str]:
    """What is wrong with the text layer, in words."""
    sample = text[:SAMPLE]
    visible = sum(not sign.isspace() for sign in sample)
    if visible < 40:
        return
    if _CID.search(sample):
        yield "The PDF's fonts do not say which letters they show: the text holds (cid:…) codes."
    unmapped = len(_UNMAPPED.findall(sample))
    if unmapped > _MOSTLY * visible:
        yield f"The PDF's text is garbled: {unmapped} of {visible} characters are not letters of any script."
    if _odd_letters(sample) > 0.3 * visible:
        yield "The PDF's text is garbled: scripts are mixed as no language mixes them."
    run_together = sum(len(run) for run in _LONG_LATIN.findall(sample))
    if run_together > 0.2 * visible:
        yield "The PDF's text has no spaces between its words: searching and comparing it will miss much."


def _odd_letters(sample: str) -> int:
    """Letters of rare blocks, which a wrong character map gives; zero where a common script dominates them."""
    letters = [sign for sign in sample if unicodedata.category(sign) in ("Lo", "Lu", "Ll", "Lm", "So", "Sk", "Cn")]
    common = sum(script_counts(sample).values())
    known = sum(1 for sign in letters if 0x0370 <= ord(sign) < 0x1000) if common < len(letters) else 0
    accented = sum(1 for sign in sample if "\u0080" <= sign <= "\u00ff")
    latin = script_counts(sample)[Script.LATIN]
    mojibake = accented if accented > 0.5 * max(1, latin) else 0
    return max(0, len(letters) - common - known) + mojibake
