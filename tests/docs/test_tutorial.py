"""The tutorial is true: its commands run in their order, and show what it says they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.demo.materials import MATERIALS
from synopticon.model.capture import Capture, Channel
from synopticon.model.digests import sha256_hex

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
MARK = "=== end of block"


def _blocks() -> list[tuple[str, list[str]]]:
    """(commands, the lines shown after them), in their order."""
    found: list[tuple[str, list[str]]] = []
    for kind, body in re.findall(r"^```(sh|text)\n(.*?)^```", TUTORIAL.read_text("utf-8"), re.M | re.S):
        if kind == "sh":
            found.append((body, []))
        else:
            found[-1][1].extend(line for line in body.splitlines() if line.strip())
    return found


def _missing(shown: list[str], real: str) -> list[str]:
    """Shown lines that do not stand in the output, in their order; `…` stands for anything on the same line."""
    missing, at = [], 0
    text = " ".join(real.split())
    for line in shown:
        pattern = ".{0,400}?".join(re.escape(" ".join(part.split())) for part in line.split("…"))
        match = re.compile(pattern, re.I).search(text, at)
        if match is None:
            missing.append(line)
        else:
            at = match.end()
    return missing


@pytest.mark.slow
def test_every_command_runs_and_shows_what_is_shown(tmp_path: Path) -> None:
    """All shell blocks run in one session in an empty folder, and each shown line stands in the real output."""
    blocks = _blocks()
    script = "".join(f"{commands}\necho '{MARK}'\n" for commands, _ in blocks)
    environment = {name: value for name, value in os.environ.items() if name != "SYNOPTICON_STUDY"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    outputs = done.stdout.split(f"{MARK}\n")
    assert done.returncode == 0, f"block {len(outputs)}:\n{blocks[len(outputs) - 1][0]}\n{outputs[-1]}\n{done.stderr}"
    wrong = {
        commands: missing
        for (commands, shown), real in zip(blocks, outputs, strict=False)
        if (missing := _missing(shown, real))
    }
    assert wrong == {}


def test_the_comparison_can_fail() -> None:
    """A line that the output does not hold, or holds in another order, is missed."""
    assert _missing(["one…three"], "one two three") == []
    assert _missing(["two", "one"], "one two") == ["one"]
    assert _missing(["four"], "one two") == ["four"]


def test_the_items_that_it_names_are_in_the_demonstration() -> None:
    """Each beginning of an id is that of a file of the demonstration; after a change of a story, write the new one."""
    sources = MATERIALS / "sources"
    ids = {
        Capture(f"file:{path.relative_to(sources)}", EPOCH, Channel.FILE, digest=sha256_hex(path.read_bytes())).id[:8]
        for path in sources.rglob("*.html")
    }
    named = set(re.findall(r"(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])", TUTORIAL.read_text("utf-8")))
    assert named
    assert named - ids == set()
