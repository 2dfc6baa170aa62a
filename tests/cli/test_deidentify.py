"""`synopticon deidentify` prints the contract and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app


@pytest.fixture(autouse=True)
def _own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs in the process of the tests here, which keeps its own limits."""
    monkeypatch.setattr("synopticon.workflow.memory_image.leave_no_image", lambda: None)


def test_json_is_the_contract(tmp_path: Path) -> None:
    """One value: a keyed digest, and spans with start, end, kind, severity, detectors and replacement."""
    (tmp_path / "a.txt").write_text("I am Ri Ok Ran.", encoding="utf-8")
    (tmp_path / "r.json").write_text('{"names": ["리옥란"]}', encoding="utf-8")
    command = ["deidentify", str(tmp_path / "a.txt"), "--identity", str(tmp_path / "r.json"), "--json"]
    done, again = (CliRunner().invoke(app, command) for _ in range(2))
    answer = json.loads(done.stdout)
    assert answer["spans"] == [
        {
            "start": 5,
            "end": 14,
            "kind": "person",
            "severity": "direct",
            "detectors": ["identity"],
            "replacement": "[Person A]",
        }
    ]
    assert len(answer["text_digest"]) == 64
    assert json.loads(again.stdout)["text_digest"] != answer["text_digest"]


def test_absent_models_are_said(tmp_path: Path) -> None:
    """What could not be asked is named beside the answer."""
    (tmp_path / "a.txt").write_text("Good morning.", encoding="utf-8")
    done = CliRunner().invoke(app, ["deidentify", str(tmp_path / "a.txt")])
    assert "spacy, presidio, gliner" in done.stderr
    assert "Nothing was found" in done.stdout


def test_a_studys_protocol_says_how_coarse(tmp_path: Path) -> None:
    """With --study the levels of its protocol count; without it the usual ones."""
    (tmp_path / "a.txt").write_text("I am 34. I left Hoeryong on 4 May 2016.", encoding="utf-8")
    (tmp_path / "study.toml").write_text(
        '[interviews]\nplace_level = "country"\ndate_level = "season"\nage_band = 5\n', encoding="utf-8"
    )
    command = ["deidentify", str(tmp_path / "a.txt"), "--json"]
    usual = json.loads(CliRunner().invoke(app, command).stdout)
    told = json.loads(CliRunner().invoke(app, [*command, "--study", str(tmp_path)]).stdout)
    assert [span["replacement"] for span in usual["spans"]] == [
        "[age 30–39]",
        "[a place in North Hamgyong Province]",
        "[May 2016]",
    ]
    assert [span["replacement"] for span in told["spans"]] == [
        "[age 30–34]",
        "[a place in North Korea]",
        "[spring 2016]",
    ]
