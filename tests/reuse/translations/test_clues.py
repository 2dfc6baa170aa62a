"""Clues of a text: what another language keeps, and where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse.translations.clue import Sort
from synopticon.reuse.translations.clues import clues_of, keys_of

STORIES: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("stories.json").read_text("utf-8"))["stories"]
LANGUAGES = ("en", "ko", "zh", "ja", "ru", "es", "ar")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "The North Korean police arrested two students near the White House",
            ["police", "arrested", "students"],
        ),
        ("ko", "경찰이 학생 두 명을 체포했다", ["경찰", "학생", "체포"]),
        ("zh", "警察逮捕了两名学生", ["警察", "逮捕", "学生"]),
        ("ja", "警察は学生二人を逮捕した", ["警察", "学生", "逮捕"]),
        ("ru", "Полиция арестовала двух студентов", ["Полиция", "арестовала", "студентов"]),
    ],
)
def test_known_words_are_found_in_their_forms(language: str, text: str, words: list[str]) -> None:
    """Particles, cases and plurals do not hide a listed word, and its span holds the word itself."""
    found = {text[clue.start : clue.end] for clue in clues_of(text, language) if clue.sort is Sort.WORD}
    assert set(words) <= found


def test_one_notion_has_one_key_in_every_language() -> None:
    """Police, arrest and students bear the same keys in five languages."""
    texts = {
        "en": "police arrested students",
        "ko": "경찰 체포 학생",
        "zh": "警察逮捕学生",
        "ja": "警察逮捕学生",
        "ru": "полиция арестовала студентов",
    }
    keys = [
        {key for clue in clues_of(text, language) if clue.sort is Sort.WORD for key in clue.keys}
        for language, text in texts.items()
    ]
    assert len(set.intersection(*keys)) >= 3


def test_a_phrase_counts_as_a_whole() -> None:
    """White House is one clue where its words stand together, and none where they stand apart."""
    white_house = {clue.keys for clue in clues_of("白宫", "zh")}
    assert white_house & {clue.keys for clue in clues_of("in the White House today", "en")}
    apart = {clue.keys for clue in clues_of("a white dog in a house", "en")}
    assert not (white_house & apart) - {clue.keys for clue in clues_of("white, house", "en")}


def test_a_pronoun_is_no_country() -> None:
    """US is a country in capitals alone."""
    assert any(clue.sort is Sort.WORD for clue in clues_of("US", "en"))
    assert not [clue for clue in clues_of("he told us", "en") if clue.sort is Sort.WORD and clue.end == 10]


def test_a_chinese_name_is_met_by_its_pinyin() -> None:
    """Fujian in Latin letters meets 福建."""
    shared = {key for clue in clues_of("Fujian", "en") for key in clue.keys} & {
        key for clue in clues_of("福建省", "zh") for key in clue.keys
    }
    assert "p:fujian" in shared


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Ab Mayдва5.,千万억ㄱ가케네ネン中肯尼迪“”()?-'’·million два"), max_size=80),
    st.sampled_from(LANGUAGES),
)
def test_the_quick_look_misses_no_key(text: str, language: str) -> None:
    """Every key of the full reading is among those of the quick one, and every span lies in the text."""
    clues = clues_of(text, language)
    assert {key for clue in clues for key in clue.keys} <= keys_of(text, language)
    assert all(0 <= clue.start < clue.end <= len(text) and clue.keys for clue in clues)


@pytest.mark.parametrize("language", ["en", "ko", "zh", "ja", "ru"])
def test_the_quick_look_misses_no_key_of_a_story(language: str) -> None:
    """The same on whole stories."""
    for story in STORIES.values():
        text = story[language] + " Two million came, and twenty-five thousand went to South Korea."
        assert {key for clue in clues_of(text, language) for key in clue.keys} <= keys_of(text, language)
