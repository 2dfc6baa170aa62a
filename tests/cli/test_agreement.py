"""`synopticon agreement` in the terminal: a table that fits, sentences, one JSON value, and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import give
from synopticon.workflow.study import Study

Run = Callable[..., Result]


@pytest.fixture
def coded(run: Run, ids: dict[str, str], tmp_path: Path) -> Run:
    """The study of the commands' tests, with one document coded by two."""
    with Study(tmp_path / "s") as study:
        start_codebook(study)
        for coder, end in (("ana", 90), ("boris", 80)):
            give(study, ids["a"], "technology/video", start=30, end=end, coder=coder)
            give(study, ids["a"], "basis of knowledge/was told by", start=120, end=150, coder=coder)
        give(study, ids["a"], "basis of knowledge/was told by", start=160, end=170, coder="ana")
    return run


def test_the_table_fits_eighty_columns_and_says_what_it_means(coded: Run) -> None:
    """Figures, a sentence on each that matters, what was counted, and how many disagreements are open."""
    answer = coded("agreement")
    assert answer.exit_code == 0, answer.output
    assert all(len(line) <= 80 for line in answer.output.splitlines())
    assert "technology/video" in answer.output
    assert "What nobody coded is" in answer.output
    assert "2 disagreements, 2 of them open" in answer.output
    assert "nan" not in answer.output


def test_where_they_differ_is_listed(coded: Run) -> None:
    """Borders and single marks are told apart."""
    answer = coded("agreement", "--disagreements")
    assert all(len(line) <= 80 for line in answer.output.splitlines())
    assert "borders" in answer.output
    assert "boris" in answer.output


def test_programs_get_one_value(coded: Run) -> None:
    """Everything in one JSON value, the same numbers at both levels' own units."""
    by_character = json.loads(coded("agreement", "--json").stdout)
    by_passage = json.loads(coded("agreement", "--level", "passages", "--code", "basis of knowledge", "--json").stdout)
    assert [row["label"] for row in by_character["figures"]][2:] == [
        "technology/video",
        "basis of knowledge/was told by",
    ]
    assert by_character["figures"][0]["units"] == 60 + 30 + 10
    assert [row["label"] for row in by_passage["figures"]][2:] == ["basis of knowledge/was told by"]
    assert len(by_character["disagreements"]) == 2


def test_one_coder_is_refused_with_a_remedy(coded: Run) -> None:
    """Named alone, a coder agrees with nobody: exit code 2 and what to do."""
    answer = coded("agreement", "--coders", "ana", "--json")
    assert answer.exception is not None
    assert "two coders" in str(answer.exception)
    assert CliRunner().invoke(app, ["agreement", "--help"]).exit_code == 0
