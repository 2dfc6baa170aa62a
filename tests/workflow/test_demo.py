"""The demonstration study: what it finds is what is true, it goes on where it stopped, and it changes nothing twice."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from synopticon.demo.materials import catalogue
from synopticon.demo.plan import CONFIRMATIONS, FINDINGS, NOTICE, WITHDRAWALS, Plan
from synopticon.errors import StudyError
from synopticon.model.reuse import Role
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.demo import DemoSummary, build_demo
from synopticon.workflow.study import Study


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DemoSummary:
    """The whole demonstration, built once."""
    return build_demo(tmp_path_factory.mktemp("demo") / "demo-study")


def _keys(study: Study) -> dict[str, str]:
    """Item ids to the keys of their pieces."""
    names = {(p.url if p.format in ("feed", "warc") else f"file:{p.file}"): p.key for p in catalogue()}
    return {item.id: names[item.asked if item.asked in names else item.url or ""] for item in study.reader.all_items()}


def test_the_families_found_are_the_true_ones(built: DemoSummary) -> None:
    """Each story's documents, and the translations that a person joined, are one family, and no other document is."""
    joined = {confirmation.b: confirmation.a for confirmation in CONFIRMATIONS}
    withdrawn = {withdrawal.key for withdrawal in WITHDRAWALS}
    story = {piece.key: piece.family for piece in catalogue() if piece.key not in withdrawn}
    true = defaultdict(set)
    for key, family in story.items():
        true[story[joined[family]] if family in joined else family].add(key)
    found = defaultdict(set)
    with Study.open(built.folder) as study:
        for item, key in _keys(study).items():
            member = study.reader.member(item)
            assert member is not None
            found[member.family].add(key)
    assert {frozenset(keys) for keys in found.values()} == {frozenset(keys) for keys in true.values()}


def test_the_origins_found_are_the_true_ones(built: DemoSummary) -> None:
    """Every family names the story's first text as its origin; the agency report has none among its documents."""
    first = {piece.key for piece in catalogue() if piece.part == "origin"}
    with Study.open(built.folder) as study:
        keys = _keys(study)
        roles = {keys[item]: study.reader.member(item) for item in keys}
    origins = {key for key, member in roles.items() if member and member.role is Role.ORIGIN}
    assert origins <= first
    fence = {member.role for key, member in roles.items() if member and key.startswith("nps")}
    assert Role.ECHO_OF_UNSEEN in fence
    assert Role.ORIGIN not in fence


def test_a_claim_of_twelve_documents_rests_on_one_origin(built: DemoSummary) -> None:
    """The gantries: twelve documents for it, one independent origin, one against."""
    gantries = next(line for line in built.findings if "gantries" in line.proposition)
    assert (gantries.documents, gantries.origins, gantries.opposing) == (12, 1, 1)


def test_it_carries_the_whole_path(built: DemoSummary) -> None:
    """Six findings or more, each with a likelihood; a release that verifies with its key and its evidence pack."""
    assert len(built.findings) == len(FINDINGS) >= 6
    assert all(line.likelihood and line.origins >= 1 for line in built.findings)
    assert built.notice == NOTICE
    assert built.outlets >= 15
    assert built.verification.holds
    assert built.verification.known
    answers = {str(check.answer) for finding in built.verification.findings for _, check in finding.checks[:3]}
    assert answers == {"holds"}
    assert NOTICE in (built.release / "index.html").read_text("utf-8")


def test_a_second_run_changes_nothing(built: DemoSummary) -> None:
    """The custody log, the releases and every file of the study stay as they are, and the summary says so."""
    with Study.open(built.folder) as study:
        before = study.reader.counts()
    again = build_demo(built.folder)
    with Study.open(built.folder) as study:
        assert study.reader.counts() == before
        assert verify_chain(study).holds
    assert again.again
    assert not built.again
    assert again.findings == built.findings
    assert again.release == built.release


class Stops:
    """A listener that interrupts when a stage begins."""

    def __init__(self, at: str) -> None:
        self.at = at

    def stage(self, what: str, total: int | None = None) -> None:
        """Interrupt at the stage that was named."""
        if what.startswith(self.at):
            raise KeyboardInterrupt

    def advance(self, steps: int = 1) -> None:
        """Nothing."""

    def note(self, sentence: str) -> None:
        """Nothing."""


def test_an_interrupted_run_goes_on(built: DemoSummary, tmp_path: Path) -> None:
    """Interrupted while judging, then while publishing, the study comes out as if nothing had happened."""
    folder = tmp_path / "demo-study"
    for stage in ("Judging", "Passing the gate"):
        with pytest.raises(KeyboardInterrupt):
            build_demo(folder, progress=Stops(stage))
    done = build_demo(folder)
    assert [line.origins for line in done.findings] == [line.origins for line in built.findings]
    assert (done.captures, done.families, done.echoes) == (built.captures, built.families, built.echoes)
    assert done.release.name == "edition-1"
    assert done.verification.holds


def test_another_study_is_left_alone(tmp_path: Path) -> None:
    """In a folder that holds somebody's study nothing is built, and nothing is added to it."""
    Study.create(tmp_path / "mine", title="Mine").close()
    before = sorted(path.name for path in (tmp_path / "mine").iterdir())
    with pytest.raises(StudyError, match="another study is in this folder"):
        build_demo(tmp_path / "mine")
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == before


def test_the_plan_names_pieces_that_are_there() -> None:
    """Every key in the plan is a piece of the catalogue."""
    pieces, plan = {piece.key for piece in catalogue()}, Plan()
    named = {key for finding in plan.findings for brought in finding.evidence for key in brought.keys}
    named |= {row.key for row in (*plan.corrections, *plan.withdrawals)}
    named |= {key for row in plan.confirmations for key in (row.a, row.b)}
    assert named - pieces == set()
