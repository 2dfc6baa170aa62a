"""Slots: other names at the same places of one frame tell a template; edits of common words do not."""

from __future__ import annotations

from synopticon.reuse.alignment import align
from synopticon.reuse.normalising import normalise
from synopticon.reuse.readings import Reading
from synopticon.reuse.slots import Slots, slots_between

FRAME = (
    "The envoy of {who} came to the harbour office and looked at the nine lamps there for a while, and {who} gave a "
    "clock to the keeper on the {day} day of the month, which {verb} in the great hall of the office ever since."
)


def between(one: str, other: str) -> Slots:
    return slots_between(align(one, other), Reading.of(normalise(one)), Reading.of(normalise(other)))


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
