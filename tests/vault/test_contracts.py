"""The boundary around the vault is an import rule, and breaking it fails the build."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "synopticon"
DOORS = ("vault", "interview", "review", "demo_interviews")
"""How the files of `workflow/` begin that may import the vault."""


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("file", "line", "chain"),
    [
        ("release/gate.py", "import synopticon.vault.opened", "synopticon.release.gate -> synopticon.vault.opened"),
        ("workflow/publish.py", "from synopticon.workflow import vault", "synopticon.workflow.publish -> "),
        (
            "web/routes/release.py",
            "from synopticon.workflow import interview_vault",
            "synopticon.web.routes.release -> ",
        ),
        ("web/review/routes.py", "from synopticon.workflow import publish", "synopticon.web.review.routes -> "),
    ],
)
def test_breaking_the_boundary_fails_the_build(tmp_path: Path, file: str, line: str, chain: str) -> None:
    """One bad import, direct or by way of a verb that may have the vault, and import-linter ends with an error."""
    shutil.copytree(SOURCE, tmp_path / "src" / "synopticon", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "src" / "synopticon" / file
    text = broken.read_text("utf-8")
    assert "from __future__ import annotations\n" in text
    broken.write_text(
        text.replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n")
    )
    answer = _lint(tmp_path)
    assert answer.returncode == 1 and "BROKEN" in answer.stdout
    assert chain in " ".join(answer.stdout.split())


def test_only_the_verbs_that_may_import_the_vault() -> None:
    """Outside the vault itself, only the verbs of vault, interviews, review and demonstration name its files."""
    guilty = []
    for path in SOURCE.rglob("*.py"):
        inside = SOURCE / "vault" in path.parents
        door = path.parent == SOURCE / "workflow" and path.name.startswith(DOORS)
        if inside or door:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            if any(name.startswith("synopticon.vault") for name in names):
                guilty.append(str(path.relative_to(SOURCE)))
    assert guilty == []


def test_running_what_publishes_loads_no_vault() -> None:
    """A process that imports publishing, verification and the workbench has neither the vault nor pyrage in memory."""
    code = (
        "import sys, synopticon.workflow.publish, synopticon.workflow.verify, synopticon.workflow.gate, "
        "synopticon.workflow.opening_pack, synopticon.web.app\n"
        "print([name for name in sys.modules if name == 'pyrage' or name.startswith('synopticon.vault')])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
