"""Look for what cannot be: torn pages, ids that do not follow from their rows, quotations that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from synopticon.errors import DamagedStudy
from synopticon.store.schema import NEWEST, version_of
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.database import Database
from synopticon.store.sql.items import refresh_items
from synopticon.store.sql.tables import captures, custody, extractions, items, judgements, passages
from synopticon.store.sql.testimony_faults import testimony_faults

BATCH = 200


def faults(database: Database) -> Iterator[str | None]:
    """A sentence for each fault, None for each batch of rows without one."""
    with database.reading() as connection:
        yield from _schema(connection)
        if connection.dialect.name == "sqlite":
            yield from _pages(connection)
    for table, named, what in _NAMED:
        yield from _ids(database, table, named, what)
    yield from _moved(database)
    with database.reading() as connection:
        yield from testimony_faults(connection)
        yield from _unlogged(connection)
        yield from _underived(connection)


def derive_again(database: Database) -> int:
    """Derive every item anew; answers how many captures they come from."""
    with database.writing() as connection:
        ids = connection.execute(select(captures.c.id).order_by(captures.c.seq)).scalars().all()
        connection.execute(items.delete())
        for batch in batches(ids, BATCH):
            refresh_items(connection, batch)
        return int(connection.execute(select(func.count()).select_from(items)).scalar_one())


def _schema(connection: Connection) -> Iterator[str | None]:
    found = version_of(connection)
    if found != NEWEST:
        yield f"the schema is version {found}, and not {NEWEST}"


def _pages(connection: Connection) -> Iterator[str | None]:
    for line in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
        yield None if line == "ok" else f"SQLite's own check says: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"a row of {row[0]} names a row of {row[2]} that is not there"


_NAMED: tuple[tuple[Table, Callable[[Row[Any]], Any], str], ...] = (
    (captures, rows.capture_of, "capture"),
    (extractions, rows.extraction_of, "reading"),
    (passages, rows.passage_of, "passage"),
    (judgements, rows.judgement_of, "judgement"),
)
"""Tables whose rows are named by their content: an id that does not follow from its row shows a changed row."""


def _ids(database: Database, table: Table, value_of: Callable[[Row[Any]], Any], what: str) -> Iterator[str | None]:
    behind = ""
    while True:
        page = select(table.c.id).where(table.c.id > behind).order_by(table.c.id).limit(BATCH)
        with database.reading() as connection:
            ids = list(connection.execute(page).scalars())
        for changed in _changed(database, table, value_of, ids):
            yield f"{what} {changed} is not what it was: its id does not follow from its row"
        yield None
        if len(ids) < BATCH:
            return
        behind = ids[-1]


def _changed(database: Database, table: Table, value_of: Callable[[Row[Any]], Any], ids: list[str]) -> list[str]:
    """Those of these ids that do not follow from their rows, or whose rows cannot be read at all."""
    try:
        with database.reading() as connection:
            found = connection.execute(select(table).where(table.c.id.in_(ids))).all()
        return [row.id for row in found if value_of(row).id != row.id]
    except (DamagedStudy, ValueError, TypeError, KeyError):
        # One row spoils the batch: find which.
        if len(ids) == 1:
            return ids
        half = len(ids) // 2
        return [bad for part in (ids[:half], ids[half:]) for bad in _changed(database, table, value_of, part)]


def _moved(database: Database) -> Iterator[str | None]:
    """Passages whose quotation does not stand at its place; one text is read at a time."""
    cited = select(passages.c.extraction).distinct().order_by(passages.c.extraction)
    with database.reading() as connection:
        readings = list(connection.execute(cited).scalars())
    for reading in readings:
        try:
            with database.reading() as connection:
                whole = connection.execute(select(extractions.c.text).where(extractions.c.id == reading)).scalar() or ""
                quoted = connection.execute(select(passages).where(passages.c.extraction == reading)).all()
        except DamagedStudy:
            # A row that cannot be read has been named among the ids.
            continue
        for row in quoted:
            if not rows.passage_of(row).holds_in(whole):
                yield f"passage {row.id} does not stand at its place in reading {reading}"
        yield None


def _unlogged(connection: Connection) -> Iterator[str | None]:
    """Captures that the custody log does not name."""
    named = select(custody.c.sequence).where(custody.c.subject == captures.c.id).exists()
    for capture in connection.execute(select(captures.c.id).where(~named).limit(20)).scalars():
        yield f"capture {capture} is not in the custody log"


def _underived(connection: Connection) -> Iterator[str | None]:
    """Items that do not follow their last reading, or are missing."""
    turn = func.max(extractions.c.turn).label("turn")
    newest = select(extractions.c.capture, turn).group_by(extractions.c.capture).subquery()
    joined = items.outerjoin(newest, newest.c.capture == items.c.id).outerjoin(
        extractions, extractions.c.turn == newest.c.turn
    )
    stale = select(func.count()).select_from(joined).where(items.c.extraction.is_distinct_from(extractions.c.id))
    without = select(captures).outerjoin(items, items.c.id == captures.c.id).where(items.c.id.is_(None))
    missing = sum(not rows.capture_of(row).container for row in connection.execute(without))
    if number := connection.execute(stale).scalar_one() + missing:
        yield f"{number} items do not follow their last reading (synopticon doctor --mend derives them again)"
