"""What the README shows works."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from synopticon.demo.materials import MATERIALS

ROOT = Path(__file__).parents[2]


def test_the_python_example_runs(tmp_path: Path) -> None:
    """The Python block, run over a folder of pages, counts origins and finds documents."""
    shutil.copytree(MATERIALS / "sources" / "okresia-tribune", tmp_path / "pages")
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "independent origins" in done.stdout
    assert "Okresia Tribune" in done.stdout


def test_the_pictures_are_small_and_real() -> None:
    """Each picture is a PNG of the workbench's size and under 300 kB."""
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    for picture in pictures:
        data = picture.read_bytes()
        assert len(data) < 300_000, picture.name
        assert struct.unpack(">II", data[16:24]) == (1200, 800), picture.name
