"""Numbers in five languages: one value, one key."""

from __future__ import annotations

import pytest

from synopticon.reuse.translations.clue import Sort
from synopticon.reuse.translations.clues import clues_of
from synopticon.reuse.translations.numbers import numbers


@pytest.mark.parametrize(
    ("key", "texts"),
    [
        ("10000000", {"en": "10 million", "ko": "1000만 명", "zh": "一千万人", "ja": "1000万人", "ru": "10 миллионов"}),
        (
            "110000000",
            {"en": "$110 million", "ko": "1억1천만 달러", "zh": "1.1亿美元", "ja": "1億1000万", "ru": "110 млн"},
        ),
        ("1.23e+13", {"en": "12.3 trillion", "ko": "12조3천억", "ru": "12,3 трлн"}),
        ("275000", {"en": "275,000 people", "ko": "27만5000명", "zh": "27.5万", "ru": "275 000 человек"}),
        ("1200", {"en": "1,200", "ko": "1,200명", "zh": "1200", "ja": "１２００", "ru": "1 200", "de": "1.200"}),
        ("8.5", {"en": "8.5 percent", "ko": "8.5%", "zh": "８．５％", "ru": "8,5%"}),
        ("1990", {"en": "the '90s", "ko": "90년대", "zh": "90年代", "ru": "в 90-х"}),
        ("m5", {"en": "in May", "ko": "5월", "zh": "五月", "ja": "5月", "ru": "в мае"}),
        ("19", {"en": "the 19th century", "ko": "19세기", "zh": "十九世纪", "ru": "XIX век"}),
        ("3", {"en": "three men", "ko": "세 명", "zh": "三名", "ru": "трое"}),
    ],
)
def test_one_value_has_one_key(key: str, texts: dict[str, str]) -> None:
    """Scales, separators, full-width figures and spelled numbers of five languages come to the same key."""
    for language, text in texts.items():
        assert (f"n:{key}",) in {clue.keys for clue in clues_of(text, language)}, (language, text)


def test_the_modal_verb_is_no_month() -> None:
    """May with a small letter is no month."""
    assert not [clue for clue in clues_of("they may march", "en") if clue.sort is Sort.NUMBER]


@pytest.mark.parametrize("language", ["en", "ko", "zh", "ru"])
@pytest.mark.parametrize("text", ["9" * 400, "1,2,3,4,5", "1.2.3.4", "억만", "IIII", "１２３，", "5 5 5 5 5"])
def test_odd_figures_break_nothing(language: str, text: str) -> None:
    """Endless figures, addresses and stray units are read or left, and every span lies within the text."""
    assert all(0 <= number.start < number.end <= len(text) for number in numbers(text, language))
