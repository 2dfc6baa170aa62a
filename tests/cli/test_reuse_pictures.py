"""`synopticon reuse pictures` names each repeat, what was not compared and why, and prints one JSON value."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from synopticon.cli.app import app


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """A drawn picture, a part of it, one that is cut short, and a note."""
    tones = np.random.default_rng(2).integers(0, 255, (15, 20), dtype=np.uint8)
    picture = Image.fromarray(tones).resize((400, 300), Image.Resampling.BICUBIC)
    picture.save(tmp_path / "whole.png")
    picture.crop((60, 30, 400, 300)).save(tmp_path / "part.jpg", quality=60)
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:5000])
    (tmp_path / "note.txt").write_text("no picture", encoding="utf-8")
    return tmp_path


def test_json_has_a_row_for_each_picture(photographs: Path) -> None:
    """Boxes, kind and reasons are there; what was passed over is counted."""
    done = CliRunner().invoke(app, ["reuse", "pictures", str(photographs), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    part, whole = told["pictures"]
    assert (part["kind"], part["parent"], whole["parent"]) == ("cropped", whole["path"], None)
    assert part["boxes"]["here"] == pytest.approx([0, 0, 340, 270], abs=6)
    assert part["boxes"]["there"] == pytest.approx([60, 30, 400, 300], abs=6)
    assert part["reasons"] and part["score"] > 0.9
    assert [Path(row["path"]).name for row in told["passed_over"]] == ["cut.png"]
    assert (told["families"], told["repeats"], told["others"]) == (1, 1, 1)


def test_a_person_reads_what_repeats_and_why(photographs: Path) -> None:
    """The repeat, the picture it shows, and the damaged file are named."""
    done = CliRunner().invoke(app, ["reuse", "pictures", str(photographs)])
    assert "2 pictures, 1 shown twice or more, 1 repeats." in done.output
    assert "cropped of" in done.output and "not compared" in done.output


def test_a_file_named_itself_must_be_a_picture(photographs: Path) -> None:
    """In a folder other files are passed over; named, they are refused, as is what is not there."""
    for name, word in (("note.txt", "no picture"), ("nowhere.png", "no such file")):
        done = CliRunner().invoke(app, ["reuse", "pictures", str(photographs / name)])
        assert done.exit_code != 0
        assert word in done.output + str(done.exception)
