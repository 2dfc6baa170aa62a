"""Origins: dates with their uncertainty, agencies, words; and silence where the evidence is thin."""

from __future__ import annotations

from dataclasses import replace

from synopticon.model.reuse import Kind, Member, Role
from synopticon.reuse.families import Decisions
from synopticon.reuse.moments import moment_of
from synopticon.reuse.origins import Card, Link, members_of, setting_of

NOBODY = Decisions()


def card(
    name: str, published: str | None, *, outlet: str = "", credit: str | None = None, body: int | None = None
) -> Card:
    number = ord(name[0]) if body is None else body
    return Card(name, number, outlet or f"Outlet {name}", None, published, moment_of(published), credit)


def links(**shares: float) -> dict[int, dict[int, Link]]:
    """Links by names: ab=.9 says that nine tenths of a's words stand in b."""
    found: dict[int, dict[int, Link]] = {}
    for (later, earlier), share in shares.items():
        found.setdefault(ord(later), {})[ord(earlier)] = Link(Kind.LIGHT, round(1000 * share), share)
    return found


def rows(*cards: Card, **shares: float) -> dict[str, Member]:
    return {row.item: row for row in members_of(cards, links(**shares), NOBODY)}


def test_the_earliest_by_date_is_the_origin() -> None:
    """A date that surely comes first decides, with high probability."""
    got = rows(card("a", "2024-01-01"), card("b", "2024-01-02"), ab=0.9, ba=0.9)
    assert got["a"].role is Role.ORIGIN and got["a"].origin_probability == 900
    assert got["b"].parent == "a" and got["b"].origin == "a"


def test_a_day_does_not_come_before_an_hour_of_that_day() -> None:
    """Where dates overlap, the member that holds most of the others' words is taken, and the probability falls."""
    day, hour, late = card("a", "2024-01-01"), card("b", "2024-01-01T09:00:00Z"), card("c", "2024-01-03")
    got = rows(day, hour, late, ab=0.95, ba=0.6, cb=0.9, ca=0.5, ac=0.5, bc=0.5)
    assert got["b"].role is Role.ORIGIN and got["b"].origin_probability == 450
    assert got["a"].parent == "b" and got["c"].parent == "b"


def test_a_child_hangs_on_the_member_whose_edits_it_inherited() -> None:
    """The parent is the member that holds most of its words, not merely the origin."""
    got = rows(
        card("a", "2024-01-01"), card("b", "2024-01-02"), card("c", "2024-01-03"),
        ba=0.8, ab=0.8, ca=0.7, ac=0.7, cb=0.95, bc=0.95,
    )  # fmt: skip
    assert got["c"].parent == "b" and got["b"].parent == "a"


def test_a_copy_of_equal_worth_hangs_on_the_earlier_one() -> None:
    """Where inheritance cannot tell two members apart, the earlier is taken."""
    got = rows(
        card("a", "2024-01-01"), card("b", "2024-01-02"), card("c", "2024-01-03"),
        ba=1.0, ab=1.0, ca=0.95, ac=0.9, cb=0.955, bc=0.9,
    )  # fmt: skip
    assert got["c"].parent == "a"


def test_nobody_is_a_parent_who_came_later() -> None:
    """A member published surely later is never the parent, however alike; a family has no circle."""
    got = rows(
        card("a", "2024-01-01"), card("b", "2024-01-05"), card("c", "2024-01-03"), ba=0.6, ab=0.6, cb=0.99, bc=0.99
    )
    assert got["c"].parent is None and "no earlier member" in got["c"].reasons[0]
    assert got["b"].parent == "c"


def test_an_agency_that_was_not_collected_stays_unseen() -> None:
    """All credit Reuters, no member is Reuters: no origin is invented, and the reason names it."""
    got = rows(card("a", "2024-01-01", credit="Reuters"), card("b", "2024-01-02", credit="Reuters"), ab=0.9, ba=0.9)
    assert got["a"].role is Role.ECHO_OF_UNSEEN and got["a"].origin is None and got["b"].origin is None
    assert got["a"].origin_probability is None and "Reuters" in " ".join(got["a"].reasons)


def test_the_agencys_own_document_is_the_origin_when_dates_allow() -> None:
    """On the same day, the agency whom the others credit comes first."""
    got = rows(
        card("a", "2024-01-01", credit="Yonhap"), card("b", "2024-01-01", outlet="연합뉴스", credit="Yonhap"),
        ab=0.9, ba=0.95,
    )  # fmt: skip
    assert got["b"].role is Role.ORIGIN and got["a"].parent == "b"


def test_without_any_date_there_is_no_origin() -> None:
    """No dates: the root is a guess by words, and no probability is given."""
    got = rows(card("a", None), card("b", None), ab=0.9, ba=0.9)
    assert got["a"].origin is None and got["a"].origin_probability is None
    assert {got["a"].role, got["b"].role} == {Role.ECHO}


def test_an_undated_member_does_not_outrank_a_dated_one() -> None:
    """A member without a date may be the first, but a dated one is taken, with less confidence."""
    got = rows(card("a", "2024-01-01"), card("b", None), ab=1.0, ba=0.9)
    assert got["a"].role is Role.ORIGIN and got["a"].origin_probability == 450


def test_ten_thousand_copies_take_no_square_of_work() -> None:
    """Documents of one body are looked at once each."""
    family = [card("a", "2024-01-01", body=1), *(card(f"c{n}", "2024-01-02", body=1) for n in range(10_000))]
    got = members_of(family, {}, NOBODY)
    assert all(row.parent == "a" and row.score == 1000 for row in got[1:])


def test_whether_two_documents_are_of_one_outlet_is_known_or_open() -> None:
    """Another name is another outlet; without a name and an address nobody can say."""
    first = card("a", "2024-01-01", outlet="KCNA")
    assert setting_of(first, card("b", "2024-01-03", outlet="KCNA")).own is True
    assert setting_of(first, card("b", "2024-01-03", outlet="Other")).own is False
    assert setting_of(first, replace(first, id="b", outlet=None)).own is None


def test_of_two_who_hold_the_child_alike_the_one_with_less_of_its_own_is_the_parent() -> None:
    """What a sibling added to the origin, the child does not have: it came from the origin."""
    sibling, origin, child = card("a", "2024-01-01"), card("b", "2024-01-01T09:00:00Z"), card("c", "2024-01-02")
    shares = {"ab": 0.8, "ba": 1.0, "ca": 0.9, "ac": 0.7, "cb": 0.9, "bc": 0.9}
    got = rows(sibling, origin, child, **shares)
    assert got["c"].parent == "b" and got["a"].parent == "b" and got["b"].role is Role.ORIGIN
