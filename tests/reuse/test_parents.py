"""A child hangs on the member whose slips, cuts and additions it inherited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synopticon.reuse.parents import parents_of

Make = Callable[..., Any]
STORY = (
    "The lamp was lit at six. Nineteen boats came in before dark. The keeper wrote their names in a book. "
    "Two had lost a sail, one its rudder. The wind turned to the north at nine. No boat was missing at dawn."
)


def parents(made: Any) -> dict[int, int]:
    return parents_of([card.body for card in made.cards], made.texts())


def test_a_slip_that_is_handed_on_betrays_the_copy_of_a_copy(kin: Make) -> None:
    """The third has the second's slips: it was copied from that one."""
    slips = STORY.replace("Nineteen", "Nineten").replace("rudder", "ruder")
    made = kin(("a", None, STORY), ("b", None, slips), ("c", None, slips.replace("dawn", "daybreak")))
    assert parents(made) == {1: 0, 2: 1}


def test_what_a_sibling_added_and_the_child_lacks_speaks_for_the_origin(kin: Make) -> None:
    """Both hold all of the child; the sibling also has a paragraph which the child would have had to take out."""
    added = STORY + " The harbour office reminds all owners that lamps must be inspected every spring."
    made = kin(("a", None, STORY), ("b", None, added), ("c", None, STORY.replace("dawn", "daybreak")))
    assert parents(made) == {1: 0, 2: 0}


def test_a_shared_cut_in_the_middle_is_inherited(kin: Make) -> None:
    """The same sentence is missing from both: one was copied from the other."""
    cut = STORY.replace(" The keeper wrote their names in a book.", "")
    made = kin(("a", None, STORY), ("b", None, cut), ("c", None, cut.replace("dawn", "daybreak")))
    assert parents(made) == {1: 0, 2: 1}


def test_two_who_shorten_the_same_story_at_different_ends_do_not_hang_on_each_other(kin: Make) -> None:
    """A longer and a shorter beginning of one text, each with an ending of its own."""
    longer, shorter = STORY[:150] + " Read more in our evening edition.", STORY[:100] + " All rights reserved here."
    made = kin(("a", None, STORY), ("b", None, longer), ("c", None, shorter))
    assert parents(made) == {1: 0, 2: 0}


def test_who_shares_nothing_with_those_before_has_no_parent(kin: Make) -> None:
    """A member that a person joined is left out."""
    assert parents(kin(("a", None, STORY), ("b", None, "0123456789" * 9))) == {}
