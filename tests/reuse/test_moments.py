"""Moments: a day is not an hour, and what is not known is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synopticon.language.moments_told import day_told, moment_told, on_day
from synopticon.reuse.moments import UNKNOWN, day_of, moment_of

TEXTS = st.from_regex(r"\d{4}-\d\d-\d\d[Tt ][\d:]{2,8}([.,]\d)?(Z|[+-]\d\d:?\d\d)?", fullmatch=True)
"""Much like moments."""


def test_a_day_spans_its_hours() -> None:
    """A day overlaps every hour of itself and lies before the next day."""
    day, hour = moment_of("2024-03-01"), moment_of("2024-03-01T08:00:00Z")
    assert not day.surely_before(hour) and not hour.surely_before(day)
    assert day.surely_before(moment_of("2024-03-02"))


def test_zones_are_heeded_and_their_absence_too() -> None:
    """The same instant in two zones is one minute; without a zone it is not sure."""
    assert moment_of("2024-03-01T09:00:00+09:00") == moment_of("2024-03-01T00:00:00Z")
    local = moment_of("2024-03-01T09:00:00")
    assert local.earliest < moment_of("2024-03-01T09:00:00Z").earliest < local.latest


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2024-03-01 09:00:00+09:00", "2024-03-01T00:00:00Z"),
        ("2024-03-01 09:00", "2024-03-01T09:00"),
        ("1 March 2024", "2024-03-01"),
        ("Fri, 1 Mar 2024 09:00", "2024-03-01"),
        ("2024년 3월 1일", "2024-03-01"),
        ("03/04/2024", "[2024-03-04,2024-04-03]"),
        ("1709283600", "2024-03-01T09:00:00Z"),
    ],
)
def test_dates_as_people_write_them_are_read_as_in_a_study(text: str, same: str) -> None:
    """A row that is traced without a study has the date that it would have in one."""
    assert moment_of(text) == moment_of(same) != UNKNOWN
    day = day_told(text)
    assert moment_of(on_day(moment_told(text), day) or day) == moment_of(text)


@given(st.text(alphabet="0123456789-:TtZz+/. ,[]~?UTCGM", max_size=32) | TEXTS)
@example("2024-03-01T09:000,0+09:00")
@example("99999999999999")
@example("0001-01-01T00:00:00+14:00")
def test_no_date_brings_a_trace_down(text: str) -> None:
    """Whatever stands in a row's date, it is a moment or unknown."""
    moment = moment_of(text)
    assert moment.earliest <= moment.latest


def test_open_ends_and_nonsense_are_unknown_or_open() -> None:
    """An open interval has an open end; what cannot be read is unknown and comes last."""
    assert moment_of("2019/..").latest > moment_of("9998").latest
    assert moment_of("soon") is moment_of(None) is UNKNOWN
    assert sorted([UNKNOWN, moment_of("2024")], key=lambda m: m.order)[0] == moment_of("2024")


def test_an_address_may_name_the_day() -> None:
    """A whole day in an address is read in its usual forms; other numbers are none."""
    days = ("https://a.example/2024/03/01/x", "https://a.example/2012/201204/news10/20120410-3e.html?2024-03-01")
    assert [day_of(url) for url in days] == ["2024-03-01", "2012-04-10"]
    assert {day_of(url) for url in (None, "https://a.example/2024/03/x", "https://a.example/202403019")} == {None}
    assert moment_of(day_of("https://a.example/2024-02-31/x")) is UNKNOWN
