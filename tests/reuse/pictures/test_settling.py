"""What persons decide stands above what was verified, and the groups follow from the sets alone."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from synopticon.model.picture import PictureDecisions
from synopticon.reuse.pictures.settling import settled

NAMES = list("abcdefgh")
pairs = st.lists(st.sampled_from(list(combinations(NAMES, 2))), max_size=12)


def test_groups_are_named_after_the_picture_that_others_were_verified_against() -> None:
    """A star keeps its name; who was joined by a person comes into it."""
    found = settled(NAMES[:5], [("a", "c"), ("b", "c")], PictureDecisions(joined=frozenset({("a", "e")})))
    assert found == {"a": "c", "b": "c", "c": "c", "d": "d", "e": "c"}


def test_who_was_set_apart_from_one_of_a_group_is_in_none_of_it() -> None:
    """Not through a third picture either, and not by a person's other word."""
    decided = PictureDecisions(apart=frozenset({("a", "b")}), joined=frozenset({("b", "d")}))
    found = settled(NAMES[:4], [("a", "c"), ("b", "c"), ("d", "c")], decided)
    assert found["a"] == found["c"] == found["d"] == "c" and found["b"] == "b"


@given(pairs, pairs, pairs, st.randoms())
def test_no_order_matters_and_nobody_set_apart_is_together(verified: list, apart: list, joined: list, random) -> None:
    """Any order of the pairs and names gives the same groups, and no group holds two that a person set apart."""
    decided = PictureDecisions(frozenset(apart), frozenset(joined))
    found = settled(NAMES, verified, decided)
    assert all(found[one] != found[other] for one, other in apart)
    shuffled = NAMES[:]
    random.shuffle(shuffled)
    random.shuffle(verified)
    assert settled(shuffled, verified, decided) == found
