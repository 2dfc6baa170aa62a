"""Between two traces every merge, split and new root is found, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.changes import Change, Place, Turn, changes


def places(**families: str) -> dict[str, Place]:
    """Documents, one letter each, by family; a family's first document is its origin."""
    return {name: Place(family, members[0]) for family, members in families.items() for name in members}


def told(before: dict[str, Place], now: dict[str, Place]) -> list[tuple[str, str, str]]:
    """Each change as (turn, family, its documents)."""
    return [(str(change.turn), change.family, "".join(change.documents)) for change in changes(before, now)]


def test_a_first_trace_merges_documents_into_families() -> None:
    """Each family of several documents is told once; a document alone is none."""
    assert told({}, places(a="abc", d="d", e="ef")) == [("merge", "a", "bc"), ("merge", "e", "f")]


def test_a_trace_that_finds_the_same_changes_nothing() -> None:
    """Two equal answers have nothing between them."""
    assert told(places(a="abc", d="d"), places(a="abc", d="d")) == []


def test_two_families_merge_into_the_one_that_holds_most() -> None:
    """The documents of the smaller family came, and from where; that it is gone is no split."""
    (merge,) = changes(places(a="abc", d="de"), places(a="abcde"))
    assert merge == Change(Turn.MERGE, "a", ("d", "e"), ("d",), ("a",))


def test_a_family_that_falls_apart_is_told_with_where_its_documents_are() -> None:
    """A split names the families in which the documents are now."""
    (split,) = changes(places(a="abcd"), places(a="abc", d="d"))
    assert split == Change(Turn.SPLIT, "a", ("d",), ("a",), ("d",))


def test_an_older_document_re_roots_a_family_under_another_name() -> None:
    """The merge and the new root both say under which name the family stood before."""
    merge, root = changes(places(b="bcd"), places(a="abcd"))
    assert (merge.turn, merge.documents, merge.before) == (Turn.MERGE, ("a",), "b")
    assert (root.turn, root.was, root.now, root.before) == (Turn.RE_ROOT, ("b",), ("a",), "b")


def test_an_origin_that_is_no_longer_sure_is_a_new_root() -> None:
    """A family whose origin became unseen goes back to nobody now."""
    before = places(a="abc")
    now = {name: Place("a", None) for name in "abc"}
    (root,) = changes(before, now)
    assert (root.turn, root.was, root.now) == (Turn.RE_ROOT, ("a",), ())


def test_a_withdrawn_document_is_no_split() -> None:
    """What is not traced any more did not leave its family for another."""
    assert told(places(a="abc"), places(a="ab")) == []


FAMILIES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("ABC")).map(
    lambda chosen: {name: Place(family, None) for name, family in chosen.items()}
)


@given(FAMILIES, FAMILIES)
def test_applying_the_changes_to_the_old_families_gives_the_new_ones(
    before: dict[str, Place], now: dict[str, Place]
) -> None:
    """No document changes its company without being named: take the named out, and who stayed together still is."""
    moved = {name for change in changes(before, now) if change.turn is not Turn.RE_ROOT for name in change.documents}
    stayed = sorted(before.keys() & now.keys() - moved)
    for one in stayed:
        for other in stayed:
            together = before[one].family == before[other].family
            assert together == (now[one].family == now[other].family)
