"""Two notes on one work are two events where others published it; invented papers and works."""

from __future__ import annotations

import pytest

from synopticon.model.reuse import BINDING, Kind
from synopticon.reuse.alignment import align
from synopticon.reuse.kinds import Verdict, judge
from synopticon.reuse.normalising import normalise
from synopticon.reuse.openings import Setting
from synopticon.reuse.publications import publishers_in

GIST = (
    ' The work "Let Us Keep the Lamps of the Northern Quay Burning" clarifies that a lamp is the eye of the harbour, '
    "explains by which principles the keepers have to be taught, and shows in detail how oil, glass and patience lead "
    "to a quay without wrecks. It says that whoever tends a lamp tends the town, that the keepers of old never slept, "
    "and that the generation which grows up now will surpass all that were before it in care and in faithfulness."
)
WORK = 'the keeper Mara Holm\'s work "Let Us Keep the Lamps of the Northern Quay Burning"'


def verdict(one: str, other: str) -> Verdict | None:
    return judge(align(one, other), normalise(one), normalise(other), Setting(own=False))


def test_two_papers_that_carried_one_work_are_two_events() -> None:
    """The gist is the same to the letter, whoever carried it."""
    found = verdict(
        f"The Norrland paper Evening Post on June 6 carried {WORK}." + GIST,
        f"The Quelmark Society for the Study of Lamps on August 24 published {WORK}." + GIST,
    )
    assert found is not None and found.kind is Kind.TEMPLATE


def test_a_reprint_of_one_such_note_stays_an_echo() -> None:
    """A dateline put before it, and a misspelt name."""
    note = f"The Norrland paper Evening Post on June 6 carried {WORK}." + GIST
    found = verdict(note, "PORT (Nord) -- " + note.replace("Norrland", "Norland"))
    assert found is not None and found.kind in BINDING


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PORT (Nord) -- The Quelmark Post carried the work “Of Lamps” on June 6.", {"quelmark", "post", "june", "6"}),
        ("La revista Norte publicó la obra «De las lámparas» de Mara Holm el dia 3.", {"norte", "mara", "holm", "3"}),
        ("The ferry carried forty people to the northern quay when the wind turned at noon.", None),
        ("", None),
    ],
)  # fmt: skip
def test_who_published_is_read_without_the_title_and_the_dateline(text: str, names: set[str] | None) -> None:
    """Only a sentence that says so of a work is read."""
    assert publishers_in(text) == names
