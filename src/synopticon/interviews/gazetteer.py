"""Towns and counties, in every spelling, with the province that may stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from synopticon.interviews.coarseness import PlaceLevel


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


COUNTRIES = {
    "Jilin Province": "China", "Liaoning Province": "China", "Heilongjiang Province": "China",
    "Shandong Province": "China", "Yunnan Province": "China", "Russian Far East": "Russia",
    "Gyeonggi Province": "South Korea", "South Korea": "South Korea", "Thailand": "Thailand", "Laos": "Laos",
}  # fmt: skip
"""The countries of the list's levels; those that are not here are North Korea's."""


def sense_of(town: Town) -> str:
    """A town with its level, as detectors hand it on."""
    return f"{town.name}, {town.level}"


def place_for(words: str, sense: str | None, level: PlaceLevel) -> str | None:
    """What may be told of a place; None for one that is not on the list.

    words: as written, in small letters; known where they begin as the list writes a town. sense: of `sense_of`.
    """
    known = sense or next((sense_of(town) for town in towns() if words.startswith(town.name.lower())), None)
    if known is None or level is PlaceLevel.COUNTY:
        return known
    province = known.rpartition(", ")[2]
    return province if level is PlaceLevel.PROVINCE else COUNTRIES.get(province, "North Korea")
