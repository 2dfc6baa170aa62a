"""A witness's identity record, read for the facts that a transcript must not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The keys of a record under which facts stand."""

    NAMES = "names"
    NICKNAMES = "nicknames"
    RELATIVES = "relatives"
    RESIDENCES = "residences"
    BIRTHPLACE = "birthplace"
    EMPLOYERS = "employers"
    SCHOOLS = "schools"
    CONTACTS = "contacts"
    BIRTH_DATE = "birth_date"
    DEPARTURE_DATE = "departure_date"
    BROKER = "broker"
    CURRENT_PLACE = "current_place"


_ROLES = {role.value: role for role in Role}
_DESCRIPTIVE = (
    "type relation relationship sex gender script language lang from to since until kind role status note notes "
    "confidence source order"
)
DESCRIPTIVE = frozenset(_DESCRIPTIVE.split())
"""Keys whose values describe a fact and are none."""
_NAMING = (
    "name names nickname nicknames alias aliases value values given family first last full surname patronymic place "
    "latin hangul hanja cyrillic chinese korean english russian romanised romanized native"
)
_OF_ONE_THING = frozenset(_NAMING.split())
"""Keys beside each other whose values name one and the same person, place or thing."""
DEEPEST = 40
"""Levels to which a record is read."""
LONGEST_FACT = 400
"""Characters of a fact; what is longer is prose and would be found nowhere."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a record. entity: the same for all values that name the same person, place or thing."""

    role: Role
    value: str = field(repr=False)
    entity: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """The facts of a record in its order; empty where no record was given."""

    facts: tuple[Fact, ...] = ()


class TooDeep(ValueError):
    """The record is nested deeper than anybody writes one."""


def identity_of(record: Mapping[str, object]) -> Identity:
    """The facts of a record: the values under the keys of `Role`, at any depth; descriptive keys are passed over.

    Raises TooDeep.
    """
    return Identity(tuple(dict.fromkeys(_facts(record, None, "", 0))))


def _facts(value: object, role: Role | None, entity: str, depth: int) -> Iterator[Fact]:
    if depth > DEEPEST:
        raise TooDeep
    if isinstance(value, Mapping):
        for key, inner in value.items():
            inside = _ROLES.get(str(key).lower(), role) if role is None else _nested(str(key).lower(), role)
            if inside is not None and (role is None or str(key).lower() not in DESCRIPTIVE):
                yield from _facts(inner, inside, _entity(entity, role, inside, str(key)), depth + 1)
            elif role is None:
                yield from _facts(inner, None, entity, depth + 1)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            part = entity if role in (Role.NAMES, Role.NICKNAMES, None) else f"{entity}/{number}"
            yield from _facts(inner, role, part, depth + 1)
    elif role is not None and isinstance(value, str | int) and not isinstance(value, bool):
        text = str(value).strip()
        if text and len(text) <= LONGEST_FACT:
            yield Fact(role, text, entity)


def _nested(key: str, role: Role) -> Role:
    """A key within a fact that is the name of another role says what stands there: a broker's contacts are contacts."""
    inner = _ROLES.get(key, role)
    return role if inner in (Role.NAMES, Role.NICKNAMES) else inner


def _entity(entity: str, role: Role | None, inside: Role, key: str) -> str:
    if role is None:
        return "witness" if inside in (Role.NAMES, Role.NICKNAMES) else inside.value
    return entity if key.lower() in _OF_ONE_THING else f"{entity}/{key}"
