"""A small invented study for the commands that list, search, cite, judge and weigh."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.workflow.study import Study

STORY = (
    "Veldania installs cameras\n\nThe transport ministry of Veldania has installed two hundred cameras on the ring "
    "road of the capital. An official said on Monday that the cameras read number plates day and night. The pictures "
    "are kept for ninety days in a hall beneath the ministry."
)
KOREAN = "감시카메라 200대가 순환도로에 설치되었다고 베일 신문이 전했다. 2024년 3월의 일이다."

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of three invented documents, two of them copies, traced and indexed; copied for each test."""
    folder = tmp_path_factory.mktemp("traced")
    Study.create(folder / "s", title="Veldania (invented)").close()
    sources = folder / "d"
    sources.mkdir()
    for name, text in (("a", STORY), ("b", STORY), ("c", KOREAN)):
        (sources / f"{name}.txt").write_text(text, "utf-8")
    for command in (["collect", str(sources)], ["trace"]):
        answer = CliRunner().invoke(app, [command[0], "--study", str(folder / "s"), *command[1:]])
        assert answer.exit_code == 0, answer.output
    return folder / "s"


@pytest.fixture
def run(traced: Path, tmp_path: Path) -> Run:
    """Gives a command to a copy of the study."""
    shutil.copytree(traced, tmp_path / "s")

    def command(*arguments: str) -> Result:
        name, *rest = arguments
        group = [rest.pop(0)] if name in ("finding", "passage") else []
        return CliRunner().invoke(app, [name, *group, "--study", str(tmp_path / "s"), *rest])

    return command


@pytest.fixture
def ids(run: Run) -> dict[str, str]:
    """The documents' ids by the first letter of their file."""
    rows = json.loads(run("items", "--json").stdout)["rows"]
    return {row["asked"].removeprefix("file:").removeprefix("d/")[0]: row["id"] for row in rows}
