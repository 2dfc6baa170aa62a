"""Syllables are written as the published rules of each system write them, and read back."""

from __future__ import annotations

import pytest

from synopticon.language.names import chinese, korean, russian


@pytest.mark.parametrize(
    ("syllable", "spellings"),
    [
        ("철", {"chol", "cheol", "chel"}),
        ("영", {"yong", "yeong", "yeng", "young"}),
        ("희", {"hui", "huy", "hee"}),
        ("리", {"ri", "lee", "i"}),
    ],
)
def test_a_korean_syllable_has_the_letters_of_every_system(syllable: str, spellings: set[str]) -> None:
    """McCune–Reischauer without marks, Revised, Yale, and what bearers write."""
    assert spellings <= korean.latin(syllable)


@pytest.mark.parametrize(("character", "reading"), [("金", "김"), ("李", "이"), ("哲", "철"), ("蘭", "란")])
def test_a_character_is_read_and_found_again(character: str, reading: str) -> None:
    """Hanja and readings lead to one another."""
    assert reading in korean.read_hanja(character)
    assert character in korean.hanja(reading)


@pytest.mark.parametrize(
    ("pinyin", "wade", "palladius", "hangul"),
    [
        ("zhang", "chang", "чжан", "장"),
        ("jian", "chien", "цзян", "젠"),
        ("guo", "kuo", "го", "궈"),
        ("xue", "hsueh", "сюэ", "쉐"),
    ],
)
def test_a_chinese_syllable_in_each_system(pinyin: str, wade: str, palladius: str, hangul: str) -> None:
    """Wade–Giles, Palladius without soft signs, and the Korean table."""
    assert wade in chinese.latin(pinyin)
    assert palladius in chinese.cyrillic(pinyin)
    assert hangul in chinese.hangul(pinyin)


def test_a_russian_word_is_read_back_from_latin_letters() -> None:
    """A transliteration leads back to the word, without its soft sign."""
    assert "щербаков" in russian.read_latin("shcherbakov")


def test_unhyphenated_syllables_are_read_in_every_way() -> None:
    """Where syllables part is not written, so every way is followed."""
    assert any(len(reading) == 2 and "광" in reading[0] and "진" in reading[1] for reading in korean.read("kwangjin"))
