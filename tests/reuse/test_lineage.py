"""The rows of a family: dates with their uncertainty, agencies, words; and silence where the evidence is thin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synopticon.model.reuse import Role
from synopticon.reuse.families import Decisions
from synopticon.reuse.lineage import CLAIMED_TOO

Make = Callable[..., Any]
STORY = (
    "The river rose two metres on Monday. Both bridges were closed at noon. The school took in forty people. "
    "A baker brought bread on a sledge. The mayor thanked the fire brigade. By evening the water fell again. "
    "Nobody was hurt, said the doctor. The road will open on Friday."
)
SLIPS = STORY.replace("river", "rivver").replace("sledge", "slegde").replace("doctor", "dcotor")
"""The story with three slips of the pen."""


def test_the_earliest_by_date_is_the_origin_and_the_reasons_say_how_probable(kin: Make) -> None:
    """A date that surely comes first, with texts that hold all of it: named, with its probability in plain words."""
    rows = kin(
        ("a", "2024-01-01", STORY), ("b", "2024-01-02", STORY[:200]), ("c", "2024-01-03", SLIPS),
    ).rows()  # fmt: skip
    assert rows["a"].role is Role.ORIGIN and rows["a"].origin == "a" and rows["a"].origin_probability > 700
    assert rows["a"].reasons[0] == "it is the earliest by its date"
    assert (
        rows["a"].reasons[1].startswith("probability 0.")
        and "characters in a row stand in it alone" in rows["a"].reasons[1]
    )
    assert rows["b"].parent == rows["c"].parent == "a"
    assert {row.origin_probability for row in rows.values()} == {rows["a"].origin_probability}


def test_a_day_does_not_come_before_an_hour_of_that_day(kin: Make) -> None:
    """Where dates overlap, the member is taken that has nothing of its own; the probability falls."""
    day, hour = ("a", "2024-01-01", STORY[:150]), ("b", "2024-01-01T09:00:00Z", STORY)
    late, last = ("c", "2024-01-03", SLIPS), ("d", "2024-01-04", STORY + " More to follow.")
    rows = kin(day, hour, late, last).rows()
    assert rows["b"].role is Role.ORIGIN and "may be as early by the date" in rows["b"].reasons[1]
    assert rows["a"].parent == "b"
    sure = kin(("a", "2024-01-02", STORY[:150]), hour, late, last).rows()
    assert sure["b"].origin_probability > rows["b"].origin_probability


def test_where_dates_overlap_the_text_nearer_to_the_origin_came_first(kin: Make) -> None:
    """A day and an hour of it: the copy of a copy hangs on the copy, although its own date may be earlier."""
    rows = kin(
        ("a", "2024-01-01", STORY), ("d", "2024-01-02T06:00:00Z", SLIPS[:160]), ("b", "2024-01-02", SLIPS),
        ("e", "2024-01-05", STORY.replace("baker", "butcher")),
    ).rows()  # fmt: skip
    assert rows["b"].parent == "a" and rows["d"].parent == "b"


def test_nobody_is_a_parent_who_came_later(kin: Make) -> None:
    """A member published surely later is never the parent, however alike; no circle comes about."""
    rows = kin(("a", "2024-01-01", STORY[:100]), ("b", "2024-01-05", STORY), ("c", "2024-01-03", STORY + " !")).rows()
    assert rows["c"].parent == "a" and rows["b"].parent == "c"


def test_an_agency_that_was_not_collected_stays_unseen(kin: Make) -> None:
    """All credit Reuters, no member is Reuters: no origin is invented, and the reason names it."""
    rows = kin(
        ("a", "2024-01-01", STORY, "Paper", "Reuters"), ("b", "2024-01-02", SLIPS, "Gazette", "Reuters")
    ).rows()  # fmt: skip
    assert rows["a"].role is Role.ECHO_OF_UNSEEN and rows["a"].origin is None and rows["b"].origin is None
    assert rows["a"].origin_probability is None and "Reuters" in " ".join(rows["a"].reasons)


def test_the_agencys_own_document_is_the_origin_when_dates_allow(kin: Make) -> None:
    """On the same day, the agency whom the others credit comes first, and is named with a high probability."""
    rows = kin(
        ("a", "2024-01-01", SLIPS, "Paper", "Yonhap"), ("b", "2024-01-01", STORY, "연합뉴스", "Yonhap")
    ).rows()  # fmt: skip
    assert rows["b"].role is Role.ORIGIN and rows["a"].parent == "b" and rows["b"].origin_probability == 900


def test_without_any_date_there_is_no_origin(kin: Make) -> None:
    """No dates: the root is a guess by words, and no probability is given."""
    rows = kin(("a", None, STORY), ("b", None, STORY[:150])).rows()
    assert {row.origin for row in rows.values()} == {None} == {row.origin_probability for row in rows.values()}
    assert {row.role for row in rows.values()} == {Role.ECHO}


def test_an_undated_member_does_not_outrank_a_dated_one(kin: Make) -> None:
    """A member without a date may be the first, but a dated one is taken, with less confidence."""
    undated = kin(("a", "2024-01-01", STORY), ("b", None, STORY[:250]), ("c", "2024-01-03", SLIPS)).rows()
    dated = kin(("a", "2024-01-01", STORY), ("b", "2024-01-02", STORY[:250]), ("c", "2024-01-03", SLIPS)).rows()
    assert undated["a"].role is Role.ORIGIN
    assert undated["a"].origin_probability < dated["a"].origin_probability


def test_echoes_that_agree_against_the_first_member_come_from_a_source_that_is_not_here(kin: Make) -> None:
    """The first has slips and a paragraph of its own, which no other has: no origin is named, no parent made up."""
    own = " Our reporter adds that the ferry will run twice an hour until further notice, free of charge for pupils."
    rows = kin(
        ("a", "2024-01-01", SLIPS[:150] + own), ("b", "2024-01-02", STORY), ("c", "2024-01-03", STORY + " (End)"),
        ("d", "2024-01-04", STORY.replace("mayor", "major")),
    ).rows()  # fmt: skip
    assert rows["a"].role is Role.ECHO_OF_UNSEEN and {row.origin for row in rows.values()} == {None}
    assert "one that was not collected is likelier" in rows["a"].reasons[1]
    assert rows["b"].parent is None and rows["b"].role is Role.ECHO_OF_UNSEEN
    assert "its source was probably not collected" in rows["b"].reasons[0]
    assert rows["c"].parent == "b" and rows["c"].role is Role.ECHO


def test_members_of_one_text_are_told_apart_by_dates_alone(kin: Make) -> None:
    """Reprints: the first by date is named; one that may be as early halves its probability."""
    sure = kin(("a", "2024-01-01", STORY), ("b", "2024-01-02", STORY)).rows()
    even = kin(("a", "2024-01-01", STORY), ("b", "2024-01-01", STORY)).rows()
    assert sure["b"].parent == even["b"].parent == "a" and sure["b"].score == 1000
    assert even["a"].origin_probability == pytest.approx(sure["a"].origin_probability / 2, abs=1)
    assert "1 with the same text may be as early" in even["a"].reasons[1]


def test_of_two_claims_of_origin_the_earlier_stands(kin: Make) -> None:
    """A person set two members as the origin: the first by date is it, wherever it stands; the other is told so."""
    decided = Decisions(origins={"b": "seen by eye", "c": "seen by eye"})
    rows = kin(("a", "2024-01-01", STORY), ("b", "2024-01-02", SLIPS), ("c", "2024-01-03", STORY[:200])).rows(decided)
    assert rows["b"].origin == "b" and rows["b"].origin_probability == 1000
    assert CLAIMED_TOO in rows["c"].reasons and rows["a"].parent == "b"


def test_ten_thousand_copies_take_no_square_of_work(kin: Make) -> None:
    """Documents of one body are looked at once each."""
    copies = [(f"c{number:05d}", "2024-01-02", STORY) for number in range(10_000)]
    rows = kin(("a", "2024-01-01", STORY), *copies).rows()
    assert {row.parent for row in rows.values()} == {"a", None} and rows["c00007"].score == 1000


def test_agencies_that_name_each_other_have_one_end(kin: Make) -> None:
    """A credits B and B credits A: one of them is the first, nobody is his own ancestor."""
    rows = kin(
        ("a", "2024-01-01", STORY, "Reuters", "AFP"), ("b", "2024-01-01", SLIPS, "AFP", "Reuters"),
        ("c", "2024-01-01", STORY[:200], "TASS", "Reuters"),
    ).rows()  # fmt: skip
    tops = [name for name, row in rows.items() if row.parent is None]
    assert len(tops) == 1
    for name in rows:
        steps = 0
        while rows[name].parent is not None and steps < len(rows):
            name, steps = rows[name].parent, steps + 1
        assert name == tops[0]
