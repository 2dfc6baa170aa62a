"""The place for model detectors: whoever can fetch one registers it, and what it finds is proposed beside the rest.

A package offers one by the entry point group `synopticon.deidentifiers`: a name, and a callable without arguments that
answers a `Model`. Nothing is fetched here, nothing is loaded unless it was asked for by name, and what is not installed
is said. A model runs in this process and sees the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from synopticon.errors import MissingPart
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

GROUP = "synopticon.deidentifiers"
"""The entry point group in which models are found."""


class Model(Protocol):
    """A named-entity model. Kinds are the values of `Kind`; what is unknown there is other."""

    name: str
    """Name and version, as it stands beside each span."""

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Start, end and kind of each entity of a text, in code points."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A model that is known by name: what it adds, and what brings it."""

    name: str
    description: str
    needs: str


PLACES: tuple[Place, ...] = (
    Place("spacy", "named entities by a spaCy pipeline", "a package that offers it, with a pipeline of the language"),
    Place("presidio", "recognisers of personal data by Presidio", "a package that offers it"),
    Place("gliner", "entities of any kind by a GLiNER model", "a package that offers it, with the model's weights"),
)
"""Models that are known by name; a package may offer others."""


def absent_models() -> list[str]:
    """The names of the known models that no installed package offers."""
    offered = {entry.name for entry in entry_points(group=GROUP)}
    return [place.name for place in PLACES if place.name not in offered]


def load_models(names: Sequence[str]) -> list[Model]:
    """The models of these names. Raises MissingPart for one that no package offers."""
    offered = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in names:
        if name not in offered:
            needs = next((place.needs for place in PLACES if place.name == name), "a package that offers it")
            raise MissingPart(
                f"no model detector named {name!r} is installed",
                where=f"entry point group {GROUP}",
                why=f"it needs {needs}",
                remedy="Install such a package, or leave the model out: the other detectors do without.",
            )
    return [_loaded(offered[name]) for name in dict.fromkeys(names)]


def _loaded(entry: EntryPoint) -> Model:
    model: Model = entry.load()()
    return model


def find_by(model: Model, hearing: Hearing) -> Iterable[Found]:
    """What a model finds, clipped to the text; persons, contacts and identifiers are direct."""
    direct = (Kind.PERSON, Kind.CONTACT, Kind.IDENTIFIER)
    known = {kind.value: kind for kind in Kind}
    for start, end, name in model.find(hearing.text):
        kind = known.get(name, Kind.OTHER)
        severity = Severity.DIRECT if kind in direct else Severity.QUASI
        if 0 <= start < end <= len(hearing.text):
            yield Found(start, end, kind, severity, model.name)
