"""`synopticon collect` on the command line: what it prints, asks for and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.errors import InputError, UsageError
from synopticon.workflow.study import Study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study and an invented corpus beside it."""
    Study.create(tmp_path / "s", title="Invented").close()
    rows = [{"kop": "Gates", "tekst": "Six gates were counted."}, {"kop": "Gates", "tekst": "None was lit."}]
    (tmp_path / "rows.json").write_text(json.dumps(rows), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["collect", "--study", str(folder / "s"), *arguments])


def test_it_says_what_is_new_what_to_do_next_and_how_to_undo(folder: Path) -> None:
    """Numbers first, then the next command, then the way back."""
    answer = run(folder, str(folder / "rows.json"), "--map", "text=tekst", "--map", "title=kop")
    assert answer.exit_code == 0, answer.output
    assert "3 new, 0 here already, 0 failed." in answer.output
    assert "synopticon trace" in answer.output and "synopticon withdraw" in answer.output
    again = run(folder, str(folder / "rows.json"), "--map", "text=tekst,title=kop")
    assert "0 new, 3 here already, 0 failed." in again.output


def test_json_is_one_value(folder: Path) -> None:
    """Programs read counts, ids, failures and notes."""
    (folder / "columns.toml").write_text('text = "tekst"\n', "utf-8")
    answer = run(folder, str(folder / "rows.json"), "--map-file", str(folder / "columns.toml"), "--json")
    value = json.loads(answer.stdout)
    assert (value["new"], value["failed"], len(value["ids"])) == (3, 0, 3)


def test_failures_are_a_table_with_reasons_and_an_exit_code(folder: Path) -> None:
    """Where nothing at all was obtained, the exit code says so."""
    (folder / "empty.html").write_bytes(b"")
    answer = run(folder, str(folder / "empty.html"))
    assert answer.exit_code == 7 and "file:empty.html" in answer.output and "the file is empty" in answer.output


def test_json_ends_with_the_same_exit_code(folder: Path) -> None:
    """A program that reads JSON learns by the exit code too that nothing was obtained."""
    (folder / "empty.html").write_bytes(b"")
    answer = run(folder, str(folder / "empty.html"), "--json")
    assert answer.exit_code == 7 and json.loads(answer.stdout)["failed"] == 1


@pytest.mark.parametrize("arguments", [[], ["--resume"], ["x", "--map", "text"], ["nowhere.html"]])
def test_what_cannot_be_meant_is_refused(folder: Path, arguments: list[str]) -> None:
    """No target, nothing to resume, half a mapping, a path that is not there."""
    assert isinstance(run(folder, *arguments).exception, UsageError)


def test_the_channels_are_listed_with_what_they_need(folder: Path) -> None:
    """Each way to obtain sources, an example, and what the browser needs."""
    answer = run(folder, "--channels")
    assert "sitemap" in answer.output and "synopticon[browser]" in answer.output
    assert all(len(line) <= 80 for line in answer.output.splitlines())
    assert {row["channel"] for row in json.loads(run(folder, "--channels", "--json").stdout)} >= {"web", "corpus"}


def test_a_broken_file_of_columns_is_named(folder: Path) -> None:
    """Its name and the fault are told."""
    (folder / "columns.toml").write_text("text = ", "utf-8")
    answer = run(folder, "x", "--map-file", str(folder / "columns.toml"))
    assert isinstance(answer.exception, InputError) and answer.exception.where == "columns.toml"
