"""How often the origin that the engine names is the true one, by the probability that it gives: Brier score and bins.

    python benchmarks/reuse/calibration.py ../shared --seeds 405 406 [--picture docs/images/calibration.svg]

Cascades are planted by SHARED/tools/plant_reuse.py, three families of ten without their origin. Each family of two or
more that the engine finds, and whose named origin is a planted echo or origin, is one trial: right where it names the
planted origin. Where it names none, or one that nobody planted, there is no trial; how many are left without a name,
and how many of these hold their origin, is printed beside. Seeds 41 to 45 were used to fit the probabilities. Prints
one JSON value.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from drawing import Frame
from planting import Mix, planted

FAMILIES = [sys.executable, "-m", "synopticon", "reuse", "families"]
BINS = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """One named origin: how probable it was called, and whether it is the planted one."""

    chance: float
    right: bool


@dataclass(slots=True)
class Told:
    """What was said of the families that hold planted echoes: the trials, and how many were left without an origin.

    there: how many of those without a named origin hold it.
    """

    trials: list[Trial]
    withheld: int = 0
    there: int = 0


def told_of(plant: Path, families: Path) -> Told:
    """What was said of the families of one set."""
    truth = {row["id"]: row for row in _rows(plant / "truth.jsonl")}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(families):
        found.setdefault(row["family"], []).append(row)
    told = Told([])
    for members in found.values():
        if len(members) < 2 or not any(truth[row["id"]]["family"].startswith("f") for row in members):
            continue
        named = members[0]["origin"]
        if named is None:
            told.withheld += 1
            told.there += any(truth[row["id"]]["kind"] == "origin" for row in members)
        elif truth[named]["family"].startswith("f"):
            told.trials.append(Trial(members[0]["origin_probability"], truth[named]["kind"] == "origin"))
    return told


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def brier(trials: Sequence[Trial]) -> float:
    """The mean squared distance of the probabilities from what was; 0 is perfect."""
    return sum((trial.chance - trial.right) ** 2 for trial in trials) / len(trials)


def rate(trials: Sequence[Trial]) -> float:
    """The share that was right."""
    return sum(trial.right for trial in trials) / len(trials)


def binned(trials: Sequence[Trial]) -> list[dict[str, float]]:
    """By tenths of the probability: the mean of it, the share that was right, and how many."""
    bins: dict[int, list[Trial]] = {}
    for trial in trials:
        bins.setdefault(min(int(trial.chance * BINS), BINS - 1), []).append(trial)
    return [
        {
            "probability": round(sum(trial.chance for trial in some) / len(some), 3),
            "right": round(sum(trial.right for trial in some) / len(some), 3),
            "trials": len(some),
        }
        for _, some in sorted(bins.items())
    ]


def drawn(bins: Sequence[dict[str, float]]) -> str:
    """The reliability plot: what was called so probable was right so often; bars are 95 % intervals (Wilson)."""
    frame = Frame("How often the named origin is right, by the probability given", 1.0, 1.0)
    lines = list(frame.grid([n / 5 for n in range(6)], "{:.1f}"))
    lines += [frame.line([(0, 0), (1, 1)], "#8a8f98", dashed=True)]
    for row in bins:
        x, low, high = row["probability"], *_wilson(row["right"], row["trials"])
        lines += [frame.line([(x, low), (x, high)], "#1f5f5b"), frame.dot(x, row["right"], "#1f5f5b")]
        lines += [frame.words(x, high, f"{row['trials']:,.0f}", "#1f5f5b")]
    for tenth in range(0, 11, 2):
        lines += [frame.below(tenth / 10, f"{tenth / 10:.1f}")]
    return frame.picture(lines)


def _wilson(share: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share of count trials (Wilson's score interval)."""
    z = 1.96
    middle = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - half) / (1 + z * z / count), (middle + half) / (1 + z * z / count)


def main() -> None:
    """Plant, find, compare."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--seeds", type=int, nargs="+", default=[405, 406, 407, 408])
    ask.add_argument("--picture", type=Path)
    args = ask.parse_args()
    every: list[Told] = []
    with tempfile.TemporaryDirectory() as name:
        for seed in args.seeds:
            plant, out = planted(args.shared.resolve(), Path(name), Mix(seed)), Path(name) / "out.jsonl"
            command = [*FAMILIES, str(plant / "documents.jsonl"), "--out", str(out)]
            subprocess.run(command, check=True, stdout=sys.stderr)
            every.append(told_of(plant, out))
    trials = [trial for told in every for trial in told.trials]
    withheld, there = sum(told.withheld for told in every), sum(told.there for told in every)
    of_all = [*trials, *[Trial(0.0, right=True)] * there, *[Trial(0.0, right=False)] * (withheld - there)]
    bins = binned(trials)
    answer = {
        "seeds": args.seeds,
        "named": len(trials),
        "right": round(rate(trials), 4),
        "brier": round(brier(trials), 4),
        "brier_of_the_base_rate": round(rate(trials) * (1 - rate(trials)), 4),
        "withheld": withheld,
        "withheld_though_there": there,
        "brier_with_withheld_as_zero": round(brier(of_all), 4),
        "brier_of_that_base_rate": round(rate(of_all) * (1 - rate(of_all)), 4),
        "bins": bins,
    }
    print(json.dumps(answer, indent=2))
    if args.picture:
        args.picture.write_text(drawn(bins), "utf-8")


if __name__ == "__main__":
    main()
