"""Turns take nothing away and add nothing: what is in no turn is a name, a time code or a blank."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.interviews.transcripts.clock import bracketed, doubts, milliseconds
from synopticon.interviews.transcripts.speakers import labels
from synopticon.interviews.transcripts.transcript import TimeMark, Words
from synopticon.interviews.transcripts.turns import transcript_of

PIECES = st.sampled_from(
    ["Q: ", "A:", "Kim: ", "면담자： ", "[00:01:02] ", "(1:03)", "**Maro:** ", "Speaker 2 (0:09):", "참석자 1 00:03",
     "he said: ", "and so", "\n", "\r\n", "\n\n", " ", "\ufeff", "강가에서", "e\u0301", "🌉", "#00:00:12-3#", ":",
     "<v X>", "문 1. ", "INTERVIEWER", "-- ", "99:99", "[x]"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


@given(TEXTS)
def test_turns_lie_in_the_text_in_order_and_without_overlaps(text: str) -> None:
    """Each turn is a place in the text that begins and ends with something said, behind the one before it."""
    read = transcript_of(Words(text, bracketed(text)), "text")
    assert read.text == text
    assert len(read.languages) == len(read.turns)
    end = 0
    for turn in read.turns:
        assert end <= turn.start < turn.end <= len(text)
        assert not text[turn.start].isspace() and not text[turn.end - 1].isspace()
        end = turn.end


@given(TEXTS)
def test_what_is_in_no_turn_is_a_label_a_time_code_or_a_blank(text: str) -> None:
    """No spoken word falls between two turns."""
    read = transcript_of(Words(text, bracketed(text)), "text")
    spoken = bytearray(len(text))
    for start, end in [(one.start, one.end) for one in (*read.turns, *labels(text))]:
        spoken[start:end] = b"\1" * (end - start)
    left = "".join(letter for letter, covered in zip(text, spoken, strict=True) if not covered)
    assert re.sub(r"[\[(]\d?\d:\d\d(?::\d\d)?[\])]|#00:00:12-3#|[\s\ufeff]", "", left) == ""


@pytest.mark.parametrize(
    ("code", "time"),
    [("1:02", 62_000), ("00:01:02", 62_000), ("01:00:00.5", 3_600_500), ("00:00:01,042", 1042), ("00:00:12-3", 12_300)],
)
def test_a_time_code_is_read_in_milliseconds(code: str, time: int) -> None:
    """Hours may be missing, and fractions follow a point, a comma, or as F4 writes them a hyphen."""
    assert milliseconds(code) == time


def test_doubts_are_told_apart_and_counted() -> None:
    """Backward, overlapping and upside-down time codes each have a sentence of their own."""
    marks = [TimeMark(0, 5000, 9000), TimeMark(1, 8000, 7000), TimeMark(2, 1000), TimeMark(3, 900)]
    told = doubts(marks)
    assert len(told) == 3
    assert told[0].startswith("2 time codes are each earlier")
    assert told[1].startswith("1 time code is begun before")
    assert told[2].startswith("1 time code is ended before")
    assert doubts([TimeMark(0, 0, 10), TimeMark(1, 10, 20)]) == ()


def test_a_name_that_speaks_once_among_many_is_told() -> None:
    """A sentence with a colon that was taken for a speaker can be found by its warning."""
    read = transcript_of(Words("Q: a\nA: b\n" * 8 + "Fog: it came\nQ: c\n"), "text")
    assert any("speaks only once" in warning for warning in read.warnings)
