"""The order of a family's members: by moments, with none before the one it echoes where dates leave that open."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from synopticon.model.item import Item
from synopticon.model.reuse import Kind, Role
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.in_time import date_told, in_time, moment_of_item


def member(
    name: str, when: str | None, parent: str | None = None, depth: int = 0, url: str | None = None
) -> FamilyMember:
    """An invented member. when: a day or a moment."""
    item = Item(
        id=name, extraction=None, asked="file:a", url=url, channel="file", media_type=None, format="txt",
        collected=datetime(2026, 1, 1, tzinfo=UTC), title="Masts", outlet=name, authors=(), language="en",
        published=when and when[:10], length=100, family="a", published_at=when if when and "T" in when else None,
    )  # fmt: skip
    role, kind = (Role.ECHO, Kind.COPY) if parent else (Role.ORIGIN, None)
    return FamilyMember(item, role, parent, kind, None, (), (), (), None, depth)


FAMILIES = {
    "by the hour": [member("b", "2024-05-01T09:00Z"), member("a", "2024-05-01T10:00Z", "b", 1)],
    "in different zones": [member("b", "2024-05-01T20:00+09:00"), member("a", "2024-05-01T12:00Z", "b", 1)],
    "a day stands behind the hour that it echoes": [
        member("c", "2024-05-01T09:00Z"), member("a", "2024-05-01", "c", 1), member("b", "2024-05-01T10:00Z", "c", 1),
    ],
    "of one day, the nearer to the origin first": [
        member("c", "2024-05-01"), member("b", "2024-05-01", "c", 1), member("a", "2024-05-01", "b", 2),
    ],
    "an earlier date is earlier, whatever it echoes": [
        member("b", "2024-04-30", "a", 1), member("a", "2024-05-01"), member("c", "2024-05-01", "a", 1),
    ],
    "below an origin without a date, by their own": [
        member("c", None), member("b", "2024-05-01", "c", 1), member("a", "2024-05-02", "c", 1),
    ],
    "by the day of an address": [member("b", None, url="https://w/2024/05/01/x"), member("a", "2024-05-02", "b", 1)],
    "a circle ends": [member("a", "2024-05-01", "b", 2), member("b", "2024-05-01", "a", 2)],
    "of one date in two branches, by their depth": [
        member("d", "2024-05-01"), member("c", "2024-05-01", "d", 1), member("b", "2024-05-02", "d", 1),
        member("a", "2024-05-02", "c", 2),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILIES)
def test_members_come_in_time(name: str) -> None:
    """One order, whatever the order in which they are handed in."""
    wanted = FAMILIES[name]
    for given in permutations(wanted):
        assert [one.item.id for one in in_time(given)] == [one.item.id for one in wanted]


def test_what_names_no_parent_stands_behind_the_origin_of_all() -> None:
    """An echo of whom nobody knows the parent is not put before the origin of the same day."""
    rows = [member("a", "2024-05-01"), member("b", "2024-05-01T09:00Z")]
    assert [row.item.id for row in in_time(rows, "b")] == ["b", "a"]
    assert [row.item.id for row in in_time(rows)] == ["a", "b"]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2024-05-01T09:00:30Z", "2024-05-01 09:00 UTC"),
        ("2024-05-01T09:00-05:00", "2024-05-01 09:00 -05:00"),
        ("2024-05-01T09:00", "2024-05-01 09:00"),
        ("2024-05-01T09Z", "2024-05-01 09h UTC"),
        ("2024-05-01", "2024-05-01"),
        (None, "no date"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(when: str | None, told: str) -> None:
    """The day, the hour where there is one, and the zone that was told."""
    item = member("a", when).item
    assert date_told(item) == told and date_told(item, hour=False) == (item.published or "no date")
    assert moment_of_item(item).known is (when is not None)
