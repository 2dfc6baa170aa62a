"""However a tool counts, its spans come out as the words that were selected. All texts are invented."""

from __future__ import annotations

import random

import pytest

from synopticon.coding.exchange.readings import Ends, Lines, Reading, Ruler, Span, Units, choose

TEXT = "\r\n".join(
    f"Day {day}: the 🎥 camera over gate {day} was switched off, and nobody said why it was. 감시 카메라가 없다."
    for day in range(40)
)


def _spans(text: str, reading: Reading, number: int, seed: int = 1) -> list[tuple[Span, tuple[int, int]]]:
    """Selections of whole words as a tool that counts so would write them, with the code points that they mean."""
    chance, found = random.Random(seed), []
    words = [at for at in range(1, len(text)) if text[at].isalnum() and not text[at - 1].isalnum()]
    ruler = Ruler(text, reading.lines, reading.units)
    foreign = {ruler.point(at): at for at in range(3 * len(text)) if ruler.point(at) is not None}
    for _ in range(number):
        start = chance.choice(words)
        end = chance.choice([at for at in words if at > start] or [len(text)])
        while end > start and not text[end - 1].isalnum():
            end -= 1
        last = foreign[end] - (reading.ends is Ends.INCLUSIVE)
        found.append((Span(text, foreign[start], last), (start, end)))
    return found


@pytest.mark.parametrize("ends", Ends)
@pytest.mark.parametrize("lines", Lines)
@pytest.mark.parametrize("units", Units)
def test_a_convention_is_told_by_the_spans_themselves(ends: Ends, lines: Lines, units: Units) -> None:
    """Forty selections of whole words, counted in any way, are read as the words that were selected."""
    written = _spans(TEXT, Reading(ends, lines, units), 40)
    reading = choose([span for span, _ in written], None)
    ruler = Ruler(TEXT, reading.lines, reading.units)
    assert [ruler.span(span.start, span.end, reading.ends) for span, _ in written] == [meant for _, meant in written]
    assert "points" in reading.because or reading == Reading(because="")


def test_a_quotation_in_the_name_decides_where_words_do_not() -> None:
    """In a script without blanks the words that a selection's name quotes tell where it ends."""
    text = "监控摄像头安装在学校门口的墙上"
    spans = [Span(text, start, start + 2, text[start : start + 3]) for start in range(8)]
    assert choose(spans, None).ends is Ends.INCLUSIVE
    assert choose([Span(text, s.start, s.end, s.quoted[:2] + "...") for s in spans if s.quoted], None) == Reading()


def test_one_damaged_span_changes_no_reading() -> None:
    """A span that runs out of its text does not make all others be read in another way."""
    written = [span for span, _ in _spans(TEXT, Reading(), 12)]
    assert choose([*written, Span(TEXT, len(TEXT) - 3, len(TEXT) + 5)], None) == Reading()


def test_without_evidence_the_standard_holds_and_says_so() -> None:
    """A file with nothing to tell by is read as REFI-QDA says, and the reason is named."""
    reading = choose([Span("abc", 0, 1)], "Some Tool")
    assert (reading, reading.because) == (Reading(), "nothing in the file speaks against the standard")


def test_a_tool_that_is_known_is_read_as_it_counts() -> None:
    """ATLAS.ti counts a Windows line end as one, also where few spans could show it."""
    assert choose([Span("ab\r\ncd", 3, 5)], "ATLAS.ti Mac 24").lines is Lines.ONE


def test_what_the_user_says_is_kept() -> None:
    """An end convention that is asked for is never overruled by the spans."""
    written = [span for span, _ in _spans(TEXT, Reading(Ends.INCLUSIVE), 40)]
    reading = choose(written, None, ends=Ends.EXCLUSIVE)
    assert reading.ends is Ends.EXCLUSIVE


@pytest.mark.parametrize(
    ("lines", "units", "offset", "point"),
    [
        (Lines.ONE, Units.POINTS, 1, 1),
        (Lines.ONE, Units.POINTS, 2, 3),
        (Lines.TWO, Units.POINTS, 5, 4),
        (Lines.STORED, Units.UTF16, 6, 5),
        (Lines.STORED, Units.UTF16, 5, None),
        (Lines.STORED, Units.POINTS, 7, None),
        (Lines.STORED, Units.POINTS, -1, None),
    ],
)
def test_an_offset_leads_to_a_character(lines: Lines, units: Units, offset: int, point: int | None) -> None:
    """Line ends and wide characters count as the tool counts them; the middle of one is no place."""
    assert Ruler("a\r\n\n🎥b", lines, units).point(offset) == point
