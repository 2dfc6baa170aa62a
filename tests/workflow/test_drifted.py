"""What drifted in a family: who told which value, and who changed it first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.family import FamilyView, family_view
from synopticon.workflow.family_text import drift_lines
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said. "
    "So far 100 residents have left fingerprints and a photograph before buying diesel or ice at the northern quay. "
    "The register had been announced two years ago, after a trawler vanished with eleven men near the cape. "
    "Crews from the southern villages said that nobody had told them how long the pictures would be kept, "
    "and the clerk Anna Lindqvist asked them to come back on Monday with their papers and two witnesses."
)
OVER = WIRE.replace("100 residents", "over 100 residents")
LATER = OVER.replace("on Monday", "on Friday")

Tell = Callable[..., FamilyView]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Traces invented documents, each told as outlet, day and text, and answers the family of the first."""

    def told(*rows: tuple[str, str, str]) -> FamilyView:
        study = Study.create(tmp_path / "s")
        ids = []
        for outlet, published, text in rows:
            capture = Capture(
                asked=f"file:{outlet}.txt",
                collected=study.clock(),
                channel=Channel.FILE,
                digest=sha256_hex(text.encode()),
                claims=Claims(outlet=outlet, published=published, title="Register"),
            )
            with study.writing() as writer:
                writer.add_capture(capture)
                writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1")))
            ids.append(capture.id)
        trace(study)
        return family_view(study, ids[0])

    return told


def values(view: FamilyView) -> list[tuple[str, list[tuple[str, list[str | None]]]]]:
    """Each fact with its values, and the outlets that tell them."""
    return [
        (fact.kind, [(value.text, [view.member(item).item.outlet for item in value.items]) for value in fact.values])
        for fact in view.drifted
    ]


def test_each_value_has_its_tellers_in_time(tell: Tell) -> None:
    """The copy of the changed text bears its value, whoever came first stands first."""
    view = tell(
        ("Alpha", "2024-05-01", WIRE),
        ("Beta", "2024-05-02", OVER),
        ("Gamma", "2024-05-03", WIRE),
        ("Delta", "2024-05-04", LATER),
    )
    assert values(view) == [
        ("number", [("100", ["Alpha", "Gamma"]), ("over 100", ["Beta", "Delta"])]),
        ("date", [("Monday", ["Alpha", "Beta", "Gamma"]), ("Friday", ["Delta"])]),
    ]


def test_a_family_that_tells_all_alike_has_no_drift(tell: Tell) -> None:
    """Copies and cuts drift in nothing."""
    view = tell(("Alpha", "2024-05-01", WIRE), ("Beta", "2024-05-02", WIRE), ("Gamma", "2024-05-03", WIRE[:360]))
    assert len(view.members) == 3 and view.drifted == ()


def test_who_left_the_fact_out_tells_no_value(tell: Tell) -> None:
    """A text without the sentence is under none of the values."""
    without = WIRE.replace("So far 100 residents have left", "Residents have left")
    view = tell(("Alpha", "2024-05-01", WIRE), ("Beta", "2024-05-02", OVER), ("Gamma", "2024-05-03", without))
    assert values(view) == [("number", [("100", ["Alpha"]), ("over 100", ["Beta"])])]


def test_of_one_day_the_origin_comes_first(tell: Tell) -> None:
    """Whatever their ids, an echo does not change what nobody has told yet."""
    view = tell(*((f"Outlet {n}", "2024-05-01", text) for n, text in enumerate((WIRE, OVER, LATER))))
    for fact in view.drifted:
        assert fact.values[0].items[0] == view.tree[0].item.id


def test_a_fact_amid_other_words_is_still_the_same(tell: Tell) -> None:
    """Who told the number among changed words bears its value."""
    reworded = WIRE.replace("So far 100 residents have left", "By now 100 people of the coast had to leave")
    view = tell(("Alpha", "2024-05-01", WIRE), ("Beta", "2024-05-02", OVER), ("Gamma", "2024-05-03", reworded))
    assert values(view) == [("number", [("100", ["Alpha", "Gamma"]), ("over 100", ["Beta"])])]


def test_the_list_reads_in_a_terminal(tell: Tell) -> None:
    """A line a value, with the first outlet that told it and how many followed."""
    view = tell(("Alpha", "2024-05-01", WIRE), ("Beta", "2024-05-02", OVER), ("Gamma", "2024-05-03", WIRE))
    assert drift_lines(view) == [
        "Drifted in retelling:",
        "  number  100       2024-05-01  Alpha, and 1 more",
        "          over 100  2024-05-02  Beta",
    ]
