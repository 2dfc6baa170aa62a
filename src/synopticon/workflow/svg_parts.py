"""The parts that every picture is made of: text, colours as variables with fall-backs, a time axis."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from synopticon.workflow.time_scale import Scale

INK, MUTED, LINE, PAPER = (
    "var(--ink, #1c1e21)",
    "var(--muted, #5b6068)",
    "var(--line, #dedbd3)",
    "var(--paper, #fbfaf7)",
)
HUES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b6b6b", "#f0e442")
HUE_NUMBERS = (5, 6, 3, 7, 1, 2, 8, 4)
"""Okabe and Ito's colours, those that stand out on paper first, with the numbers the stylesheet gives them."""
SANS = "system-ui, 'Noto Sans', 'Noto Sans CJK KR', 'Noto Sans CJK SC', sans-serif"


def hue(number: int) -> str:
    """The colour of the family with that number, counted from 0."""
    return f"var(--hue-{HUE_NUMBERS[number % 8]}, {HUES[number % 8]})"


def text(
    x: float, y: float, words: str, *, fill: str = INK, size: int = 12, anchor: str = "start", more: str = ""
) -> str:
    """One line of text with its base line at y; more: further attributes, as they stand in SVG."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" text-anchor="{anchor}"{more}>'
        f"{escape(words)}</text>"
    )


def picture(kind: str, width: int, height: int, title: str, described: str, parts: str) -> str:
    """A whole picture with its title and description for those who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{SANS}">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>{parts}</svg>"
    )


def axis(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """Hairlines at days, months or years, named beneath, and above too where the picture is taller than a screen."""
    for at, name in scale.ticks():
        x = scale.x(at)
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{LINE}" stroke-width="1"/>'
        yield text(x, bottom + 16, name, fill=MUTED, size=11, anchor="middle")
        if bottom - top > 700:
            yield text(x, top - 6, name, fill=MUTED, size=11, anchor="middle")
