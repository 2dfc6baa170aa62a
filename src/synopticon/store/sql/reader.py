"""The Reader over SQL: each part of it in a file of its own, what concerns the whole study here."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, func, select

from synopticon.errors import NotFound
from synopticon.model.custody import CustodyEntry
from synopticon.model.reuse import Role
from synopticon.store.protocols import Counts
from synopticon.store.sql import rows
from synopticon.store.sql.database import Database
from synopticon.store.sql.reading_beside_codings import BesideCodingsReading
from synopticon.store.sql.reading_captures import PAGE
from synopticon.store.sql.reading_codebook import CodebookReading
from synopticon.store.sql.reading_codings import CodingReading
from synopticon.store.sql.reading_families import FamilyReading
from synopticon.store.sql.reading_findings import FindingReading
from synopticon.store.sql.reading_items import ItemReading
from synopticon.store.sql.reading_pictures import PictureReading
from synopticon.store.sql.reading_reuse import ReuseReading
from synopticon.store.sql.reading_sources import SourceReading
from synopticon.store.sql.tables import (
    captures,
    custody,
    extractions,
    facts,
    findings,
    items,
    judgements,
    members,
    passages,
    secrets,
)
from synopticon.store.sql.testimony_reading import TestimonyReading
from synopticon.store.sql.testimony_tables import testimony_passages

LEAST = 8
"""Characters of a digest that a person must give at least."""

_NAMED: dict[str, Column[str]] = {
    "item": captures.c.id,
    "extraction": extractions.c.id,
    "passage": passages.c.id,
    "finding": findings.c.key,
    "family": items.c.family,
    "testimony": testimony_passages.c.id,
}


class SqlReader(
    ItemReading,
    SourceReading,
    ReuseReading,
    FamilyReading,
    PictureReading,
    FindingReading,
    CodebookReading,
    CodingReading,
    BesideCodingsReading,
    TestimonyReading,
):
    """Everything that can be asked of a study."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> Counts:
        """How many of each thing the study holds."""
        standing = items.c.state == 0
        sizes = select(items.c.family).where(items.c.family.is_not(None), standing)
        shared = sizes.group_by(items.c.family).having(func.count() > 1).subquery()
        echoes = (Role.ECHO, Role.ECHO_OF_UNSEEN)
        newest = select(func.max(custody.c.sequence)).scalar_subquery()
        last = select(custody.c.sequence, custody.c.entry).where(custody.c.sequence == newest)
        number = func.count()
        with self._database.reading() as connection:

            def count(wanted: object) -> int:
                return int(connection.execute(wanted).scalar_one())  # type: ignore[call-overload]

            end = connection.execute(last).one_or_none()
            return Counts(
                captures=count(select(number).select_from(captures)),
                failures=count(select(number).where(captures.c.failure_code.is_not(None))),
                items=count(select(number).where(standing)),
                extractions=count(select(number).select_from(extractions)),
                outlets=count(select(func.count(items.c.outlet.distinct())).where(standing)),
                families=count(select(number).select_from(shared)),
                echoes=count(select(number).where(members.c.role.in_(echoes))),
                findings=count(select(func.count(findings.c.key.distinct()))),
                passages=count(select(number).select_from(passages)),
                judgements=count(select(number).select_from(judgements)),
                custody=end.sequence if end else 0,
                last_custody=end.entry if end else None,
            )

    def whole_id(self, kind: str, beginning: str) -> str:
        """The id of that kind that begins so. Raises NotFound where none or more than one does."""
        column = _NAMED[kind]
        wanted = select(column).where(column >= beginning, column < beginning + "\uffff").distinct().order_by(column)
        with self._database.reading() as connection:
            found = list(connection.execute(wanted.limit(6)).scalars())
        if beginning in found:
            return beginning
        if kind != "finding" and len(beginning) < LEAST:
            raise NotFound(f"{beginning} is too short to name one {kind}", remedy=f"Give at least {LEAST} characters.")
        if not found:
            raise NotFound(f"no {kind} is called {beginning}", remedy="See the lists for what there is.")
        if len(found) > 1:
            listed = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
            raise NotFound(f"more than one {kind} begins with {beginning}", why=listed, remedy="Give more characters.")
        return str(found[0])

    def custody(
        self, *, after: int = 0, limit: int | None = None, subject: str | None = None
    ) -> Iterator[CustodyEntry]:
        """The log in its order, behind a sequence number, of one subject or of all, streamed."""
        wanted = select(custody).order_by(custody.c.sequence)
        if subject is not None:
            wanted = wanted.where(custody.c.subject == subject)
        left = limit
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            with self._database.reading() as connection:
                found = connection.execute(wanted.where(custody.c.sequence > after).limit(size)).all()
            yield from map(rows.custody_of, found)
            if len(found) < size:
                return
            after = found[-1].sequence
            left = None if left is None else left - size

    def secret(self, name: str) -> bytes | None:
        """A study-local random secret; never exported."""
        with self._database.reading() as connection:
            return connection.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar_one_or_none()

    def fact(self, name: str) -> str | None:
        """A small derived fact about the study's state."""
        with self._database.reading() as connection:
            return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar_one_or_none()
