"""One transaction of writing: rows are gathered and sent in batches, items follow, the custody chain grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, or_, select, update

from synopticon.errors import StudyBusy
from synopticon.model.capture import Capture
from synopticon.model.custody import GENESIS, Act, CustodyEntry
from synopticon.model.extraction import Extraction
from synopticon.model.finding import Evidence, Finding
from synopticon.model.judgement import Judgement
from synopticon.model.passage import Passage
from synopticon.model.picture import Picture, Shown
from synopticon.model.reuse import Member, Reuse
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches, upsert
from synopticon.store.sql.items import refresh_items
from synopticon.store.sql.tables import (
    captures,
    custody,
    evidence,
    extractions,
    facts,
    findings,
    items,
    judgements,
    members,
    passages,
    pictures,
    reuses,
    secrets,
    shown,
)
from synopticon.store.sql.testimony_writing import TestimonyWriting
from synopticon.store.sql.writing_codings import CodingWriting

ROWS, CHARACTERS = 1000, 8_000_000
"""What is gathered before it is sent: so many rows, or texts of so many characters."""


class SqlWriter(CodingWriting, TestimonyWriting):
    """The Writer over a transaction that Database.writing has opened; `finish` sends what is still gathered."""

    def __init__(self, connection: Connection, who: str, clock: Callable[[], datetime]) -> None:
        self._connection, self._who, self._clock = connection, who, clock
        self._cursor = connection.connection.cursor()
        # In the order of their references: a row is never sent before the one that it names.
        self._gathered: dict[Table, list[rows.Values]] = {captures: [], extractions: [], custody: []}
        self._ids: dict[Table, set[str]] = {captures: set(), extractions: set()}
        self._characters = 0
        self._changed: set[str] = set()
        self._last: dict[str, int] = {}
        self._end: tuple[int, str] | None = None

    def add_capture(self, capture: Capture) -> bool:
        """Keep a capture; its item appears with it."""
        row = rows.capture_row(capture, self._next(captures.c.seq))
        if self._is_here(captures, row["id"]):
            return False
        self._changed.add(row["id"])
        self._gather(captures, row)
        return True

    def add_extraction(self, extraction: Extraction) -> bool:
        """Keep a reading and make it the current one of its capture."""
        row = rows.extraction_row(extraction, self._next(extractions.c.turn))
        if self._is_here(extractions, row["id"]):
            self._send()
            again = update(extractions).where(extractions.c.id == row["id"]).values(turn=row["turn"])
            self._connection.execute(again)
            self._changed.add(extraction.capture)
            return False
        self._changed.add(extraction.capture)
        self._characters += row["length"]
        self._gather(extractions, row)
        return True

    def add_passage(self, passage: Passage) -> bool:
        """Keep a passage."""
        return self._insert_once(passages, rows.passage_row(passage))

    def add_judgement(self, judgement: Judgement) -> bool:
        """Keep a decision; an item that it is about follows it."""
        new = self._insert_once(judgements, rows.judgement_row(judgement))
        kind, _, subject = judgement.subject.partition(":")
        if kind == "item":
            self._changed.add(subject)
        return new

    def replace_reuse(
        self, reuses_now: Iterable[Reuse], members_now: Iterable[Member], *, only: Sequence[str] | None = None
    ) -> None:
        """Put a new trace in place of the old one (for the items in `only`, or for all)."""
        self._send()
        self._forget_reuse(only)
        for batch in batches(map(rows.reuse_row, reuses_now), ROWS):
            self._connection.execute(upsert(self._connection, reuses), batch)
        for batch in batches(map(rows.member_row, members_now), ROWS):
            self._connection.execute(upsert(self._connection, members), batch)
        family = select(members.c.family).where(members.c.item == items.c.id).scalar_subquery()
        self._connection.execute(update(items).where(items.c.family.is_distinct_from(family)).values(family=family))

    def replace_pictures(self, pictures_now: Iterable[Picture], shown_now: Iterable[Shown]) -> None:
        """Put a new comparison of pictures in place of the old one."""
        self._send()
        self._connection.execute(delete(pictures))
        self._connection.execute(delete(shown))
        for batch in batches(map(rows.picture_row, pictures_now), ROWS):
            self._connection.execute(insert(pictures), batch)
        pairs = ({"page": one.page, "picture": one.picture} for one in shown_now)
        for batch in batches(pairs, ROWS):
            self._connection.execute(insert(shown), batch)

    def put_finding(self, finding: Finding) -> None:
        """Keep a new revision. Raises StudyBusy where another process has written that revision with other content."""
        row = rows.finding_row(finding)
        same = select(findings).where(findings.c.key == finding.key, findings.c.revision == finding.revision)
        found = self._connection.execute(same).one_or_none()
        if found is None:
            self._connection.execute(insert(findings), row)
        elif dict(found._mapping) != row:
            raise StudyBusy(
                f"finding {finding.key} was changed by somebody else meanwhile",
                why=f"it has a revision {finding.revision} already",
                remedy="Read it again, then repeat your change; nothing of it was kept.",
            )

    def add_evidence(self, key: str, evidence_now: Evidence, at: datetime) -> bool:
        """Bring a passage to a finding. The same passage with another stance, basis or note takes the old row back."""
        self.add_passage(evidence_now.passage)
        passage = evidence_now.passage.id
        row = {
            "finding": key,
            "passage": passage,
            "stance": str(evidence_now.stance),
            "basis": str(evidence_now.basis),
            "note": evidence_now.note,
            "brought": at,
        }
        standing = self._connection.execute(select(evidence).where(*_standing(key, passage))).one_or_none()
        if standing is not None:
            if all(getattr(standing, name) == row[name] for name in ("stance", "basis", "note")):
                return False
            self.drop_evidence(key, passage, at)
        self._connection.execute(insert(evidence), row)
        return True

    def drop_evidence(self, key: str, passage: str, at: datetime) -> bool:
        """Take evidence back; the row stays, with the time at which it was taken back."""
        taken = self._connection.execute(update(evidence).where(*_standing(key, passage)).values(taken_back=at))
        return taken.rowcount > 0

    def record(self, act: Act, *, by_day: bool = False) -> CustodyEntry:
        """Append an act to the custody chain within this transaction; by_day: with the day alone."""
        if self._end is None:
            last = select(custody.c.sequence, custody.c.entry).order_by(custody.c.sequence.desc()).limit(1)
            found = self._connection.execute(last).one_or_none()
            self._end = (found.sequence, found.entry) if found else (0, GENESIS)
        sequence, previous = self._end
        at = self._clock()
        if by_day:
            at = at.replace(hour=0, minute=0, second=0, microsecond=0)
        entry = CustodyEntry.seal(sequence + 1, previous, self._who, at, act)
        self._end = (entry.sequence, entry.entry)
        self._gather(custody, rows.custody_row(entry))
        return entry

    def set_secret(self, name: str, value: bytes) -> None:
        """Keep a study-local secret."""
        self._connection.execute(upsert(self._connection, secrets), {"name": name, "value": value})

    def set_fact(self, name: str, value: str) -> None:
        """Keep a small derived fact."""
        self._connection.execute(upsert(self._connection, facts), {"name": name, "value": value})

    def finish(self) -> None:
        """Send all that is gathered; the transaction may now be kept."""
        self._send()
        self._cursor.close()

    def _gather(self, table: Table, row: rows.Values) -> None:
        self._gathered[table].append(row)
        if table in self._ids:
            self._ids[table].add(row["id"])
        if len(self._gathered[table]) >= ROWS or self._characters >= CHARACTERS:
            self._send()

    def _send(self) -> None:
        for table, waiting in self._gathered.items():
            if waiting:
                self._connection.execute(insert(table), waiting)
        new = {row["id"]: row for row in self._gathered[captures]}
        read = {row["capture"]: row for row in self._gathered[extractions]}
        for batch in batches(sorted(self._changed), ROWS):
            refresh_items(self._connection, batch, new, read)
        for waiting in self._gathered.values():
            waiting.clear()
        for ids in self._ids.values():
            ids.clear()
        self._changed.clear()
        self._characters = 0

    def _is_here(self, table: Table, wanted: str) -> bool:
        if wanted in self._ids.get(table, ()):
            return True
        # Asked for every row that comes: straight to the driver, since SQLAlchemy's own work takes ten times as long.
        mark = "%s" if self._connection.dialect.name == "postgresql" else "?"
        self._cursor.execute(f"SELECT 1 FROM {table.name} WHERE id = {mark}", (wanted,))  # noqa: S608 - no value in it
        return self._cursor.fetchone() is not None

    def _insert_once(self, table: Table, row: rows.Values) -> bool:
        self._send()
        if self._is_here(table, row["id"]):
            return False
        self._connection.execute(insert(table), row)
        return True

    def _next(self, column: Column[int]) -> int:
        """The next number of a column that counts upwards; this is the only writer, so nobody else takes it."""
        if column.name not in self._last:
            self._last[column.name] = self._connection.execute(select(func.max(column))).scalar_one() or 0
        self._last[column.name] += 1
        return self._last[column.name]

    def _forget_reuse(self, only: Sequence[str] | None) -> None:
        if only is None:
            self._connection.execute(delete(reuses))
            self._connection.execute(delete(members))
            return
        for batch in batches(only, ROWS):
            self._connection.execute(delete(reuses).where(or_(reuses.c.a.in_(batch), reuses.c.b.in_(batch))))
            self._connection.execute(delete(members).where(members.c.item.in_(batch)))


def _standing(key: str, passage: str) -> tuple[Any, ...]:
    return evidence.c.finding == key, evidence.c.passage == passage, evidence.c.taken_back.is_(None)
