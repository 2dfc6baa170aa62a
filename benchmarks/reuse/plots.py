"""Draw what measure.py and growth.py printed: quality by engine, and the cost of a document as the collection grows.

    python benchmarks/reuse/measure.py ../shared > measured.jsonl
    python benchmarks/reuse/growth.py ../shared > grown.jsonl
    python benchmarks/reuse/plots.py measured.jsonl grown.jsonl docs/images

Writes echoes-quality.svg (bars of mean F1, a rule from the worst to the best seed) and echoes-growth.svg (CPU
milliseconds a document, stages upon each other).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path
from statistics import mean
from typing import Any

from drawing import Frame

OURS, THEIRS = "#1f5f5b", "#a9a294"
STAGES = {
    "reading": "#8a8f98",
    "fingerprints": "#0072b2",
    "credits": "#56b4e9",
    "proposing": "#009e73",
    "aligning": "#1f5f5b",
    "judging": "#d55e00",
    "settling": "#cc79a7",
    "writing": "#8a5a00",
}
"""Each stage's colour, from below; its name stands beside it."""

Row = dict[str, Any]


def quality(rows: list[Row]) -> str:
    """Mean F1 of each engine with its best threshold."""
    scores: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.get("best") and row["score"]:
            scores[_name(row)].append(row["score"]["f1"])
    frame = Frame("F1, by engine and words a shingle; the rule goes from the worst to the best seed", len(scores), 1.1)
    lines = list(frame.grid([n / 5 for n in range(6)], "{:.1f}"))
    for place, (name, figures) in enumerate(scores.items()):
        f1 = mean(figures)
        lines += [
            frame.bar(place + 0.25, 0.5, 0, f1, THEIRS if place else OURS),
            frame.line([(place + 0.5, min(figures)), (place + 0.5, max(figures))], "#1c1e21"),
            frame.words(place + 0.5, max(figures), f"{f1:.3f}"),
            frame.below(place + 0.5, name),
        ]
    return frame.picture(lines)


def _name(row: Row) -> str:
    return f"{row['engine']}, {row['words']}" if "words" in row else str(row["engine"])


def growth(rows: list[Row]) -> str:
    """The stages upon each other at each size, sizes by their logarithm."""
    rows = sorted(rows, key=lambda row: int(row["documents"]))
    most = max(row["milliseconds"] for row in rows) * 1.15
    frame = Frame("CPU milliseconds a document, stages upon each other, by the number of documents", 1.0, most)
    low, high = rows[0]["documents"], rows[-1]["documents"]
    along = [log(row["documents"] / low) / (log(high / low) or 1) for row in rows]
    lines = list(frame.grid(range(int(most) + 1), "{}"))
    lines += [frame.below(x, f"{row['documents']:,}") for x, row in zip(along, rows, strict=True)]
    return frame.picture([*lines, *_stacked(frame, along, rows, most)])


def _stacked(frame: Frame, along: list[float], rows: list[Row], most: float) -> Iterator[str]:
    """A line for each stage on top of those before it, its name at the right and apart from the other names."""
    below = [0.0] * len(rows)
    named = 0.0
    for stage, colour in STAGES.items():
        below = [sum_ + row["by_stage"][stage] for sum_, row in zip(below, rows, strict=True)]
        yield frame.line(list(zip(along, below, strict=True)), colour)
        yield from (frame.dot(x, y, colour) for x, y in zip(along, below, strict=True))
        named = max(named + most * 0.065, below[-1])
        yield frame.words(1.01, named - most * 0.04, stage, colour, "start")


def main() -> None:
    """Read the lines, write both pictures."""
    measured, grown, out = map(Path, sys.argv[1:])
    pictures = {"echoes-quality.svg": quality(_rows(measured)), "echoes-growth.svg": growth(_rows(grown))}
    for name, picture in pictures.items():
        (out / name).write_text(picture, "utf-8")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
