"""A withdrawal cut anywhere goes on, what an older copy brings back goes again, and nobody reads meanwhile."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("pyrage")

from synopticon.errors import (
    GateRefused,
    InputError,
    NotFound,
    Refused,
    StorageFailed,
    StudyBusy,
    StudyError,
    UsageError,
)
from synopticon.model.testimony import Standing
from synopticon.release.verifying_files import WITHDRAWN as STONE
from synopticon.store.withdrawn import listed
from synopticon.vault.locked import Vault
from synopticon.workflow import interview_add
from synopticon.workflow.collect import collect
from synopticon.workflow.find import Telling, add_finding, bring
from synopticon.workflow.interview_add import add_interview
from synopticon.workflow.interview_recant import recant
from synopticon.workflow.interview_terms import list_interviews
from synopticon.workflow.interview_withdraw import plan_withdrawal, withdraw
from synopticon.workflow.publish import publish
from synopticon.workflow.search import search
from synopticon.workflow.study import Study
from synopticon.workflow.testimony_cite import cite_testimony
from synopticon.workflow.vault import study_id
from synopticon.workflow.verify import verify
from synopticon.workflow.weigh import weigh


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


interviewing = _loaded("interviewing")
STEPS = ("key", "rows", "index", "releases", "done")


class PowerCut(Exception):
    """The current is gone."""


def published(folder: Path) -> tuple[object, str]:
    """A study whose only edition quotes its only witness."""
    field = interviewing.begun(folder)
    pseudonym = field.signed()
    with field.open() as study:
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        finding = add_finding(study, "Boxes hang on the bridge.")
        bring(study, finding.key, passage.id, basis="saw", telling=Telling("quote"))
        publish(study)
    return field, pseudonym


def is_gone(field: object, pseudonym: str) -> None:
    """Nothing of the witness is left but tombstones."""
    with field.open() as study:  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="withdrew"):
            study.reader.witness(pseudonym)
        assert [stone.pseudonym for stone in study.reader.tombstones()] == [pseudonym]
        assert study.reader.working_texts() == []
        vault = Vault.at(field.study / "vault", study_id(study))  # type: ignore[attr-defined]
        assert vault.witnesses() == ()
        assert len(vault.withdrawn()) == 1
        assert not (study.folder / "index-witnesses").exists()
    for path in (path for path in field.study.rglob("*") if path.is_file()):  # type: ignore[attr-defined]
        assert interviewing.PLAIN.encode() not in path.read_bytes()
        assert interviewing.PLAIN[20:50].encode() not in path.read_bytes()


@pytest.mark.parametrize("last", STEPS)
def test_a_withdrawal_cut_at_any_step_is_finished_by_the_next_opening(tmp_path: Path, last: str) -> None:
    """Whichever step the current fails before, the next command that opens the study finishes it first."""
    field, pseudonym = published(tmp_path)

    def step(name: str) -> None:
        if name == last:
            raise PowerCut

    draft = field.study / "releases" / ".draft-2"
    draft.mkdir()
    (draft / "index.html").write_text(f"A publish that was killed: {interviewing.PLAIN}")
    with field.open() as study, pytest.raises(PowerCut):
        withdraw(study, pseudonym, step=step)
    assert [intent.stone.done for intent in listed(field.study)] == [False]
    is_gone(field, pseudonym)
    assert [intent.stone.done for intent in listed(field.study)] == [True]
    assert [path.name for path in (field.study / "releases" / "edition-1").iterdir()] == [STONE]
    with pytest.raises(InputError, match="has withdrawn, and it was taken back"):
        verify(field.study / "releases" / "edition-1")


def begin_withdrawal(acknowledge: Callable[[str], object], folder: str, pseudonym: str) -> None:
    """Withdraw in a process that will be killed."""
    with Study(Path(folder)) as study:
        acknowledge("begun")
        withdraw(study, pseudonym)


@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.06, 0.1, 0.15, 0.25])
def test_killed_at_any_moment_it_is_all_there_or_all_gone(
    tmp_path: Path, killed_at_work: Callable[..., list[str]], seconds: float
) -> None:
    """kill -9: either nothing was begun and the witness is whole, or the next opening leaves nothing."""
    field, pseudonym = published(tmp_path)
    killed_at_work(seconds, begin_withdrawal, field.study, pseudonym)  # type: ignore[attr-defined]
    if not listed(field.study):  # type: ignore[attr-defined]
        with field.open() as study:  # type: ignore[attr-defined]
            assert study.reader.working_texts()
            assert Vault.at(study.folder / "vault", study_id(study)).witnesses()
            withdraw(study, pseudonym)
    is_gone(field, pseudonym)


def test_what_a_withdrawal_will_touch_is_said_before(tmp_path: Path) -> None:
    """Findings with their corroboration before and after, editions, and what a person must recall by name."""
    field, pseudonym = published(tmp_path)
    with field.open() as study:
        plan = plan_withdrawal(study, pseudonym)
    (touched,) = plan.findings
    assert (touched.before.supporting, touched.after.supporting) == (1, 0)
    assert (plan.texts, plan.passages, plan.quoting, plan.vaults) == (1, 1, (1,), 1)
    assert any("edition 1: every published copy" in sentence for sentence in plan.by_hand)


def test_an_older_database_that_is_put_back_is_purged_before_it_opens(tmp_path: Path) -> None:
    """The list in the study's folder remembers, so that a restored database shows nobody anything."""
    field, pseudonym = published(tmp_path)
    shutil.copy(field.study / "study.db", tmp_path / "older.db")
    with field.open() as study:
        withdraw(study, pseudonym)
    shutil.copy(tmp_path / "older.db", field.study / "study.db")
    is_gone(field, pseudonym)


