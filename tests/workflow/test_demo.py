"""The demonstration study: what it finds is what is true, it goes on where it stopped, and it changes nothing twice."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from synopticon.demo.interviews import EXPIRED, WITHDRAWN, interviews
from synopticon.demo.materials import catalogue
from synopticon.demo.plan import CONFIRMATIONS, FINDINGS, NOTICE, WITHDRAWALS, Plan
from synopticon.errors import MissingPart, StudyError
from synopticon.model.coding import Progress as Step
from synopticon.model.reuse import Role
from synopticon.workflow import demo_interviews, vault_identity
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.demo import DemoSummary, build_demo
from synopticon.workflow.demo_interviews import NAMES
from synopticon.workflow.progress import Silent
from synopticon.workflow.study import Study
from synopticon.workflow.weigh import weigh


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
    """The gantries: twelve documents for it, one independent origin; against it a document and two witnesses."""
    gantries = next(line for line in built.findings if "gantries" in line.proposition)
    assert (gantries.documents, gantries.origins, gantries.opposing) == (12, 1, 3)


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
    """A listener that interrupts when a stage begins, or after some steps of it."""

    def __init__(self, at: str, steps: int = 0) -> None:
        self.at, self.steps, self.left = at, steps, -1

    def stage(self, what: str, total: int | None = None) -> None:
        """Interrupt at the stage that was named, unless steps of it are to be taken first."""
        if what.startswith(self.at):
            self.left = self.steps
            self.advance(0)

    def advance(self, steps: int = 1) -> None:
        """Interrupt where the steps are used up."""
        self.left -= steps if self.left > 0 else 0
        if self.left == 0:
            raise KeyboardInterrupt

    def note(self, sentence: str) -> None:
        """Nothing."""


def test_an_interrupted_run_goes_on(built: DemoSummary, tmp_path: Path) -> None:
    """Interrupted while judging, while interviews are read, while publishing, it comes out as if nothing had been."""
    folder = tmp_path / "demo-study"
    for stage, steps in (("Judging", 0), ("Sealing", 3), ("Reading, signing", 5), ("Passing the gate", 0)):
        with pytest.raises(KeyboardInterrupt):
            build_demo(folder, progress=Stops(stage, steps))
    done = build_demo(folder)
    assert [line.origins for line in done.findings] == [line.origins for line in built.findings]
    assert (done.captures, done.families, done.echoes) == (built.captures, built.families, built.echoes)
    assert built.interviewed is not None and done.interviewed is not None
    assert done.interviewed == replace(built.interviewed, withdrawn=done.interviewed.withdrawn)
    assert done.release.name == "edition-1"
    assert done.verification.holds


def test_the_interviews_are_signed_coded_brought_and_taken_back(built: DemoSummary) -> None:
    """Of forty one is refused and one withdraws; two sign and code each of the rest, and one passage is recanted."""
    done = built.interviewed
    assert done is not None
    assert (done.signed, done.refused, len(done.withdrawn), done.taken_back) == (38, 1, 1, 1)
    assert done.codings > 1000
    with Study.open(built.folder) as study:
        texts = study.reader.working_texts()
        assert {text.signed for text in texts} == {("Ines", "Torvald")}
        for text in texts:
            given = study.reader.assignments(document=text.id)
            assert {one.coder for one in given if one.blind and one.progress is Step.DONE} == {"Ines", "Torvald"}


def test_no_invented_person_is_named_in_the_study(built: DemoSummary) -> None:
    """Every name of a witness, a relative or a bystander is covered in the signed texts."""
    names = json.loads((built.folder / NAMES).read_text("utf-8"))
    with Study.open(built.folder) as study:
        for one in interviews():
            if one.key in (EXPIRED, WITHDRAWN):
                continue
            text = study.reader.working_texts(study.reader.witness(names[one.key]).id)[0].text
            said = unicodedata.normalize("NFC", text)
            end = r"(?![A-Za-z])"  # Korean particles follow a name without a blank
            assert [name for name in one.names if re.search(rf"(?<!\w){re.escape(name)}{end}", said)] == []


def test_of_who_withdrew_and_who_was_refused_no_sentence_is_left(built: DemoSummary) -> None:
    """No file of the study holds a sentence of theirs in clear, while one of a signed text is found."""
    data = b"".join(path.read_bytes() for path in built.folder.rglob("*") if path.is_file())
    assert b"A white ball, above the blackboard" in data
    assert b"My neighbour" not in data
    assert "용수철 같은 것하고 자석".encode() not in data


def test_a_recanted_claim_counts_no_more(built: DemoSummary) -> None:
    """The finding about eye scanners says that a witness took her words back, and rests on one origin still."""
    with Study.open(built.folder) as study:
        finding = next(one for one in study.reader.findings() if "scan the eyes" in one.proposition)
        weighed = weigh(study, finding.key)
    assert any("taken back" in reason for reason in weighed.reasons)
    assert weighed.independent_origins == 1


def test_without_the_vaults_part_there_are_no_interviews_and_that_is_said(
    built: DemoSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine where the vault's extra is missing builds the rest, and names the command that brings it."""

    def missing(*_: object, **__: object) -> str:
        raise MissingPart("the vault's part is not installed", remedy="pip install 'synopticon[vault]'")

    monkeypatch.setattr(vault_identity, "new_identity", missing)
    monkeypatch.setattr(demo_interviews, "_identities", lambda study: [study.folder / "absent"])
    with Study.open(built.folder) as study:
        done = demo_interviews.add_interviews(study, study.reader.findings(), Silent())
    assert "synopticon[vault]" in done.left_out
    assert done.signed == 0


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
