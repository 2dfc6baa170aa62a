"""Towns and counties, in every spelling, with the province that may stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Town:
    """A place finer than the level that stays readable. everyday: its name is a common word as well."""

    name: str
    level: str
    everyday: bool


@cache
def towns() -> tuple[Town, ...]:
    """The places of tables/places.tsv."""
    return tuple(_read())


def _read() -> Iterator[Town]:
    table = resources.files("synopticon.interviews").joinpath("tables", "places.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            level, names = line.split("\t")
            for name in names.split():
                yield Town(name.rstrip("*"), level, name.endswith("*"))


def level_of(words: str) -> str | None:
    """The level that may stand for a town written as the list writes it, with or without what follows its name."""
    return next((town.level for town in towns() if words.startswith(town.name.lower())), None)
