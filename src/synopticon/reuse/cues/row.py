"""What a cue is: words by which a sentence says whence it knows; and how a language tells a name from other words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Which part [start, end) of the words at a cue is the source. known is False for a source without a name
    ("officials", "a resident").
    """

    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: its name in a report, an example, and the pattern, whose group `who` holds the source's name."""

    name: str
    example: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its tag, its cues in the order in which they are tried, and what it takes for a name.

    name_in: the source within the words of a cue's group `who`; None where they name nobody that could be a source.
    """

    tag: str
    cues: tuple[Cue, ...]
    name_in: Callable[[str], Named | None]


def cue(name: str, example: str, pattern: str, flags: int = 0) -> Cue:
    """A row of a language's table."""
    return Cue(name, example, re.compile(pattern, flags))


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
