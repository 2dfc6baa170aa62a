"""The page of the witnesses: pseudonyms, what each allows, what leans on them, and not a word of theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.model.custody import Act
from synopticon.model.testimony import Standing, Terms, Tombstone, Turn, Use, Witness, WorkingText
from synopticon.store.sql.testimony_purging import purge
from synopticon.workflow.study import Study
from synopticon.workflow.witnesses import known_witnesses

SPOKEN = "Q: What did you see?\nA: I saw two lenses over the invented bridge."


@pytest.fixture
def heard(study_folder: Path) -> Path:
    """A study with three invented witnesses: one signed, one whose consent ended, one sealed only."""
    rows = (
        Witness("a" * 32, "lark-10", Terms(Use.QUOTE, False, None), Standing.SIGNED, (("left", "2015–2019"),)),
        Witness("b" * 32, "wren-11", Terms(Use.AGGREGATE, False, date(2020, 5, 3)), Standing.SIGNED),
        Witness("c" * 32, "crow-12", Terms(Use.PARAPHRASE, False, None), Standing.SEALED),
    )
    with Study(study_folder) as study, study.writing() as writer:
        for witness in rows:
            writer.add_witness(witness, bytes(32))
        for witness in rows[:2]:
            turns = (Turn("Q", 0, 20), Turn("A", 21, len(SPOKEN)))
            text = WorkingText(witness.id[::-1][:31] + "f", witness.id, 1, "en", SPOKEN, turns, ("one", "two"))
            writer.put_working_text(text, [])
    return study_folder


def test_witnesses_stand_by_pseudonym_without_their_words(person: Any, heard: Path) -> None:
    """Terms, standing and facts are shown; a signed text is led to as long as its consent lasts."""
    page = person.get("/interviews").text
    assert all(name in page for name in ("lark-10", "wren-11", "crow-12", "2015–2019", "aggregate only"))
    assert f'href="/code/{"a" * 31}f"' in page
    assert f"{'b' * 31}f" not in page
    assert "consent ended" in page
    assert "1 sealed" in page and "2 signed" in page
    assert "lenses" not in page


def test_a_study_without_interviews_says_how_to_begin(person: Any) -> None:
    """The empty page gives the first command."""
    assert "synopticon interview add FILE --consent RECORD" in person.get("/interviews").text


def test_who_withdrew_is_a_name_and_a_day(heard: Path) -> None:
    """Of a withdrawal the list has the tombstone alone."""
    stone = Tombstone("c" * 32, "crow-12", date(2031, 5, 4), True)
    now = datetime(2031, 5, 4, tzinfo=UTC)
    purge(heard / "study.db", stone, act=Act("withdraw-witness", "crow-12"), who="tester", clock=lambda: now)
    with Study(heard) as study:
        found = known_witnesses(study)
    assert [row.witness.pseudonym for row in found.rows] == ["lark-10", "wren-11"]
    assert [stone.pseudonym for stone in found.withdrawn] == ["crow-12"]
