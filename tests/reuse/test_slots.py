"""Slots: other names at the same places of one frame tell a template; edits of common words do not."""

from __future__ import annotations

from synopticon.reuse.alignment import align
from synopticon.reuse.end_to_end import placed
from synopticon.reuse.normalising import normalise
from synopticon.reuse.readings import Reading
from synopticon.reuse.slots import Slots, gaps_between, renamed, slots_between

FRAME = (
    "The envoy of {who} came to the harbour office and looked at the nine lamps there for a while, and {who} gave a "
    "clock to the keeper on the {day} day of the month, which {verb} in the great hall of the office ever since."
)


def between(one: str, other: str) -> Slots:
    a, b = Reading.of(normalise(one)), Reading.of(normalise(other))
    return slots_between(*gaps_between([*placed([(align(one, other), a, b)])]), a, b)


def names_exchanged(one: str, other: str) -> tuple[str, str] | None:
    a, b = Reading.of(normalise(one)), Reading.of(normalise(other))
    return renamed(*gaps_between([*placed([(align(one, other), a, b)])]), a, b)


def test_other_names_at_the_same_places_tell_a_template() -> None:
    """Two places of one name and one of a number; the name changes at both, so it is repeated."""
    found = between(
        FRAME.format(who="Norrland", day="12", verb="stands"), FRAME.format(who="Quelmark", day="27", verb="stands")
    )
    assert found == Slots(slots=3, edits=0, repeated=1) and found.tell_a_template(500.0)


def test_a_change_of_common_words_is_an_edit() -> None:
    """As is a name misspelt: nothing tells a template."""
    found = between(
        FRAME.format(who="Norrland", day="12", verb="stands"), FRAME.format(who="Norrlamd", day="12", verb="has stood")
    )
    assert found.slots == 0 and not found.tell_a_template(10.0)


def test_edits_that_outnumber_the_slots_tell_of_a_revision() -> None:
    """Two slots amid four edits are no template."""
    one = FRAME.format(who="Norrland", day="12", verb="stands")
    other = FRAME.format(who="Quelmark", day="12", verb="stands")
    for word, changed in (("came", "went"), ("lamps", "bells"), ("clock", "watch"), ("great", "small")):
        other = other.replace(word, changed)
    assert between(one, other).edits > 2 and not between(one, other).tell_a_template(10.0)


AWARD = "The order of the lamp was awarded to the {school} school on Friday. " + (
    "The school taught the keepers of the harbour for sixty years, laid a firm foundation for the care of lamps and "
    "trained its pupils to be reliable successors of the first keepers, as the decree says that was released."
)


def test_another_name_in_the_same_place_of_both_openings_is_found() -> None:
    """The rest may be the same to the letter: two schools were honoured."""
    exchanged = names_exchanged(AWARD.format(school="Marrow Hill"), AWARD.format(school="Quelmark"))
    assert exchanged == ("Marrow", "Quelmark")


def test_a_name_misspelt_left_out_or_told_later_is_no_other_name() -> None:
    """One letter, a bare description, or a name that the other text knows further down."""
    named = AWARD.format(school="Quelmark")
    assert names_exchanged(named, AWARD.format(school="Quelmarck")) is None
    assert names_exchanged(named, AWARD.format(school="old harbour")) is None
    assert names_exchanged(named, AWARD.format(school="Marrow") + " It stands in Quelmark.") is None
