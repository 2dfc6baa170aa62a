"""`synopticon extract` as people type it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.workflow.study import Study

SENTENCE = "The ministry of Veldania installed two hundred cameras on the ring road in March."


def test_files_give_one_json_line_a_document(tmp_path: Path) -> None:
    """With --json every line is one object; one unreadable file among others is no failure."""
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    answer = CliRunner().invoke(app, ["extract", str(tmp_path), "--json"])
    assert answer.exit_code == 0
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [row["path"] for row in rows] == [str(tmp_path / "a.txt"), str(tmp_path / "b.pdf")]
    assert (rows[0]["text"], rows[0]["language"], rows[1]["text"]) == (SENTENCE, "en", "")


def test_where_nothing_could_be_read_the_exit_code_says_so(tmp_path: Path) -> None:
    """Exit code 3, the rows all the same, and the reasons for people."""
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    answer = CliRunner().invoke(app, ["extract", str(tmp_path)])
    assert answer.exit_code == 3
    assert "cannot be opened" in answer.stdout
    assert "None of 1 files could be read" in answer.stderr


def test_a_study_is_read_without_a_path(tmp_path: Path) -> None:
    """Without a path the study's captures are read, and the answer is one JSON value."""
    Study.create(tmp_path / "s").close()
    (tmp_path / "a.txt").write_text(SENTENCE)
    study = ["--study", str(tmp_path / "s")]
    assert CliRunner().invoke(app, ["collect", *study, str(tmp_path / "a.txt")]).exit_code == 0
    answer = CliRunner().invoke(app, ["extract", *study, "--json"])
    assert json.loads(answer.stdout) == {"read": 0, "unread": 0, "warnings": 0}
