"""Probabilities rest on signs that the reasons name, and move the way the signs point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synopticon.reuse.chances import ONE_TEXT, Chance, chance_of_origin, chance_of_unseen
from synopticon.reuse.parents import parents_of

Make = Callable[..., Any]
STORY = (
    "The train left the valley at seven. It carried nine waggons of timber. Snow lay on the pass until noon. "
    "The driver waited an hour for the plough. At the border the seals were checked. It arrived on time."
)
FIRST, SECOND = STORY.replace("plough", "plow"), STORY.replace("timber", "lumber")


def chance(made: Any, rivals: int = 0) -> Chance:
    order = [card.body for card in made.cards]
    return chance_of_origin(order, parents_of(order, made.texts()), made.texts(), rivals)


def test_a_first_member_whose_words_all_the_others_hold_is_probably_the_origin(kin: Make) -> None:
    """Nothing stands in it alone, nobody agrees against it."""
    got = chance(kin(("a", None, STORY), ("b", None, FIRST), ("c", None, SECOND)))
    assert got.value > 0.8
    assert "all of it stands in others" in got.words and "another has up to 0% as well" in got.words


def test_an_addition_of_its_own_speaks_against_the_first(kin: Make) -> None:
    """A long stretch that no other has: the others would all have had to take it out."""
    longer = STORY + " Tickets for the coming season are sold at the station and in the town hall from Monday on."
    got = chance(kin(("a", None, longer), ("b", None, FIRST), ("c", None, SECOND)))
    assert got.value < chance(kin(("a", None, STORY), ("b", None, FIRST), ("c", None, SECOND))).value - 0.1
    assert "91 characters in a row stand in it alone" in got.words


def test_two_that_agree_against_the_first_speak_against_it(kin: Make) -> None:
    """Its slips are missing from all of the others: they had another model."""
    slips = STORY.replace("valley", "vallley").replace("waggons", "wagggons").replace("seals were", "seels where")
    slips = slips.replace("Snow lay", "Snoww layed").replace("waited an hour", "wated one huor")
    others = (("b", None, FIRST), ("c", None, SECOND), ("d", None, STORY.replace("border", "frontier")))
    against, agreed = chance(kin(("a", None, slips), *others)), chance(kin(("a", None, STORY), *others))
    assert against.value < agreed.value - 0.3 and "1 of 3 other texts, by the words, was taken from it" in against.words


def test_one_other_text_and_rivals_by_date_make_less_sure(kin: Make) -> None:
    """Fewer witnesses, and members that may be as early, each lower the probability."""
    three, two = (("a", None, STORY), ("b", None, FIRST), ("c", None, SECOND)), (("a", None, STORY), ("b", None, FIRST))
    assert chance(kin(*two)).value < chance(kin(*three)).value
    assert chance(kin(*three), rivals=2).value < chance(kin(*three)).value
    assert "2 other texts may be as early by the date" in chance(kin(*three), rivals=2).words


def test_one_text_in_many_papers_tells_nothing(kin: Make) -> None:
    """Where all members have the same text, words cannot tell, and the reason says so."""
    got = chance(kin(("a", None, STORY)))
    assert got.value == ONE_TEXT and "words tell nothing" in got.words


def test_a_source_is_unseen_where_others_agree_against_the_supposed_parent(kin: Make) -> None:
    """The slips of the parent are its own; where the child has them too, it is the parent after all."""
    slips = STORY.replace("valley", "vallley").replace("seals were", "seels where").replace("Snow lay", "Snoww layed")
    apart = kin(("a", None, slips), ("b", None, FIRST), ("c", None, SECOND))
    heir = kin(("a", None, slips), ("b", None, slips.replace("pass", "path")), ("c", None, SECOND))
    unseen = chance_of_unseen(1, {1: 0, 2: 0}, apart.texts(), 0.2)
    seen = chance_of_unseen(1, {1: 0, 2: 0}, heir.texts(), 0.2)
    assert seen.value < 0.5 < unseen.value
    assert "against it at 2 places" in unseen.words and "against it at 0 places" in seen.words
