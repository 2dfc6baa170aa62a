"""Skeletons of names: one name, many scripts."""

from __future__ import annotations

import pytest

from synopticon.reuse.translations import skeletons


@pytest.mark.parametrize(
    ("latin", "cyrillic", "hangul", "katakana", "pinyin"),
    [
        ("Kennedy", "Кеннеди", "케네디는", "ケネディ", "ken ni di"),
        ("Washington", "Вашингтоном", "워싱턴에서", "ワシントン", "hua sheng dun"),
        ("Harvard", "Гарварде", "하버드", "ハーバード", "ha fo de"),
        ("Trump", "Трамп", "트럼프가", "トランプ", "te lang pu"),
        ("Clinton", "Клинтона", "클린턴의", "クリントン", "ke lin dun"),
        ("Miller", "Миллер", "밀러는", "ミラー", "mi le"),
        ("Franklin", "Франклин", "프랭클린", "フランクリン", "fu lan ke lin"),
    ],
)
def test_a_name_has_one_skeleton_in_every_script(
    latin: str, cyrillic: str, hangul: str, katakana: str, pinyin: str
) -> None:
    """Every transliteration of a name, endings and particles included, shares a skeleton with its Latin spelling."""
    wanted = set(skeletons.of_latin(latin))
    assert wanted & set(skeletons.of_cyrillic(cyrillic))
    assert wanted & set(skeletons.of_hangul(hangul))
    assert wanted & set(skeletons.of_katakana(katakana))
    if latin != "Harvard":  # Chinese leaves out its second half
        assert wanted & set(skeletons.of_syllables(tuple(pinyin.split())))


def test_different_names_have_different_skeletons() -> None:
    """Names that sound unlike do not meet."""
    assert not set(skeletons.of_latin("Kennedy")) & set(skeletons.of_latin("Clinton"))


@pytest.mark.parametrize("word", ["", "'", "ー", "ъ", "Ångström", "O'Brien", "x" * 5000])
def test_no_word_is_too_odd(word: str) -> None:
    """Empty, voiceless, accented and endless words have at most a handful of skeletons."""
    for function in (skeletons.of_latin, skeletons.of_cyrillic, skeletons.of_hangul, skeletons.of_katakana):
        assert len(function(word)) <= 2 * skeletons.MOST
