"""Families: stars first; then families of which most pairs across were verified; what a person cut stays apart."""

from __future__ import annotations

from synopticon.reuse.families import Decisions, Relations, cluster

NOBODY = Decisions()


def clustered(order: str, bound: str, events: str = "", decided: Decisions = NOBODY) -> list[str]:
    """Families of documents named by letters, each a body of its own; bound and events: pairs such as "ab ac"."""
    near: dict[int, dict[int, float]] = {}
    apart: dict[int, set[int]] = {}
    for one, other in map(tuple, bound.split()):
        near.setdefault(ord(one), {})[ord(other)] = 0.9
        near.setdefault(ord(other), {})[ord(one)] = 0.9
    for one, other in map(tuple, events.split()):
        apart.setdefault(ord(one), set()).add(ord(other))
        apart.setdefault(ord(other), set()).add(ord(one))
    found = cluster(list(order), {name: ord(name) for name in order}, Relations(near, apart), decided)
    return ["".join(sorted(family)) for family in found]


def test_a_chain_of_single_links_is_no_family() -> None:
    """Each link alone would glue strangers: of six pairs across only one was verified."""
    assert clustered("abcdef", "ab ac de df cf") == ["abc", "def"]


def test_what_holds_two_instalments_unites_them() -> None:
    """The first and the second part share nothing; the whole, which came later, holds both."""
    assert clustered("abw", "aw bw") == ["abw"]


def test_a_report_of_another_event_keeps_families_apart() -> None:
    """Pairs that tell of another event count against those that bind."""
    assert clustered("abw", "aw bw", events="ab") == ["aw", "b"]


def test_what_a_person_cut_no_third_document_joins() -> None:
    """The whole may hold both parts: a cut between the parts stands."""
    cut = Decisions(cut={frozenset("ab"): "two statements"})
    assert clustered("abw", "aw bw", decided=cut) == ["aw", "b"]


def test_a_person_joins_what_was_never_verified() -> None:
    """A judgement stands above every rule."""
    joined = Decisions(joined={frozenset("ab"): "the author told us"})
    assert clustered("ab", "", decided=joined) == ["ab"]
