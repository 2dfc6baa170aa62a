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
    """One row: its name in a report, an example, and the pattern, whose group `who` holds the source's name.

    name_in: what this cue takes for a name, where that is more than its language does elsewhere.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    name_in: Callable[[str], Named | None] | None = None


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its tag, its cues in the order in which they are tried, and what it takes for a name.

    name_in: the source within the words of a cue's group `who`; None where they name nobody that could be a source.
    """

    tag: str
    cues: tuple[Cue, ...]
    name_in: Callable[[str], Named | None]


def cue(name: str, example: str, pattern: str, name_in: Callable[[str], Named | None] | None = None) -> Cue:
    """A row of a language's table."""
    return Cue(name, example, re.compile(pattern), name_in)


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
