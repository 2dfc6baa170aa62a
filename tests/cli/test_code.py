"""Coding from the terminal: every command says what it did and how to undo it, and answers programs in JSON."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def coded(traced: Path, tmp_path: Path) -> Run:
    """Gives commands of a group to a copy of the study, which has a codebook."""
    shutil.copytree(traced, tmp_path / "s")

    def command(group: str, name: str, *rest: str) -> Result:
        return CliRunner().invoke(app, [group, name, "--study", str(tmp_path / "s"), *rest])

    assert command("codebook", "start").exit_code == 0
    return command


@pytest.fixture
def korean(coded: Run, tmp_path: Path) -> str:
    """The id of the Korean document."""
    answer = CliRunner().invoke(app, ["items", "--study", str(tmp_path / "s"), "--json"])
    return next(str(row["id"]) for row in json.loads(answer.stdout)["rows"] if row["language"] == "ko")


def told(answer: Result) -> str:
    """What a command that went well has said, within eighty columns."""
    assert answer.exit_code == 0, answer.output
    assert all(len(line) <= 80 for line in answer.stdout.splitlines()), answer.stdout
    return answer.stdout


def value(answer: Result) -> object:
    """The one JSON value of an answer."""
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_passage_is_coded_changed_taken_away_and_brought_back(coded: Run, korean: str) -> None:
    """Each step names its undo, and the undo does it."""
    said = told(coded("code", "give", korean[:12], "video", "--quote", "감시카메라", "--memo", "200"))
    assert "Coded characters 0 to 5" in said and "synopticon code undo" in said
    (row,) = value(coded("code", "list", "--json"))["rows"]  # type: ignore[index]
    assert (row["words"], row["path"], row["coding"]["memo"]) == ("감시카메라", "technology/video", "200")
    coding = row["coding"]["id"]
    assert "changed" in told(coded("code", "change", coding[:8], "--code", "face"))
    assert "Took 1 coding away" in told(coded("code", "remove", coding[:8]))
    assert "Nothing is coded here" in told(coded("code", "list"))
    assert "1 coding is as it was" in told(coded("code", "undo"))
    assert "technology/face" in told(coded("code", "list"))
    assert "synopticon code undo" in told(coded("code", "redo"))
    assert "nothing to redo" in told(coded("code", "redo"))
    assert told(coded("code", "show", coding[:8])).count("technology") == 5
    assert [step["act"]["kind"] for step in value(coded("code", "show", coding[:8], "--json"))][-2:] == [  # type: ignore[attr-defined]
        "undo",
        "redo",
    ]


def test_finding_and_counting_answer_people_programs_and_spreadsheets(coded: Run, korean: str) -> None:
    """Text within eighty columns, one JSON value, and CSV with a line of names."""
    for code, quote in (("video", "감시카메라"), ("ladder/installed", "설치"), ("saw", "감시카메라 200대")):
        told(coded("code", "give", korean, code, "--quote", quote))
    for name in ("find", "count", "together", "basis"):
        told(coded("code", name))
        assert value(coded("code", name, "--json"))
        rows = list(csv.DictReader(io.StringIO(coded("code", name, "--csv").stdout)))
        assert rows and all(None not in row for row in rows)
    found = value(coded("code", "find", "video", "--overlaps", "saw", "--attribute", "language=ko", "--json"))
    assert [row["words"] for row in found] == ["감시카메라"]  # type: ignore[attr-defined]
    assert "0 passages" in told(coded("code", "find", "video", "--not", "saw"))
    assert coded("code", "find", "--attribute", "language").exit_code != 0
    assert "No two codes" in told(coded("code", "together", "video"))


def test_a_search_is_reviewed_before_anything_is_coded(coded: Run, korean: str) -> None:
    """Proposals have names; some or all are accepted, and never both ways at once."""
    query = ("카메라", "--code", "video", "--document", korean[:12])
    (row,) = value(coded("code", "search", *query, "--json"))["rows"]  # type: ignore[index]
    assert row["name"] in told(coded("code", "search", *query))
    assert "Nothing is coded" in told(coded("code", "list"))
    assert coded("code", "accept", *query).exit_code != 0
    assert "Coded 1 passage" in told(coded("code", "accept", *query, "--only", row["name"]))
    assert "0 proposals, 1 coded already" in told(coded("code", "search", *query))


def test_blind_coding_and_settling_from_the_terminal(coded: Run, korean: str) -> None:
    """Assign, code, be done, see, settle; each list says how to begin while it is empty."""
    assert "synopticon code assign" in told(coded("code", "assignments"))
    assert "synopticon code settle" in told(coded("code", "settlements"))
    assert "Gave 2 assignments" in told(coded("code", "assign", korean, "--to", "ada", "--to", "ben", "--blind"))
    ids = [value(coded("code", "give", korean, "video", "--start", "0", "--end", str(end), "--coder", who,
                       "--json"))[0]["id"] for who, end in (("ada", 5), ("ben", 9))]  # type: ignore[index]  # fmt: skip
    assert "ben" not in told(coded("code", "list", "--as", "ada"))
    assert "Others still code it blind" in told(coded("code", "done", korean, "--coder", "ada"))
    assert "cannot be taken back" in told(coded("code", "done", korean, "--coder", "ben"))
    assert "ben" in told(coded("code", "list", "--as", "ada"))
    assert coded("code", "settle", *ids, "--reason", "so").exit_code != 0
    assert coded("code", "settle", *ids, "--reason", "so", "--nothing", "--start", "1").exit_code != 0
    assert "Settled: video" in told(coded("code", "settle", *ids, "--reason", "so", "--code", "video"))
    assert "so" in told(coded("code", "settlements", korean)) and "blind" in told(coded("code", "assignments"))
    assert "Took back 1 assignment" in told(coded("code", "assign", korean, "--to", "ada", "--drop"))


def test_memos_from_the_terminal(coded: Run) -> None:
    """Written, worded anew, taken away; a memo is on one thing."""
    assert "There are no memos" in told(coded("code", "memos"))
    memo = value(coded("code", "memo", "dummies count", "--code", "video", "--json"))["id"]  # type: ignore[index]
    assert f"--remove {memo[:12]}" in told(coded("code", "memo", "dummies do not", "--reword", memo[:12]))
    assert "dummies do not" in told(coded("code", "memos")) and "technology/video" in told(coded("code", "memos"))
    told(coded("code", "memo", "--remove", memo[:12]))
    assert value(coded("code", "memos", "--json")) == []
    assert coded("code", "memo", "x", "--code", "video", "--document", "y").exit_code != 0


def test_the_codebook_from_the_terminal(coded: Run) -> None:
    """Every change tells the version that it made and the one that undoes it."""
    assert "codebook restore 1" in told(coded("codebook", "add", "night", "--under", "video", "--key", "n"))
    assert "worded anew" in told(coded("codebook", "change", "night", "--definition", "Sees without light."))
    assert "Sees without light." in told(coded("codebook", "show", "night"))
    assert "technology/night" in told(coded("codebook", "move", "night", "--under", "technology", "--place", "1"))
    assert "Moved into video: 0 codings" in told(coded("codebook", "merge", "night", "--into", "video"))
    assert "To be sorted: 0 codings" in told(coded("codebook", "split", "video", "--into", "a", "--into", "b"))
    assert "retired" in told(coded("codebook", "retire", "ladder"))
    assert "offered again" in told(coded("codebook", "retire", "ladder", "--back"))
    assert "technology/video: retired" in told(coded("codebook", "diff", "1"))
    assert "Version 1 stands again" in told(coded("codebook", "restore", "1"))
    assert "Nothing differs" in told(coded("codebook", "diff", "1"))
    assert "nothing changed" in told(coded("codebook", "restore", "9"))
    assert len(told(coded("codebook", "versions")).splitlines()) == 11
    for name, rest in (("versions", ()), ("diff", ("1",)), ("show", ()), ("show", ("video",)), ("restore", ("2",))):
        value(coded("codebook", name, *rest, "--json"))
    assert "technology" in told(coded("codebook", "show"))


def test_codings_are_found_again_from_the_terminal(coded: Run) -> None:
    """Where nothing was read anew, nothing is to be done."""
    assert "Found again in the present texts: 0 codings. Not found: 0." in told(coded("code", "anchor"))
    assert value(coded("code", "anchor", "--json")) == {"found": {}, "lost": []}
