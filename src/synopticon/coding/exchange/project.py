"""A coded project as other tools know it: what REFI-QDA 1.5 can say, in frozen values, whatever file it came from.

Identity is a GUID: 36 characters, lower case, without braces. Moments are kept as they were written (XSD dateTime), so
that a file read and written again says what it said. Offsets are 0-based Unicode code points of the text as it is
held here, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MOST_DEPTH = 200
"""Levels of codes that are followed; a codebook has five, a bomb has thousands."""


class Kind(StrEnum):
    """The types that a variable may have."""

    TEXT = "Text"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    FLOAT = "Float"
    DATE = "Date"
    DATETIME = "DateTime"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made a thing and changed it last, by the GUIDs of users, and when."""

    by: str | None = None
    at: str | None = None
    changed_by: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class User:
    """A coder. initials: what some tools show instead of the name."""

    guid: str
    name: str | None = None
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A node of the codebook with those below it. codable: whether spans may be given it."""

    guid: str
    name: str
    description: str | None = None
    colour: str | None = None
    codable: bool = True
    notes: tuple[str, ...] = ()
    children: tuple[Code, ...] = ()

    def walk(self) -> Iterator[Code]:
        """This code, then all below it, each before its children."""
        waiting = [self]
        while waiting:
            code = waiting.pop()
            yield code
            waiting.extend(reversed(code.children))


@dataclass(frozen=True, slots=True)
class Variable:
    """A property that cases and sources may have."""

    guid: str
    name: str
    kind: Kind = Kind.TEXT
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What a case or source has for a variable, in the words of the file; kind is None where it has no value."""

    variable: str
    kind: Kind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of analysis: a person, a place, an organisation; with the sources and selections that belong to it."""

    guid: str
    name: str | None = None
    description: str | None = None
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A code given to a selection or a source."""

    guid: str
    code: str
    by: str | None = None
    at: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A span of a text. name: often the first words of what was selected; description: often a memo."""

    guid: str
    start: int
    end: int
    name: str | None = None
    description: str | None = None
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    stamp: Stamp = Stamp()


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its selections; a note is one too.

    text: None where the file that holds it is missing. rich: the path of a formatted copy. inline: the text stands
    within the XML. holder: of a text that belongs to a PDF, picture or recording, that thing's GUID.
    """

    guid: str
    name: str | None = None
    text: str | None = None
    description: str | None = None
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    stamp: Stamp = Stamp()
    rich: str | None = None
    inline: bool = False
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What has no place in a study and is carried through: an element as it was written, canonically (C14N).

    tag: PDFSource, PictureSource, AudioSource, VideoSource or Graph. codings: how many it holds, but for those of its
    texts, which are sources of their own.
    """

    tag: str
    guid: str
    name: str | None
    xml: bytes
    codings: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A set of codes, sources and notes."""

    guid: str
    name: str
    description: str | None = None
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one thing to another. direction: Associative, OneWay or Bidirectional."""

    guid: str
    name: str | None = None
    direction: str | None = None
    colour: str | None = None
    origin: str | None = None
    target: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file that travels with the project: its path below `sources/` and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project. origin: the tool that wrote the file; base: where files outside it are looked for."""

    name: str
    origin: str | None = None
    description: str | None = None
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    kept: tuple[Kept, ...] = ()
    memos: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    stamp: Stamp = Stamp()
    base: str | None = None
    members: tuple[Member, ...] = ()

    def every_code(self) -> Iterator[Code]:
        """All codes, each before those below it."""
        for code in self.codes:
            yield from code.walk()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a file that could not be taken or written as it stands.

    kind: a short word for programs; what: a plain sentence; where: the thing it concerns; lost: whether something is
    missing from the result.
    """

    kind: str
    what: str
    where: str | None = None
    lost: bool = True
