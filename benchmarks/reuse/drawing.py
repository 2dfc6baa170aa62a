"""The frame of a plot as SVG: two axes that begin at nothing, lines, dots and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 84, 40, 44
GREY, RULE, INK = "#5b6068", "#dedbd3", "#1c1e21"


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture with a title; right and top are the values at the far ends of its axes."""

    title: str
    right: float
    top: float

    def place(self, along: float, up: float) -> tuple[float, float]:
        """Where a pair of values stands in the picture."""
        x = LEFT + along / self.right * (WIDTH - LEFT - RIGHT)
        return round(x, 1), round(HEIGHT - BOTTOM - up / self.top * (HEIGHT - TOP - BOTTOM), 1)

    def grid(self, values: Iterable[float], form: str) -> Iterator[str]:
        """A level line for each value, named at the left."""
        for value in values:
            _, y = self.place(0, value)
            yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="{RULE}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end" fill="{GREY}">{form.format(value)}</text>'

    def line(self, points: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False) -> str:
        """A line through points."""
        path = " L".join(f"{x} {y}" for x, y in (self.place(*point) for point in points))
        dash = ' stroke-dasharray="4 4"' if dashed else ""
        return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'

    def dot(self, along: float, up: float, colour: str) -> str:
        """A point."""
        x, y = self.place(along, up)
        return f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'

    def bar(self, along: float, wide: float, low: float, high: float, colour: str) -> str:
        """A bar from low to high, its left edge at along; wide as the axis counts."""
        (x, y), (end, base) = self.place(along, high), self.place(along + wide, low)
        width, height = round(end - x, 1), round(base - y, 1)
        return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'

    def words(self, along: float, up: float, words: str, colour: str = INK, anchor: str = "middle") -> str:
        """Words just above a point."""
        x, y = self.place(along, up)
        return f'<text x="{x}" y="{round(y - 6, 1)}" text-anchor="{anchor}" fill="{colour}">{words}</text>'

    def below(self, along: float, words: str) -> str:
        """Words beneath the lower axis."""
        x, y = self.place(along, 0)
        return f'<text x="{x}" y="{y + 22}" text-anchor="middle" fill="{GREY}">{words}</text>'

    def picture(self, lines: Iterable[str]) -> str:
        """The whole picture."""
        head = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{self.title}" font-family="sans-serif" font-size="13" fill="{INK}">',
            f"<title>{self.title}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/>',
            f'<text x="{LEFT}" y="22">{self.title}</text>',
        ]
        return "\n".join([*head, *lines, "</svg>", ""])
