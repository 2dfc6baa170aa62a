"""A family's view: members in time, its tree, what is shared with the parent, and its text form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from synopticon.errors import NotFound, UsageError
from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.reuse import Role
from synopticon.workflow.family import family_view, side_by_side
from synopticon.workflow.family_text import render_tree_text, sums
from synopticon.workflow.judge import clear, confirm, set_origin
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said. "
    "So far 100 residents have left fingerprints and a photograph before buying diesel or ice at the northern quay. "
    "The register had been announced two years ago, after a trawler vanished with eleven men near the cape. "
    "Crews from the southern villages said that nobody had told them how long the pictures would be kept."
)
RETOLD = WIRE.replace("100 residents", "over 100 residents")


@pytest.fixture
def told(tmp_path: Path) -> tuple[Study, Callable[[str, str | None, str], str]]:
    """An empty study and a way to add an invented document to it."""
    study = Study.create(tmp_path / "s")

    def add(outlet: str, published: str | None, text: str) -> str:
        capture = Capture(
            asked=f"file:{outlet}.txt",
            collected=study.clock(),
            channel=Channel.FILE,
            digest=sha256_hex(text.encode()),
            claims=Claims(outlet=outlet, published=published, title=f"Register, as {outlet} has it"),
        )
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1")))
        return capture.id

    return study, add


Told = tuple[Study, Callable[[str, str | None, str], str]]


def test_members_come_in_time_and_lead_to_the_origin(told: Told) -> None:
    """Members are sorted by date; the tree begins with the origin; any member's id leads to the family."""
    study, add = told
    late, early = add("Beta", "2024-05-09", RETOLD), add("Alpha", "2024-05-01", WIRE)
    trace(study)
    view = family_view(study, late)
    assert [member.item.id for member in view.members] == [early, late]
    assert view.tree[0].role is Role.ORIGIN and view.origin == early and view.tree[1].depth == 1
    assert view.id == early and view.outlets == ("Alpha", "Beta")


def test_spans_and_drift_stand_at_exact_places(told: Told) -> None:
    """What is shared with the parent is cut from both texts; the number that drifted is named on both sides."""
    study, add = told
    early, late = add("Alpha", "2024-05-01", WIRE), add("Beta", "2024-05-09", RETOLD)
    trace(study)
    member = family_view(study, early).member(late)
    for span in member.spans:
        assert WIRE[span.a_start : span.a_end] == RETOLD[span.b_start : span.b_end]
    assert [(change.before, change.after) for change in member.drift] == [("100", "over 100")]


def test_two_texts_stand_side_by_side_either_way_round(told: Told) -> None:
    """The left text is the one that was named first, whatever the order of ids."""
    study, add = told
    early, late = add("Alpha", "2024-05-01", WIRE), add("Beta", "2024-05-09", RETOLD)
    trace(study)
    one, other = side_by_side(study, early, late), side_by_side(study, late, early)
    assert one.reuse == other.reuse and one.reuse is not None
    assert one.text_a == other.text_b == WIRE
    assert {(s.a_start, s.b_start) for s in one.spans} == {(s.b_start, s.a_start) for s in other.spans}


def test_an_unseen_origin_is_named(told: Told) -> None:
    """Where all credit an agency that was not collected, the family says whose words they are."""
    study, add = told
    first = add("Alpha", "2024-05-01", "PORT (Reuters) - " + WIRE)
    add("Beta", "2024-05-02", "PORT (Reuters) - " + RETOLD)
    trace(study)
    view = family_view(study, first)
    assert view.agency == "Reuters" and view.origin is None
    assert sums([view]) == "2 documents · 1 independent origin (unseen)"


def test_a_translation_that_a_person_joined_says_so(told: Told) -> None:
    """It shares no words: its row, its text form and its reason name the judgement that put it there."""
    study, add = told
    early = add("Alpha", "2024-05-01", WIRE)
    other = add(
        "Beta", "2024-05-03", "항만 사무소는 모든 어선 선원의 등록부를 열었다고 항만장이 말했다. 지문과 사진을 남겼다."
    )
    confirm(study, early, other, "the same report, translated")
    trace(study)
    view = family_view(study, early)
    member = view.member(other)
    assert member.joined and member.reasons == ("a person joined it to this family: the same report, translated",)
    assert "joined by a person" in render_tree_text(view) and not view.member(early).joined


def test_a_person_sets_the_origin_and_takes_it_back(told: Told) -> None:
    """A later document becomes the origin with the next trace; another choice clears the first; clearing undoes all."""
    study, add = told
    early, late = add("Alpha", "2024-05-01", WIRE), add("Beta", "2024-05-02", RETOLD)
    trace(study)
    set_origin(study, late[:12], "the early date is the day of the event")
    assert not trace(study).again
    view = family_view(study, early)
    assert (view.origin, view.tree[0].item.id, view.origin_probability) == (late, late, 1000)
    assert view.reasons[0] == "a person set the origin: the early date is the day of the event"
    set_origin(study, early, "the date was right")
    trace(study)
    assert family_view(study, early).origin == early
    clear(study, f"origin:{early[:12]}", "the dates may decide")
    trace(study)
    assert "a person" not in family_view(study, early).reasons[0]


def test_a_document_alone_has_no_origin_to_set(told: Told) -> None:
    """There is nothing that could go back to it."""
    study, add = told
    lone = add("Alpha", "2024-05-01", WIRE)
    trace(study)
    with pytest.raises(UsageError, match="no family"):
        set_origin(study, lone, "why not")


def test_the_tree_in_text_fits_a_terminal(told: Told) -> None:
    """One line a member with its branch, no line beyond the width, the sums at the end."""
    study, add = told
    early = add("Alpha", "2024-05-01", WIRE)
    add("Beta", None, RETOLD)
    add("The Evening Courier of the Northern Province and of the Lakes Around It", "2024-05-03", "Read on: " + WIRE)
    trace(study)
    lines = render_tree_text(family_view(study, early), width=60).splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert lines[1].startswith("● 2024-05-01  Alpha") and lines[2].startswith("├─ ○ ")
    assert lines[-1] == "└ 3 documents · 1 independent origin"


def test_an_unknown_family_is_not_found(told: Told) -> None:
    """The message says how to list families."""
    with pytest.raises(NotFound, match="synopticon family"):
        family_view(told[0], "0" * 64)


def test_a_member_without_a_parent_is_laid_beside_the_one_it_shares_most_with(told: Told) -> None:
    """Nothing says who was first; the two can still be read side by side."""
    study, add = told
    one, other = add("Alpha", None, WIRE), add("Beta", None, RETOLD)
    trace(study)
    view = family_view(study, one)
    assert {member.item.id: member.parent for member in view.members}.keys() == {one, other}
    assert all(member.beside in (one, other) and member.beside != member.item.id for member in view.members)
    assert view.member(one).nearest == other and view.member(other).nearest == one
