"""`synopticon demo` says what it built in plain words, within 80 columns, and ends with 1 where the release fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.release.verification import Answer, Check, FindingCheck, Verification
from synopticon.workflow import demo
from synopticon.workflow.demo import DemoSummary, FindingLine
from synopticon.workflow.demo_interviews import Interviewed

HOLDS = Check(Answer.HOLDS, "All 16 files are what was signed by the key you gave.")
UNKNOWN = Check(Answer.UNCHECKED, "Not known: the release carries no time stamp.")
SUMMARY = DemoSummary(
    folder=Path("demo-study"),
    title="Who watches in Veldania?",
    notice="Veldania is an invented country. " * 4,
    again=False,
    captures=148,
    outlets=26,
    languages=(("en", 112), ("ko", 19), ("zh", 14)),
    families=20,
    echoes=95,
    origins=50,
    largest="A wire story with a title that is rather long for one line (33 documents)",
    findings=(
        FindingLine("F1", "A claim that is said in a sentence of some length. " * 3, "likely", "moderate", 12, 1, 2),
    ),
    release=Path("demo-study/releases/edition-1"),
    left_out=("report.pdf was left out: a part is missing.",),
    verification=Verification(
        "Who watches in Veldania?", "", 1, "ab" * 32, True, HOLDS, UNKNOWN,
        (FindingCheck("F1", "A claim.", HOLDS, HOLDS, HOLDS, UNKNOWN),), (),
    ),
    seconds=9.4,
)  # fmt: skip


def _answered(monkeypatch: pytest.MonkeyPatch, summary: DemoSummary, *options: str) -> tuple[int, str]:
    monkeypatch.setattr(demo, "build_demo", lambda folder, **_: replace(summary, folder=folder))
    done = CliRunner().invoke(app, ["demo", *options])
    return done.exit_code, done.stdout


def test_it_counts_origins_and_keeps_likelihood_and_confidence_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents stand beside origins; no line holds both a likelihood and a confidence; 80 columns suffice."""
    code, out = _answered(monkeypatch, SUMMARY)
    assert code == 0
    assert "12 documents, 1 independent origin; 2 against" in out
    assert "Likelihood: likely." in out
    assert "Confidence: moderate." in out
    assert not [line for line in out.splitlines() if "ikelihood" in line and "onfidence" in line]
    assert [line for line in out.splitlines() if len(line) > 80] == []
    assert "synopticon serve demo-study" in out
    assert "report.pdf was left out: a part is missing." in out
    assert "To undo:" in out


def test_a_second_run_says_that_nothing_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A study that stands already is said to stand."""
    _, out = _answered(monkeypatch, replace(SUMMARY, again=True))
    assert "stands already; nothing was changed." in out
    assert "Built in" not in out


def test_json_is_one_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json there is one value, with the findings and the verification."""
    _, out = _answered(monkeypatch, SUMMARY, "--json")
    value = json.loads(out)
    assert value["findings"][0]["origins"] == 1
    assert value["verification"]["holds"] is True


def test_a_release_that_fails_is_said_and_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault is named, and the exit code is that of a check whose answer is no."""
    broken = Check(Answer.FAILS, "The files are not what was signed: 1 fault.")
    failed = replace(SUMMARY.verification, signed=broken, faults=("index.html: its digest differs",))
    code, out = _answered(monkeypatch, replace(SUMMARY, verification=failed))
    assert code == 1
    assert "NO " in out
    assert "index.html: its digest differs" in out


def test_it_says_what_became_of_the_interviews(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed, refused, withdrawn and brought interviews have a line each, and what opens the vault is told."""
    done = Interviewed(38, 1, 1546, 27, 1, ("tavo-46",), "identity-of-ines.txt", "five invented words")
    code, out = _answered(monkeypatch, replace(SUMMARY, interviewed=done))
    assert code == 0
    assert "38  interviews that two readers signed, with 1,546 codings by two coders" in out
    assert "nothing is left but tavo-46" in out
    assert "demo-study/identity-of-ines.txt" in out and "five invented words" in out
    assert [line for line in out.splitlines() if len(line) > 80] == []


def test_interviews_that_were_left_out_are_told_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the vault's part is missing the summary says so, and names no vault."""
    done = Interviewed(left_out="the vault's part is not installed. pip install 'synopticon[vault]'")
    _, out = _answered(monkeypatch, replace(SUMMARY, interviewed=done))
    assert "The interviews were left out: the vault's part is not installed." in out
    assert "passphrase" not in out
