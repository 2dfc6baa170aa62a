"""Sources that several passages name, on the command line: shown with their words, judged, and the judgement undone."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.errors import UsageError
from synopticon.workflow.study import Study

STORIES = {
    "a": "New masts stand in the north. According to Corvane Wire, two hundred cameras were put up in March.",
    "b": "The river has got eyes. The news agency Corvane Wire reported that some two hundred cameras watch it.",
}
QUOTES = {"a": "two hundred cameras were put up", "b": "two hundred cameras watch it"}


@pytest.fixture
def command(tmp_path: Path):
    """Gives a command to a study with F1 on two invented stories that name one wire."""
    folder, sources = tmp_path / "s", tmp_path / "d"
    Study.create(folder, title="Veldania (invented)").close()
    sources.mkdir()
    for name, text in STORIES.items():
        (sources / f"{name}.txt").write_text(text, "utf-8")

    def run(*words: str):
        return CliRunner().invoke(app, [*words, "--study", str(folder)])

    run("collect", str(sources))
    run("trace")
    run("finding", "add", "Cameras watch the river.")
    for row in json.loads(run("items", "--json").stdout)["rows"]:
        letter = row["asked"].removeprefix("file:").removeprefix("d/")[0]
        passage = run("cite", row["id"], "-q", QUOTES[letter]).stdout.splitlines()[0]
        assert run("finding", "bring", "F1", passage).exit_code == 0
    return run


def test_a_shared_source_is_shown_judged_and_undone(command) -> None:
    """Both counts and the words are shown within 80 columns; the named command takes the judgement back."""
    shown = command("finding", "show", "F1")
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())
    text = " ".join(shown.stdout.split())
    assert "2 documents name one source: Corvane Wire (to be judged)" in text
    assert "According to Corvane Wire, two hundred cameras were put up in March." in text
    assert "2 origins as counted, 1 if they do." in " ".join(shown.stderr.split())
    for rest in sources(command)[0]["rests"]:
        answer = command("confirm", rest["subject"], "--reason", "read in its place")
        assert "Confirmed: the passage rests on that source" in answer.output
    assert origins(command) == 1
    undo = shlex.split(answer.output.split("To undo: synopticon ")[1].split(" --reason")[0])
    assert "Cleared" in command(*undo, "--reason", "read again").output
    assert origins(command) == 2


def test_an_overturned_attribution_counts_no_more_and_json_is_one_value(command) -> None:
    """The judgement is printed for programs; the proposal of one count fewer is gone."""
    subject = sources(command)[0]["rests"][0]["subject"]
    answer = command("overturn", subject, "--reason", "it has a reporter there", "--json")
    assert json.loads(answer.stdout)["subject"] == subject
    value = json.loads(command("finding", "weigh", "F1", "--json").stdout)["corroboration"]
    assert (value["independent_origins"], value["origins_if_confirmed"]) == (2, 2)


def test_a_subject_that_is_none_is_refused(command) -> None:
    """One document alone is no attribution: the form of a subject is named."""
    answer = command("confirm", "3fa9c1d2", "--reason", "why")
    assert isinstance(answer.exception, UsageError) and "PASSAGE:SOURCE" in str(answer.exception.remedy)


def sources(command) -> list:
    """The shared sources of F1."""
    return json.loads(command("finding", "show", "F1", "--json").stdout)["corroboration"]["sources"]


def origins(command) -> int:
    """The count of F1."""
    return json.loads(command("finding", "weigh", "F1", "--json").stdout)["corroboration"]["independent_origins"]