def test_an_older_vault_that_is_put_back_loses_the_key_again(tmp_path: Path) -> None:
    """The database and the list remember what the vault's copy does not."""
    field, pseudonym = published(tmp_path)
    shutil.copytree(field.study / "vault", tmp_path / "older")
    with field.open() as study:
        withdraw(study, pseudonym)
    shutil.rmtree(field.study / "vault")
    shutil.copytree(tmp_path / "older", field.study / "vault")
    is_gone(field, pseudonym)


def test_an_older_study_beside_a_newer_vault_is_purged(tmp_path: Path) -> None:
    """Where database and list are both older, the vault's own tombstone tells."""
    field, pseudonym = published(tmp_path)
    shutil.copytree(field.study, tmp_path / "older")
    with field.open() as study:
        withdraw(study, pseudonym)
    shutil.move(field.study / "vault", tmp_path / "vault")
    shutil.rmtree(field.study)
    shutil.copytree(tmp_path / "older", field.study)
    shutil.rmtree(field.study / "vault")
    shutil.move(tmp_path / "vault", field.study / "vault")
    is_gone(field, pseudonym)
    assert [path.name for path in (field.study / "releases" / "edition-1").iterdir()] == [STONE]


def test_the_key_goes_in_every_copy_that_the_protocol_names(tmp_path: Path) -> None:
    """A copy of the vault within reach loses the witness too; one out of reach is named to a person."""
    field, pseudonym = published(tmp_path)
    shutil.copytree(field.study / "vault", tmp_path / "stick" / "vault")
    with (field.study / "study.toml").open("a") as protocol:
        protocol.write(f'[vault]\ncopies = ["{tmp_path / "stick"}", "{tmp_path / "safe"}"]\n')
    with field.open() as study:
        plan = withdraw(study, pseudonym).plan
    assert plan.vaults == 2
    assert any(sentence.startswith(f"{tmp_path / 'safe'}: ") for sentence in plan.by_hand)
    assert not list((tmp_path / "stick" / "vault" / "witnesses").iterdir())
    is_gone(field, pseudonym)


