"""`synopticon pictures` as a person and as a program read it. The pictures are drawn here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.workflow.study import Study

Asked = Callable[..., Result]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Gives a command to a study with one photograph in two sizes, and another one."""
    random = np.random.default_rng(3)
    folder = tmp_path / "d"
    folder.mkdir()
    for name in ("one", "other"):
        picture = Image.fromarray(random.integers(0, 255, (15, 20, 3), dtype=np.uint8)).resize((400, 300))
        picture.save(folder / f"{name}.png")
        if name == "one":
            picture.resize((320, 240)).save(folder / "smaller.jpg")
    Study.create(tmp_path / "s", title="Veldania (invented)").close()

    def command(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--study", str(tmp_path / "s")])

    assert command("collect", str(folder)).exit_code == 0
    return command


def test_pictures_are_compared_listed_judged_and_judged_back(asked: Asked) -> None:
    """Each step says what it did within 80 columns and how to undo it; a verdict holds in the next comparison."""
    said = asked("pictures", "compare")
    assert said.exit_code == 0, said.output
    assert "3 pictures compared. Photographs in two captures or more: 1, with 1 repeats." in said.output
    listed = json.loads(asked("pictures", "list", "--json").stdout)
    one, other = (member["item"]["id"] for member in listed["groups"][0]["members"])
    shown = asked("pictures", "list").output
    assert "resized of" in shown and "its fullest capture" in shown
    judged = asked("pictures", "overturn", one[:12], other[:12], "--reason", "another hour")
    assert "To undo: synopticon clear picture:" in " ".join(judged.output.split())
    assert json.loads(asked("pictures", "compare", "--json").stdout)["groups"] == 0
    assert asked("pictures", "confirm", one, other, "--reason", "one hour after all").exit_code == 0
    again = asked("pictures", "compare").output
    assert "1 repeats" in again
    for text in (said.output, shown, again):
        assert all(len(line) <= 80 for line in text.splitlines())


def test_a_judgement_on_what_is_no_picture_is_refused(asked: Asked) -> None:
    """Before the first comparison the message names the command."""
    rows = json.loads(asked("items", "--json").stdout)["rows"]
    refused = asked("pictures", "confirm", rows[0]["id"], rows[1]["id"], "--reason", "why")
    assert refused.exception is not None and "pictures compare" in str(refused.exception)
