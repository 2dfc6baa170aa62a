"""Sentence spans are offsets into the text that was given, in every language of the sources."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The cameras came in March.", "They see all.", "Who pays?"],
        ["Dr. Beyl of the U.S. embassy spoke at 3 p.m. on Monday.", "Nobody answered."],
        ["J. Dorn said so.", "“It is true.”", "He left (in 2019)."],
        ["It cost 3.5 million.", "See No. 5 on p. 3."],
        ["Камеры установлены в 2019 г. на дорогах.", "Их видят все.", "Кто платит?"],
    ],
)
def test_sentences_with_spaces_between_them(expected: list[str]) -> None:
    """English and Russian sentences end at their marks and not at abbreviations, initials or numbers."""
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["监控摄像头已经安装。", "谁付钱？", "“没有人知道。”", "他说。"],
        ["監視カメラが設置された。", "「誰も知らない。」", "本当か？"],
    ],
)
def test_sentences_without_spaces(expected: list[str]) -> None:
    """Chinese and Japanese sentences end at their marks, closing quotes included."""
    assert sentences("".join(expected)) == expected


def test_korean_sentences_and_lines() -> None:
    """Korean sentences end at a full stop with a space; a line end always ends one."""
    text = "감시카메라가 설치되었다. 누가 돈을 내는가?\n평양 3월 15일발 조선중앙통신"
    assert sentences(text) == ["감시카메라가 설치되었다.", "누가 돈을 내는가?", "평양 3월 15일발 조선중앙통신"]


@given(st.text(alphabet=st.sampled_from("ab A.!?。」”\n\t é감시. 𝒳"), max_size=300))
def test_every_visible_character_lies_in_exactly_one_span(text: str) -> None:
    """Spans are ordered, do not overlap, begin and end visibly, and leave out nothing but blanks."""
    spans = list(sentence_spans(text))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


def test_a_million_characters_take_no_more_for_each() -> None:
    """The time grows with the length, also where no sentence ever ends."""

    def seconds(text: str) -> float:
        started = time.perf_counter()
        list(sentence_spans(text))
        return time.perf_counter() - started

    for unit in ("a. b", "word ", "(.)\"' "):
        assert seconds(unit * 100_000) < 40 * seconds(unit * 10_000) + 0.1
