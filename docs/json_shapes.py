"""Run every `--json` command over a small study and reduce what it prints to names and types."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from synopticon.demo.materials import MATERIALS

PAGES = ("2023-06-14-the-gantries-on-the-brenhold-road.html", "2023-06-19-the-gantries-on-the-brenhold-road.html")
"""A story and its copy, enough for a family."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("init", "study"),
    ("collect", "pages"),
    ("trace",),
)
"""In the order in which they must run. ITEM, FAMILY, FINDING and RELEASE are filled in from what came before."""


def shapes(folder: Path) -> Iterator[tuple[str, str]]:
    """(command, shape) for each command."""
    (folder / "pages").mkdir()
    for page in PAGES:
        found = next((MATERIALS / "sources").rglob(f"*/{page}"))
        (folder / "pages" / page).write_bytes(found.read_bytes())
    environment = os.environ | {"SYNOPTICON_STUDY": "study"}
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "synopticon", *command, "--json"],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        yield f"synopticon {_named(command)} --json", json.dumps(_shape(json.loads(done.stdout)), indent=2, ensure_ascii=False)


def _named(command: Sequence[str]) -> str:
    return " ".join(command)


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        if value and all(re.fullmatch(r"[0-9a-f]{64}", key) for key in value):
            return {"<id>": _shape(next(iter(value.values())))}
        return {key: _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shape(value[0]), "…"] if value else []
    if value is None:
        return "null, or a value"
    return {bool: "true or false", int: "number", float: "number", str: "text"}[type(value)]
