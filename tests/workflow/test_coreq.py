"""The facts of COREQ come from signed texts alone."""

from __future__ import annotations

from pathlib import Path

from synopticon.model.testimony import Standing, Terms, Turn, Use, Witness, WorkingText
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coreq import checklist, facts_of
from synopticon.workflow.study import Study


def test_signed_interviews_are_counted_with_their_turns_and_times(tmp_path: Path) -> None:
    """Of twelve invented interviews one is still sealed: eleven count, with the first speaker's turns and the times."""
    Study.create(tmp_path / "s").close()
    with Study(tmp_path / "s") as study:
        start_codebook(study)
        with study.writing() as writer:
            for number in range(12):
                signed = number > 0
                witness = Witness(
                    f"{number:032x}", f"W{number}", Terms(Use.QUOTE, False, None),
                    Standing.SIGNED if signed else Standing.SEALED, (("left", "2010–2014"),),
                )  # fmt: skip
                writer.add_witness(witness, bytes(32))
                if signed:
                    text = "A heading. What I saw What"
                    turns = (Turn("", 0, 10), Turn("Q", 11, 15, 0, 1000), Turn("A", 16, 21, 1000, 3_600_000),
                             Turn("Q", 22, 26))  # fmt: skip
                    given = WorkingText(f"{number + 99:032x}", witness.id, 1, "en", text, turns, ("a", "b"))
                    writer.put_working_text(given, [])
        facts = facts_of(study)
        told = {line.item.number: line.computed for line in checklist(study)}
    assert (facts.witnesses, facts.sealed) == (11, 1)
    assert facts.asked == (2,) * 11
    assert told[16] == "left: 2010–2014 11."
    assert told[21] == "Median length 60 minutes, of 11 interviews with time codes."
    assert told[25] is not None
    assert "technology" in told[25]
