"""The plan on docs/scale.md: its tables are those that the measured figures make."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tables_are_made_of_the_measured_figures(tmp_path: Path) -> None:
    """The command that the page names, given again, changes nothing on it."""
    page = ROOT / "docs" / "scale.md"
    command = re.search(r"^python (benchmarks/reuse/plan\.py .*) --into docs/scale\.md$", page.read_text("utf-8"), re.M)
    assert command
    again = Path(shutil.copy(page, tmp_path))
    subprocess.run([sys.executable, *shlex.split(command[1]), "--into", str(again)], cwd=ROOT, check=True)
    assert again.read_text("utf-8") == page.read_text("utf-8")
    assert page.read_text("utf-8").count("| **all**") == 2
