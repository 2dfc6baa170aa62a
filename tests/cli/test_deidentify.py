"""`synopticon deidentify` prints the contract and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from synopticon.cli.app import app


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
