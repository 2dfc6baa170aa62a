"""`synopticon reuse families --engine` as a person asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.cli.reuse import Engine
from synopticon.errors import UsageError
from synopticon.workflow.spreading.asking import ONE_PROCESS
from synopticon.workflow.spreading.engines import ENGINES

STORY = "The harbour office of Norrland counted nine new masts along the northern road, each of which bears two lenses."


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two invented rows."""
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": STORY}) + "\n" for name in "ab"), encoding="utf-8")
    return path


def asked(docs: Path, *options: str) -> Any:
    return CliRunner().invoke(
        app, ["reuse", "families", str(docs), "--out", str(docs.with_name("out.jsonl")), *options]
    )


def test_every_engine_of_the_list_can_be_asked_for() -> None:
    """And this process."""
    assert {engine.value for engine in Engine} == {ONE_PROCESS, *(row.name for row in ENGINES)}


def test_a_pool_answers_as_one_process_does(docs: Path) -> None:
    """The same rows, the same words to the person."""
    answer = asked(docs, "--engine", "pool", "--workers", "1")
    pooled = docs.with_name("out.jsonl").read_bytes()
    assert answer.exit_code == 0
    assert answer.stdout.startswith("2 documents, 1 families of two or more, 1 echoes.")
    assert asked(docs).exit_code == 0 and docs.with_name("out.jsonl").read_bytes() == pooled


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--workers", "2"), "--workers says nothing to --engine local"),
        (("--work", "w"), "--work says nothing to --engine local"),
        (("--engine", "pool", "--scheduler", "tls://host:8786"), "--scheduler says nothing to --engine pool"),
        (("--engine", "dask", "--workers", "2", "--scheduler", "tls://host:8786"), "cannot both be given"),
        (("--engine", "pool", "--index", "i"), "an index is kept by one process"),
    ],
)
def test_what_makes_no_sense_together_is_refused(docs: Path, options: tuple[str, ...], words: str) -> None:
    """Before anything is begun; with what to do instead."""
    answer = asked(docs, *options)
    assert isinstance(answer.exception, UsageError) and words in answer.exception.sentence()
    assert answer.exception.remedy
    assert [path.name for path in docs.parent.iterdir()] == ["docs.jsonl"]
