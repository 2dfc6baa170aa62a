"""`synopticon coreq`: asked once and kept, taken back, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.workflow.study import Study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty study."""
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    return tmp_path / "s"


def coreq(folder: Path, command: str, *arguments: str, typed: str | None = None) -> Result:
    """Give a command."""
    return CliRunner().invoke(app, ["coreq", command, "--study", str(folder), *arguments], input=typed)


def states(folder: Path) -> dict[int, str]:
    """How every item stands."""
    return {item["number"]: item["state"] for item in json.loads(coreq(folder, "show", "--json").stdout)["items"]}


def test_an_answer_is_kept_and_can_be_taken_back(folder: Path) -> None:
    """Answered, withheld with a reason, cleared; every change stands in the custody log without its words."""
    assert coreq(folder, "answer", "14", "In a third country.").exit_code == 0
    assert coreq(folder, "answer", "1", "--withheld", "they go back there").exit_code == 0
    assert states(folder)[14] == "answered"
    assert states(folder)[1] == "withheld: safety"
    assert coreq(folder, "answer", "14", "--clear").exit_code == 0
    assert states(folder)[14] == "missing"
    log = CliRunner().invoke(app, ["custody", "list", "--study", str(folder), "--json"]).stdout
    assert "coreq:14" in log
    assert "third country" not in log


def test_missing_items_are_asked_in_turn(folder: Path) -> None:
    """Without a number every missing item is asked; an empty line leaves it, "withheld: why" withholds it."""
    asked = len([state for state in states(folder).values() if state == "missing"])
    typed = "Two of the authors\n\nwithheld: they still work there\n" + "\n" * (asked - 3)
    answer = coreq(folder, "answer", typed=typed)
    assert answer.exit_code == 0, answer.output
    now = states(folder)
    assert (now[1], now[2], now[3]) == ("answered", "missing", "withheld: safety")


@pytest.mark.parametrize(
    "arguments", [("33", "text"), ("1", "--withheld", " "), ("1",), ("1", "text", "--clear"), ("1", "--withheld", "")]
)
def test_what_is_no_answer_is_refused(folder: Path, arguments: tuple[str, ...]) -> None:
    """An unknown number, withholding without a reason, nothing or two things at once: refused, nothing kept."""
    assert coreq(folder, "answer", *arguments).exit_code != 0
    assert not (folder / "coreq.json").exists()


@pytest.mark.parametrize("name", ["coreq.md", "coreq.json"])
def test_the_checklist_is_a_file_of_its_own(folder: Path, tmp_path: Path, name: str) -> None:
    """Both forms hold all items and the source; a file that is there is not overwritten."""
    coreq(folder, "answer", "14", "In a third country.")
    answer = coreq(folder, "export", str(tmp_path / name))
    assert answer.exit_code == 0, answer.output
    assert "has not passed the release gate" in answer.output
    text = (tmp_path / name).read_text("utf-8")
    assert "In a third country." in text
    assert "Tong, Sainsbury, Craig (2007)" in text
    assert "Minor themes" in text
    assert coreq(folder, "export", str(tmp_path / name)).exit_code != 0
    assert coreq(folder, "export", str(tmp_path / "coreq.docx")).exit_code != 0
    assert not (tmp_path / "coreq.docx").exists()


def test_a_damaged_file_of_answers_is_named_and_not_overwritten(folder: Path) -> None:
    """What is not ours is neither read nor replaced."""
    (folder / "coreq.json").write_text("{", "utf-8")
    answer = coreq(folder, "answer", "14", "text")
    assert "cannot be read" in str(answer.exception)
    assert (folder / "coreq.json").read_text("utf-8") == "{"
