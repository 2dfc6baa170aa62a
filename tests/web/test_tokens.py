"""The stylesheet's colours can be read by everyone, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import synopticon.web

FOLDER = Path(synopticon.web.__file__).parent
TOKENS = (FOLDER / "static" / "css" / "tokens.css").read_text("utf-8")
LEAST = 4.5
PAIRS = (
    ("ink", "paper"), ("ink", "raised"), ("muted", "paper"), ("muted", "raised"), ("accent", "paper"),
    ("accent", "raised"), ("on-accent", "accent"), ("support", "paper"), ("support", "raised"), ("contrary", "paper"),
    ("contrary", "raised"), ("warning", "warning-ground"), ("ink", "cited-ground"), ("ink", "shared-ground"),
    ("ink", "found-ground"), ("ink", "warning-ground"),
)  # fmt: skip


def palette(mode: str) -> dict[str, str]:
    """The colours of a mode; dark overlays light."""
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found if mode == "light" else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(mode: str, front: str, ground: str) -> None:
    """Every pair of text and ground has a contrast of at least 4.5 to 1."""
    colours = palette(mode)
    high, low = sorted((luminance(colours[front]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= LEAST


def test_colours_are_named_in_one_place() -> None:
    """No other stylesheet writes a colour of its own, but for the white of a captured page."""
    for sheet in (FOLDER / "static" / "css").glob("*.css"):
        if sheet.name != "tokens.css":
            assert set(re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text("utf-8"))) <= {"#ffffff"}, sheet.name


def test_every_token_that_is_used_is_defined() -> None:
    """A misspelt token would silently be no colour at all."""
    known = set(re.findall(r"--([\w-]+):", TOKENS))
    for sheet in (FOLDER / "static" / "css").glob("*.css"):
        assert set(re.findall(r"var\(--([\w-]+)", sheet.read_text("utf-8"))) <= known, sheet.name
