"""The house keeps its rules: floors, one door to each neighbour, sizes, no cellars."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "synopticon"
FILES = sorted(SOURCE.rglob("*.py"))
CELLARS = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "manager.py"}


def test_every_import_contract_holds() -> None:
    """Every rule of the house that an import could break is kept."""
    program = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_opens_with_its_promise_and_stays_small(path: Path) -> None:
    """Each file opens with a docstring, has at most 400 lines, and no function has more than 60."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the file opens without its promise"
    assert text.count("\n") <= 400
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert not long


def test_no_room_is_named_for_nothing() -> None:
    """No file is called utils, helpers, common, misc or manager."""
    assert not [path for path in FILES if path.name in CELLARS]


def test_importing_the_package_loads_no_room() -> None:
    """`import synopticon` alone brings in neither the web, the store nor any step."""
    code = "import sys, synopticon; print([m for m in sys.modules if m.startswith('synopticon.')])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "['synopticon.version']"


def test_no_file_outside_the_channels_opens_a_connection_by_the_standard_library() -> None:
    """urllib.request, http.client and socket are imported in capture/channels alone."""
    banned = {"urllib.request", "http.client", "socket", "ftplib", "smtplib"}
    guilty = []
    for path in FILES:
        if (SOURCE / "capture" / "channels") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom):
                names = {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
            if names & banned:
                guilty.append(str(path.relative_to(SOURCE)))
    assert not guilty
