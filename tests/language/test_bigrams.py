"""Folding and pairs of characters: the two sides of a search meet."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synopticon.language.bigrams import characters, grams, pattern, pieces
from synopticon.language.folding import fold, fold_with_offsets

MIXED = st.text(alphabet="감시카메라 監視カメラがｶﾞ CCTVcctvéÉ1,2.ёй\u200b\u0301-«»가\n", max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("CCTV", "cctv"),
        ("Ørsted, Çà, STRASSE, Straße", "orsted, ca, strasse, strasse"),
        ("Ёлка йод", "елка йод"),
        ("ＡＢＣ１２", "abc12"),
        ("ｶﾒﾗ ｶﾞﾗｽ", "カメラ ガラス"),
        (unicodedata.normalize("NFD", "감시 が é"), "감시 が e"),
        ("㈜감시 ㅋㅋ", "㈜감시 ㅋㅋ"),
        ("sur\u00adveil\u200blance", "surveillance"),
    ],
)
def test_spellings_of_one_word_become_one(written: str, folded: str) -> None:
    """Case, accents, width and composition are folded; letters that differ in meaning are not."""
    assert fold(written) == folded
    assert fold_with_offsets(written).text == folded


@given(MIXED)
@example("1ﾞﾞ")
@example("aß")
def test_every_folded_character_remembers_where_it_stood(text: str) -> None:
    """Both foldings agree, folding twice changes nothing, and a span of the folded text folds back from its place."""
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert fold(folded.text) == folded.text
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end])


def test_words_stay_whole_and_other_scripts_become_pairs() -> None:
    """A word is one token; a run of n characters is n - 1 pairs and its last character."""
    assert grams(fold("CCTV를 감시 카메라 1,234대")) == "cctv 를 감시 시 카메 메라 라 1234 대"
    assert characters(fold("감시 감사 CCTV")) == "감 사 시"


@given(st.text(alphabet="ab1,2._ X\n", max_size=40), st.sampled_from(["", "é"]))
def test_plain_latin_text_has_the_same_tokens_by_the_short_way(text: str, other: str) -> None:
    """What an ASCII text gives is what it gives beside a letter that is none."""
    assert grams(f"{text} {other}").split() == [*grams(text).split(), *([other] if other else [])]


def test_positions_of_a_query_follow_those_of_the_index() -> None:
    """The pieces of a phrase stand at the positions at which the index has the same tokens."""
    text = fold("the 2024년 감시카메라 설치")
    tokens = grams(text).split(" ")
    for piece in pieces(text):
        assert tokens[piece.position].startswith(piece.token)


@given(MIXED, MIXED)
def test_the_pattern_of_a_phrase_finds_it_in_its_text(before: str, phrase: str) -> None:
    """A phrase between blanks is found by its own pattern."""
    expression = pattern(fold(phrase))
    if expression:
        assert re.search(expression, fold(f"{before} {phrase} "))


def test_a_word_is_not_found_inside_another() -> None:
    """`cam` is not found in `camera`, but is where a Korean particle follows it, and as a prefix."""
    assert not re.search(pattern("cam"), "a camera")
    assert re.search(pattern("cam"), "a cam을 설치")
    assert re.search(pattern("cam", prefix=True), "a camera")
    assert re.search(pattern("1234"), "in all 1,234 of them")
