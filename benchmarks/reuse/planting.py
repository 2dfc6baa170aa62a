"""Planted sets for the benchmarks of reuse: made and scored by the tools that lie beside the corpora."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STORIES = "data/state-media/kcna_2011_2012.jsonl.gz"
SLOW = 600
"""Seconds after which a score is given up: everything was merged."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How many families and how many single stories are planted, and by which seed. least: signs of a story."""

    seed: int
    families: int = 300
    singles: int = 3000
    least: int = 600


def planted(shared: Path, folder: Path, mix: Mix, stories: Path | None = None) -> Path:
    """A folder within folder that holds documents.jsonl and truth.jsonl; stories: by default those of the agency."""
    out = folder / f"{mix.seed}-{mix.families}-{mix.singles}"
    options = ["--seed", str(mix.seed), "--families", str(mix.families), "--singles", str(mix.singles)]
    options += ["--least", str(mix.least)]
    source = str(stories or shared / STORIES)
    command = [sys.executable, str(shared / "tools/plant_reuse.py"), source, str(out), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return out


def scored(shared: Path, plant: Path, families: Path) -> dict[str, Any] | None:
    """What the scorer says; None where it gives up, because everything was merged."""
    command = [sys.executable, str(shared / "tools/score_reuse.py"), str(plant), str(families)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SLOW)
    except subprocess.TimeoutExpired:
        return None
    return dict(json.loads(done.stdout)) if done.returncode == 0 else None


def lines_of(command: list[str]) -> list[dict[str, Any]]:
    """Run a program and take the JSON lines that it prints; what it says besides is shown."""
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
