"""Draw what a document costs as the study grows, from the lines that measure.py printed.

    python benchmarks/study/measure.py ROWS > measured.jsonl
    python benchmarks/study/curve.py measured.jsonl docs/images/growth.svg

One line a stage: CPU milliseconds a document (up) by the number of documents (right, each step the same factor).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 84, 40, 44
COLOURS = {"collect": "#0072b2", "extract": "#d55e00", "trace": "#1f5f5b", "index": "#8a5a00"}
"""A stage's line and its name beside it; the name alone tells it, too."""

TITLE = "CPU milliseconds a document, by the number of documents in the study"

Points = dict[str, list[tuple[int, float]]]


def points_of(lines: list[str]) -> Points:
    """(size, CPU milliseconds a document) of each stage, by size."""
    found: Points = defaultdict(list)
    for row in map(json.loads, lines):
        if "stage" in row:
            found[row["stage"]].append((row["size"], row["cpu_milliseconds_a_document"]))
    return {stage: sorted(points) for stage, points in found.items()}


class Scale:
    """Where a size and a cost stand in the picture: sizes by their logarithm, costs from nothing up."""

    def __init__(self, points: Points) -> None:
        self.sizes = sorted({size for line in points.values() for size, _ in line})
        self.most = max(cost for line in points.values() for _, cost in line) * 1.15

    def place(self, size: int, cost: float) -> tuple[float, float]:
        """The point (x, y)."""
        along = log(size / self.sizes[0]) / (log(self.sizes[-1] / self.sizes[0]) or 1)
        x = LEFT + along * (WIDTH - LEFT - RIGHT)
        return round(x, 1), round(HEIGHT - BOTTOM - cost / self.most * (HEIGHT - TOP - BOTTOM), 1)


def drawn(points: Points) -> str:
    """The whole picture."""
    scale = Scale(points)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{TITLE}" '
        'font-family="sans-serif" font-size="13" fill="#1c1e21">',
        f"<title>{TITLE}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/>',
        f'<text x="{LEFT}" y="22">{TITLE}</text>',
    ]
    return "\n".join([*head, *grid(scale), *lines_of(points, scale), "</svg>", ""])


def grid(scale: Scale) -> Iterator[str]:
    """A line for each millisecond, and the sizes beneath."""
    for cost in range(int(scale.most) + 1):
        _, y = scale.place(scale.sizes[0], cost)
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#dedbd3"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end" fill="#5b6068">{cost}</text>'
    for size in scale.sizes:
        x, y = scale.place(size, 0)
        yield f'<text x="{x}" y="{y + 22}" text-anchor="middle" fill="#5b6068">{size:,}</text>'


def lines_of(points: Points, scale: Scale) -> Iterator[str]:
    """Each stage's line, its name beside the end and apart from the other names."""
    free = float(HEIGHT)
    for stage, line in sorted(points.items(), key=lambda one: one[1][-1][1]):
        spots, colour = [scale.place(*point) for point in line], COLOURS[stage]
        path = " L".join(f"{x} {y}" for x, y in spots)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in spots)
        free = min(spots[-1][1] + 4, free - 16)
        yield f'<text x="{spots[-1][0] + 10}" y="{free}" fill="{colour}">{stage}</text>'


def main() -> None:
    """Read the measured lines, write the picture."""
    measured, picture = map(Path, sys.argv[1:])
    picture.write_text(drawn(points_of(measured.read_text("utf-8").splitlines())), "utf-8")


if __name__ == "__main__":
    main()
