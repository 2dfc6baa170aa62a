"""Moments as texts tell them: no finer than told, with the zone that was told, and None for all that is doubtful."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synopticon.language.dates import to_edtf
from synopticon.language.moments_told import (
    day_told,
    in_utc,
    moment_in,
    moment_mailed,
    moment_told,
    on_day,
    past_midnight,
)
from synopticon.reuse.moments import MINUTES_A_DAY, Moment, moment_of

DIGITS = st.integers(0, 99).map(lambda number: f"{number:02}")
DAYS = st.dates().map(lambda day: day.isoformat())
CLOCKS = st.one_of(
    st.times().map(lambda time: time.isoformat()),
    st.times().map(lambda time: time.isoformat("minutes")),
    st.times().map(lambda time: time.strftime("%H%M%S")),
    st.builds("{}:{}:{}".format, DIGITS, DIGITS, DIGITS),
    DIGITS,
)
FRACTIONS = st.sampled_from(["", ".5", ",25", ".123456789"])
ZONES = st.one_of(
    st.sampled_from(["", "Z", "z", " Z", " UTC", "-00:00", "+09", "+0900", " +09:00", "+09:00:30"]),
    st.builds("{}{}:{}".format, st.sampled_from("+-"), DIGITS, DIGITS),
)
TEXTS = st.builds("{}{}{}{}{}".format, DAYS, st.sampled_from(["T", " ", "t"]), CLOCKS, FRACTIONS, ZONES)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2012-01-03T10:00:00Z", "2012-01-03T10:00:00Z"),
        ("2012-01-03T10:00", "2012-01-03T10:00"),
        ("2012-01-03T10Z", "2012-01-03T10Z"),
        ("2012-01-03T10:00:30,75+0900", "2012-01-03T10:00:30+09:00"),
        ("2012-01-03T1000z", "2012-01-03T10:00Z"),
        ("2012-01-03 10:00:00", "2012-01-03T10:00:00"),
        ("2012-01-03 10:00:00.5+09", "2012-01-03T10:00:00+09:00"),
        ("2012-01-03 10:00:00 UTC", "2012-01-03T10:00:00Z"),
        ("2012-01-03T10:00:00-00:00", "2012-01-03T10:00:00Z"),
        ("２０１２-01-03T10:00", "2012-01-03T10:00"),
        ("2012-01-03", None),
        ("2012-01-03 10", None),
        ("2012-01-03 1000", None),
        ("2012-01-03T24:00Z", None),
        ("2012-01-03T10:60Z", None),
        ("2012-01-03T10:0000Z", None),
        ("2012-01-03T10:000,0+09:00", None),
        ("2012-02-30T10:00Z", None),
        ("2012-01-03T10:00+25:00", None),
        ("2012-01-03T10:00 KST", None),
        ("2012-01-03T10:00/2012-01-04", None),
        ("on 2012-01-03T10:00", None),
        ("2012-01-03T10:00" + " " * 200, None),
        ("", None),
    ],
)
def test_an_iso_text_tells_its_moment(text: str, moment: str | None) -> None:
    """Normalised and no finer than told; what is no moment, or might be none, is None."""
    assert moment_in(text) == moment


def told_by_the_clock(text: str) -> bool:
    """True where the stand-alone command reads more than a day from it."""
    moment = moment_of(text)
    return moment.known and moment.latest - moment.earliest in (0, 26 * 60)


@given(TEXTS)
@example("2012-01-03T00:00:00Z")
@example("2012-01-03T23:30:00-05:00")
@example("2012-01-03T10.5Z")
@example("9998-12-31T23:59:59-05:00")
def test_a_moment_stands_where_the_command_without_a_study_puts_the_text(text: str) -> None:
    """Wherever that reads a clock in a text whose day a study reads, the study's moment has the same bounds, and its
    day is the study's.
    """
    day, moment = to_edtf(text), moment_in(text)
    if day and told_by_the_clock(text):
        assert moment is not None and moment_of(moment) == moment_of(text)
    if moment and day:
        assert on_day(moment, day) == moment and moment_in(moment) == moment


def test_the_property_above_is_about_something() -> None:
    """The shapes that feeds and corpora write are read as moments by both."""
    for text in ("2012-01-03T10:00:00Z", "2012-01-03T10:00", "2012-01-03T10:00:00.5+09:00", "2012-01-03T00:00:00Z"):
        assert told_by_the_clock(text) and to_edtf(text) == "2012-01-03"
    assert not told_by_the_clock("2012-01-03T24:00Z")


@pytest.mark.parametrize(
    ("value", "day", "moment"),
    [
        (1325584800, "2012-01-03", "2012-01-03T10:00:00Z"),
        ("1325584800.75", "2012-01-03", "2012-01-03T10:00:00Z"),
        (1325584800000, "2012-01-03", "2012-01-03T10:00:00Z"),
        (1325548800, "2012-01-03", None),
        ("2012-01-03T00:00:00Z", "2012-01-03", "2012-01-03T00:00:00Z"),
        (" 2012-01-03 10:00 ", "2012-01-03", "2012-01-03T10:00"),
        ("3 January 2012", "2012-01-03", None),
        (True, None, None),
        (None, None, None),
        (["2012-01-03T10:00"], None, None),
    ],
)
def test_a_column_tells_its_day_and_its_moment(value: object, day: str | None, moment: str | None) -> None:
    """Numbers are moments unless they count whole days; an ISO text's midnight is taken at its word."""
    assert (day_told(value), moment_told(value)) == (day, moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 03 Jan 2012 10:00:00 +0900", "2012-01-03T10:00:00+09:00"),
        ("3 Jan 2012 10:00 GMT", "2012-01-03T10:00Z"),
        ("Tue, 03 Jan 2012 10:00:00 -0000", "2012-01-03T10:00:00"),
        ("Tue, 03 Jan 2012 10:00:00 KST", "2012-01-03T10:00:00"),
        ("Tue, 03 Jan 2012", None),
        ("Tue, 33 Jan 2012 10:00:00 +0900", None),
        ("10:00", None),
        ("", None),
    ],
)
def test_a_mailed_date_tells_its_moment(text: str, moment: str | None) -> None:
    """A zone that is unknown by its own words, or by a name that nobody agreed on, is no zone."""
    assert moment_mailed(text) == moment


@given(st.text(max_size=30))
@example("Tue, 03 Jan 2012 10:00:00 +9999")
def test_no_text_breaks_it(text: str) -> None:
    """Nonsense is None."""
    for moment in (moment_in(text), moment_mailed(text), moment_told(text)):
        assert moment is None or moment_of(moment) is not None


def test_moments_in_utc_and_past_midnight() -> None:
    """UTC moves what has a zone; midnight in its own zone says nothing about the hour."""
    assert in_utc("2012-01-03T03:00+09:00") == "2012-01-02T18:00Z"
    assert in_utc("2012-01-03T03+09:00") == "2012-01-02T18Z"
    assert in_utc("2012-01-03T03:00") == "2012-01-03T03:00"
    assert in_utc("0001-01-01T03:00:00+09:00") is None
    assert past_midnight("2012-01-03T00:00:00+09:00") is past_midnight("2012-01-03T00Z") is past_midnight(None) is None
    assert past_midnight("2012-01-03T00:00:01Z") == "2012-01-03T00:00:01Z"
    noon = MINUTES_A_DAY // 2
    assert moment_of("2012-01-03T12:00Z") == Moment(*[moment_of("2012-01-03").earliest + noon] * 2)