def test_nobody_may_have_the_study_open_and_nothing_is_destroyed_then(tmp_path: Path) -> None:
    """While another program reads, a withdrawal is refused before its first step."""
    field, pseudonym = published(tmp_path)
    with closing(sqlite3.connect(field.study / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM witnesses").fetchall()
        with field.open() as study, pytest.raises(StudyBusy, match="leaves no copy"):
            withdraw(study, pseudonym)
    assert listed(field.study) == []
    with field.open() as study:
        assert study.reader.witness(pseudonym).standing is Standing.SIGNED
        withdraw(study, pseudonym)
    is_gone(field, pseudonym)


def test_a_study_stays_shut_while_its_withdrawal_cannot_be_finished(tmp_path: Path) -> None:
    """Nothing is read of a study whose witness withdrew, until that is done."""
    field, pseudonym = published(tmp_path)

    def cut(name: str) -> None:
        if name == "rows":
            raise PowerCut

    with field.open() as study, pytest.raises(PowerCut):
        withdraw(study, pseudonym, step=cut)
    with closing(sqlite3.connect(field.study / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM witnesses").fetchall()
        with pytest.raises(StudyError, match="nothing opens before"):
            field.open()
    is_gone(field, pseudonym)


def test_the_log_tells_of_a_witness_a_day_and_nothing_else(tmp_path: Path) -> None:
    """No entry holds pseudonym, id, title or hour; the chain holds before and after."""
    field, pseudonym = published(tmp_path)
    with field.open() as study:
        witness = study.reader.witness(pseudonym).id
        withdraw(study, pseudonym)
        entries = [entry for entry in study.reader.custody() if entry.act.act.startswith("interview-")]
        assert {entry.act.act for entry in entries} >= {"interview-add", "interview-sign", "interview-withdraw"}
        assert all((entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0) for entry in entries)
        told = [entry for entry in entries if witness in str(entry.act) or pseudonym in str(entry.act)]
        assert [entry.act.act for entry in told] == ["interview-withdraw"]
        assert all(entry.holds() for entry in study.reader.custody())


def test_a_pseudonym_is_never_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who withdrew keeps the name: a later witness is not taken for them."""
    field = interviewing.begun(tmp_path)
    first = field.add()
    with field.open() as study:
        withdraw(study, first)
    drawn = iter([first, first])
    monkeypatch.setattr(
        "synopticon.workflow.interview_add.new_pseudonym",
        lambda random, taken: next(name for name in (*drawn, "bolo-11") if name not in taken),
    )
    assert field.add() == "bolo-11"


def test_expired_testimony_is_nowhere(tmp_path: Path) -> None:
    """By the clock alone: not found, not cited, not counted, and its finding says so."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed(expires="2026-12-01")
    with field.open() as study:
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        key = add_finding(study, "Boxes hang on the bridge.").key
        bring(study, key, passage.id)
        assert weigh(study, key).independent_origins == 1
    field.days = 30
    with field.open() as study:
        assert search(study, "lamp").testimony == ()
        found = weigh(study, key)
        assert found.independent_origins == 0
        assert any("the consent ended with 2026-12-01" in reason for reason in found.reasons)
        with pytest.raises(Refused, match="time limit"):
            cite_testimony(study, pseudonym, quote=interviewing.HEARD)
        with pytest.raises(Refused, match="time limit"):
            bring(study, key, passage.id, note="again")


def test_a_recantation_reaches_every_finding_and_keeps_its_reason(tmp_path: Path) -> None:
    """What was taken back stays with the reason, counts nowhere, and cannot be brought again."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed()
    with field.open() as study:
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        keys = [add_finding(study, f"Boxes hang there, {number}.").key for number in range(2)]
        for key in keys:
            bring(study, key, passage.id)
        done = recant(study, pseudonym, passage.id[:10], "it was another bridge")
        assert [(one.key, one.before.supporting, one.after.supporting) for one in done.findings] == [
            (key, 1, 0) for key in keys
        ]
        assert any("it was another bridge" in reason for reason in weigh(study, keys[0]).reasons)
        assert not any("another bridge" in reason for reason in weigh(study, keys[0], published=True).reasons)
        with pytest.raises(Refused, match="took these words back"):
            bring(study, add_finding(study, "A third.").key, passage.id)
        assert recant(study, pseudonym, None, "all of it").passages == ()


def test_words_beyond_the_consent_are_refused_when_they_are_brought(tmp_path: Path) -> None:
    """A quotation of who allowed a paraphrase, and a paraphrase without words."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed(use="paraphrase")
    with field.open() as study:
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        key = add_finding(study, "Boxes hang there.").key
        with pytest.raises(Refused, match="consent is protected"):
            bring(study, key, passage.id, telling=Telling("quote"))
        with pytest.raises(UsageError, match="needs its words"):
            bring(study, key, passage.id, telling=Telling("paraphrase"))
        with pytest.raises(UsageError, match="no use of testimony"):
            bring(study, key, passage.id, telling=Telling("print"))
        assert bring(study, key, passage.id).testimony[0].use == "aggregate only"


def test_without_a_vault_or_on_postgresql_nothing_is_taken_in(tmp_path: Path) -> None:
    """The refusal names the command that makes a vault, and PostgreSQL by its setting."""
    field = interviewing.begun(tmp_path)
    shutil.rmtree(field.study / "vault")
    with pytest.raises(NotFound) as caught:
        field.add()
    assert "synopticon vault init" in (caught.value.remedy or "")
    with field.open() as study:
        given = {"database.url": "postgresql://host/name"}
        study.settings = type(study.settings)(given)
        with pytest.raises(Refused, match="PostgreSQL takes no testimony"):
            add_interview(study, tmp_path / "talk.txt", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("last", range(6))
def test_an_interview_that_could_not_be_kept_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """Whichever object the disk refuses, what was sealed before is destroyed, and no row names anybody."""
    field, seal, left = interviewing.begun(tmp_path), Vault.put, last

    def refuse(*given: Any) -> str:
        nonlocal left
        if not left:
            raise StorageFailed("the disk refused")
        left -= 1
        return seal(*given)

    monkeypatch.setattr(Vault, "put", refuse)
    with pytest.raises(StorageFailed):
        field.add()
    monkeypatch.undo()
    with field.open() as study:
        assert study.reader.witnesses() == []
        assert Vault.at(field.study / "vault", study_id(study)).witnesses() == ()


def test_what_a_kill_left_of_an_interview_can_be_withdrawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was sealed has a pseudonym, and the list says that it is not whole."""
    field = interviewing.begun(tmp_path)
    monkeypatch.setattr(interview_add, "_seal", lambda *given: None)
    pseudonym = field.add()
    monkeypatch.undo()
    with field.open() as study:
        assert [row.whole for row in list_interviews(study).rows] == [False]
        withdraw(study, pseudonym)
    field.add()
    with field.open() as study:
        assert [row.whole for row in list_interviews(study).rows] == [True]


def test_a_study_without_interviews_opens_without_a_second_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking for withdrawals costs an ordinary study two looks at folders."""

    def run(*given: object, **named: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("subprocess.run", run)
    Study.create(tmp_path / "plain").close()
    Study(tmp_path / "plain").close()


def test_words_that_a_captured_document_has_too_are_not_quoted(tmp_path: Path) -> None:
    """Who gave an interview elsewhere in the same words could be found by them; in paraphrase they may leave."""
    field, _ = published(tmp_path)
    (tmp_path / "page.txt").write_text(f"It was said: “{interviewing.PLAIN.replace(' ', chr(10))}”", "utf-8")
    with field.open() as study:  # type: ignore[attr-defined]
        collect(study, [str(tmp_path / "page.txt")])
        with pytest.raises(GateRefused, match="a captured document has the same words"):
            publish(study, again=True)
        (brought,) = study.reader.finding("F1").testimony
        bring(study, "F1", brought.passage.id, telling=Telling("paraphrase", words="Boxes hung on the lamps."))
        assert publish(study).new


def test_a_decision_after_the_signatures_takes_the_text_out_of_use(tmp_path: Path) -> None:
    """Until two readers have signed anew, nothing of it is found, cited, counted or published."""
    field, pseudonym = published(tmp_path)
    field.review(pseudonym, "ada", lambda review: review.cover(27, 37, "other"))  # type: ignore[attr-defined]
    with field.open() as study:  # type: ignore[attr-defined]
        assert study.reader.witness(pseudonym).standing is Standing.SEALED
        assert search(study, "lamp").testimony == ()
        found = weigh(study, "F1")
        assert found.independent_origins == 0
        assert any("opened again" in reason for reason in found.reasons)
        with pytest.raises(Refused, match="two readers"):
            cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        with pytest.raises(GateRefused, match="not signed by two readers"):
            publish(study, again=True)


def test_what_a_later_review_covers_is_left_nowhere(tmp_path: Path) -> None:
    """A name that was overlooked goes from the text, its file and its log; passages move along, or go with it."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed()
    start = interviewing.TEXT.index("the long bridge")
    with field.open() as study:
        lost = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        moved = cite_testimony(study, pseudonym, quote=interviewing.HEARD)
        key = add_finding(study, "Boxes hang there.").key
        bring(study, key, lost.id)
        bring(study, key, moved.id)
    field.review(pseudonym, "ada", lambda review: (review.cover(start, start + 15, "place"), review.sign()))
    field.review(pseudonym, "bo", lambda review: review.sign())
    with field.open() as study:
        (text,) = study.reader.working_texts()
        assert text.version == 2
        assert "long bridge" not in text.text
        assert [one.passage.id for one in study.reader.finding(key).testimony] == [moved.id]
        passage = study.reader.testimony_passage(moved.id)
        assert text.text[passage.start : passage.end] == passage.exact == interviewing.HEARD
        assert search(study, "lamp").testimony
        assert not search(study, '"long bridge"').testimony
    for path in (path for path in field.study.rglob("*") if path.is_file()):
        assert b"the long bridge" not in path.read_bytes(), path.name
