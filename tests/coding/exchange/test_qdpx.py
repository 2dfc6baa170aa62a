"""A project goes into a `.qdpx` and comes back as it was; the file holds to the schema. All projects are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from synopticon.coding.exchange.project import (
    Case,
    Code,
    Coding,
    Group,
    Kind,
    Link,
    Member,
    Project,
    Selection,
    Source,
    Stamp,
    User,
    Value,
    Variable,
)
from synopticon.coding.exchange.qdpx import read_qdpx, write_qdpx
from synopticon.coding.exchange.refi_writing import project_xml
from synopticon.extraction.containers import Container

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r<&\"'"),
    max_size=12,
)
"""What names and descriptions may hold: all that XML can."""
PIECES = st.sampled_from(
    [
        "a",
        "b ",
        "é",
        "e\u0301",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "감시",
        "\u1100\u1161",
        "\U0001f3a5",
        "𠮷",
        "\ufeff",
        "\x00",
        "<&",
    ]
)
TEXTS = st.one_of(st.just(""), st.lists(PIECES, max_size=30).map("".join))
MOMENTS = st.sampled_from([None, "2024-02-29T12:00:00Z", "2020-01-01T00:00:00.5+09:00"])
VALUES = {
    Kind.TEXT: WORDS,
    Kind.BOOLEAN: st.sampled_from(["true", "false", "1", "0"]),
    Kind.INTEGER: st.integers().map(str),
    Kind.FLOAT: st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda number: f"{number:f}"),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
    Kind.DATETIME: st.datetimes().map(lambda moment: f"{moment.replace(microsecond=0).isoformat()}Z"),
}


class Maker:
    """Draws the parts of one project; every thing gets a GUID of its own."""

    def __init__(self, draw: Any) -> None:
        self.draw, self._next = draw, 0

    def guid(self) -> str:
        """A GUID that no other thing of this project has."""
        self._next += 1
        return str(UUID(int=self._next))

    def some(self, of: list[str], most: int = 2) -> tuple[str, ...]:
        """A few of the GUIDs."""
        return tuple(self.draw(st.lists(st.sampled_from(of), max_size=most))) if of else ()

    def one(self, of: list[str]) -> str | None:
        """One of the GUIDs, or none."""
        return self.draw(st.sampled_from([None, *of]))

    def words(self) -> str | None:
        """Words, or none."""
        return self.draw(st.none() | WORDS)

    def code(self, depth: int = 0) -> Code:
        """A code with what is below it."""
        children = [self.code(depth + 1) for _ in range(self.draw(st.integers(0, 2 if depth < 3 else 0)))]
        colour = self.draw(st.sampled_from([None, "#1f5f5b", "#ABC"]))
        return Code(
            self.guid(),
            self.draw(WORDS),
            self.words(),
            colour,
            self.draw(st.booleans()),
            self.some(self.notes),
            tuple(children),
        )

    def stamp(self) -> Stamp:
        """Who and when."""
        return Stamp(self.one(self.users), self.draw(MOMENTS), self.one(self.users), self.draw(MOMENTS))

    def codings(self, codes: list[str]) -> tuple[Coding, ...]:
        """Codings with codes that are there."""
        return tuple(
            Coding(self.guid(), code, self.one(self.users), self.draw(MOMENTS), self.some(self.notes))
            for code in self.some(codes, 3)
        )

    def values(self, variables: list[Variable]) -> tuple[Value, ...]:
        """Values of the right types, or none."""
        chosen = self.draw(st.lists(st.sampled_from(variables), max_size=2)) if variables else []
        return tuple(
            Value(one.guid, one.kind, self.draw(VALUES[one.kind])) if self.draw(st.booleans()) else Value(one.guid)
            for one in chosen
        )

    def source(self, codes: list[str], variables: list[Variable]) -> Source:
        """A text with overlapping selections."""
        text, selections = self.draw(TEXTS), []
        for _ in range(self.draw(st.integers(0, 3))):
            start = self.draw(st.integers(0, len(text)))
            end = self.draw(st.integers(start, len(text)))
            selections.append(
                Selection(
                    self.guid(),
                    start,
                    end,
                    self.words(),
                    self.words(),
                    self.codings(codes),
                    self.some(self.notes),
                    self.stamp(),
                )
            )
        return Source(
            self.guid(),
            self.words(),
            text,
            self.words(),
            tuple(selections),
            self.codings(codes),
            self.some(self.notes),
            self.values(variables),
            self.stamp(),
            inline=self.draw(st.booleans()) and "\x00" not in text,
        )

    def project(self) -> Project:
        """A whole project."""
        self.users: list[str] = [self.guid() for _ in range(self.draw(st.integers(0, 2)))]
        self.notes: list[str] = [self.guid() for _ in range(self.draw(st.integers(0, 2)))]
        codes = [self.code() for _ in range(self.draw(st.integers(0, 3)))]
        of_codes = [each.guid for code in codes for each in code.walk()]
        variables = [
            Variable(self.guid(), self.draw(WORDS), kind, self.words())
            for kind in self.draw(st.lists(st.sampled_from(list(Kind)), max_size=3))
        ]
        sources = [self.source(of_codes, variables) for _ in range(self.draw(st.integers(0, 3)))]
        of_sources = [source.guid for source in sources]
        of_selections = [selection.guid for source in sources for selection in source.selections]
        return Project(
            name=self.draw(WORDS),
            origin="Synopticon 0",
            description=self.words(),
            users=tuple(User(guid, self.words(), self.words()) for guid in self.users),
            codes=tuple(codes),
            variables=tuple(variables),
            cases=tuple(
                Case(
                    self.guid(),
                    self.words(),
                    self.words(),
                    self.some(of_codes),
                    self.values(variables),
                    self.some(of_sources),
                    self.some(of_selections),
                )
                for _ in range(self.draw(st.integers(0, 2)))
            ),
            sources=tuple(sources),
            memos=tuple(Source(guid, self.words(), self.draw(TEXTS), self.words()) for guid in self.notes),
            links=tuple(
                Link(self.guid(), self.words(), "OneWay", "#000", self.one(of_selections), self.one(of_codes))
                for _ in range(self.draw(st.integers(0, 1)))
            ),
            groups=tuple(
                Group(
                    self.guid(),
                    self.draw(WORDS),
                    self.words(),
                    self.some(of_codes),
                    self.some(of_sources),
                    self.some(self.notes),
                )
                for _ in range(self.draw(st.integers(0, 1)))
            ),
            notes=self.some(self.notes),
            stamp=self.stamp(),
            base=self.words(),
            members=(Member("picture.jpg", b"not a picture"),) if self.draw(st.booleans()) else (),
        )


projects = st.composite(lambda draw: Maker(draw).project())()


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(projects)
def test_a_project_comes_back_as_it_was(project: Project) -> None:
    """Nested codes, overlaps, notes, cases, variables of all types, any script and line end: nothing is lost."""
    data, remarks = write_qdpx(project)
    taken = read_qdpx(Container(data, "a.qdpx"))
    assert taken.project == project
    assert not remarks
    assert not taken.remarks


@pytest.mark.corpus
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(project=projects)
def test_what_is_written_holds_to_the_schema(shared: Path, project: Project) -> None:
    """Every document that is written is valid against the schema of REFI-QDA 1.5."""
    schema = etree.XMLSchema(etree.parse(shared / "data" / "refi" / "Project-mrt2019.xsd"))
    schema.assertValid(etree.fromstring(project_xml(project)[0]))
