"""`synopticon qda`: what a person reads and what a program gets. The study is invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def qda(run: Run, ids: dict[str, str], tmp_path: Path) -> Run:
    """Gives a `qda` command to a study with a code and a coding."""
    del run

    def command(*words: str) -> Result:
        group, name, *rest = words
        return CliRunner().invoke(app, [group, name, "--study", str(tmp_path / "s"), *rest])

    assert command("codebook", "add", "cameras").exit_code == 0
    given = command("code", "give", ids["a"], "cameras", "--quote", "two hundred cameras", "--memo", "a floor")
    assert given.exit_code == 0, given.output
    return lambda name, *rest: command("qda", name, *rest)


def test_what_went_out_and_how_to_undo_it_is_said(qda: Run, tmp_path: Path) -> None:
    """The terminal counts what is in the file and keeps to 80 columns."""
    answer = qda("export", str(tmp_path / "out.qdpx"))
    assert answer.exit_code == 0, answer.output
    assert "1 code, 1 document, 1 coding, 0 memos" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "To undo: remove the file."


def test_what_came_in_is_said(qda: Run, tmp_path: Path) -> None:
    """The terminal says how offsets were read, what is new and what was here."""
    qda("export", str(tmp_path / "out.qdpx"))
    answer = qda("import", str(tmp_path / "out.qdpx"))
    assert answer.exit_code == 0, answer.output
    assert "Offsets: ends exclusive, line ends stored, units points; nothing" in " ".join(answer.stdout.split())
    assert "Codings: 0 new, 1 here already." in answer.stdout


@pytest.mark.parametrize("name", ["export", "import", "convert", "forms"])
def test_json_is_one_value(qda: Run, tmp_path: Path, name: str) -> None:
    """`--json` prints exactly one value, with everything that was lost."""
    file = str(tmp_path / "out.qdpx")
    first = qda("export", file, "--json")
    words = {"export": [file, "--replace"], "import": [file], "convert": [file, f"{tmp_path}/c.qdc"], "forms": []}
    if name in ("export", "import"):
        value = json.loads(qda(name, *words[name], "--json").stdout)
    else:
        value = json.loads(CliRunner().invoke(app, ["qda", name, *words[name], "--json"]).stdout)
    assert json.loads(first.stdout)["codings"] == 1
    assert name == "forms" or {"lost", "noted"} <= value.keys()


def test_a_conversion_says_what_is_not_in_the_file(qda: Run, tmp_path: Path) -> None:
    """A project that becomes a codebook loses its documents, and the terminal says so."""
    qda("export", str(tmp_path / "out.qdpx"))
    answer = CliRunner().invoke(app, ["qda", "convert", str(tmp_path / "out.qdpx"), str(tmp_path / "c.qdc")])
    assert "Not in the file: documents with their codings (1) are not" in answer.stdout


def test_many_remarks_of_one_kind_are_counted(qda: Run, tmp_path: Path) -> None:
    """Three are named, the rest counted."""
    rows = "".join(f"nowhere {number},0,1,c\n" for number in range(9))
    (tmp_path / "a.csv").write_text(f"document,start,end,code\n{rows}")
    answer = qda("import", str(tmp_path / "a.csv"))
    assert answer.exit_code == 0, answer.output
    said = " ".join(answer.stdout.split())
    assert said.count("codings of a text that the study does not have") == 3
    assert "6 more of that kind; --json lists them." in said


def test_names_of_strangers_do_not_steer_the_terminal(qda: Run, tmp_path: Path) -> None:
    """An escape sequence in a title of another tool's file is printed as nothing, and lines stay within 80 columns."""
    (tmp_path / "a.csv").write_text(f"document,title,start,end,code\nnowhere,\x1b]0;gone\x07{'x ' * 60},0,1,c\n")
    answer = qda("import", str(tmp_path / "a.csv"))
    assert "gone" in answer.stdout
    assert not {"\x1b", "\x07"} & set(answer.stdout)
    assert max(map(len, answer.stdout.splitlines())) <= 80


def test_the_forms_are_listed(qda: Run) -> None:
    """Each form stands there with what it can hold."""
    listed = CliRunner().invoke(app, ["qda", "forms"]).stdout
    assert all(name in listed for name in ("qdpx", "qdc", "csv", "taguette", "qualcoder"))
    assert max(map(len, listed.splitlines())) <= 80
