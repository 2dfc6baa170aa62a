"""A witness purged from the database file: its rows deleted and overwritten, the file rewritten, its log cut off.

Nobody else has the database open meanwhile: the connection takes it for itself alone, or nothing is done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Select, create_engine, delete, event, insert, inspect, or_, select
from sqlalchemy.pool import NullPool

from synopticon.errors import StorageFailed, StudyBusy
from synopticon.model.custody import Act
from synopticon.model.testimony import Tombstone
from synopticon.store.sql.coding_tables import coding_acts, coding_assignments, codings, memos, settlements
from synopticon.store.sql.database import Database
from synopticon.store.sql.tables import secrets
from synopticon.store.sql.testimony_redacting import redact
from synopticon.store.sql.testimony_tables import (
    published,
    recantations,
    testimony_evidence,
    testimony_passages,
    texts,
    withdrawals,
    witnesses,
)
from synopticon.store.sql.writer import SqlWriter

WAIT_SECONDS = 5.0


def purge(
    path: Path,
    stone: Tombstone,
    *,
    act: Act,
    who: str,
    clock: Callable[[], datetime],
    secrets_named: Sequence[str] = (),
    wait_seconds: float = WAIT_SECONDS,
) -> bool:
    """Leave of a witness nothing but the tombstone in the database at path; False where nothing was there to purge.

    act: what the custody log is told, once. secrets_named: of published editions that are buried with the witness.
    Raises StudyBusy where anybody else has the database open; then nothing was changed. StorageFailed, DamagedStudy.
    """
    with _alone(path, wait_seconds) as (database, connection):
        if not inspect(connection).has_table(withdrawals.name):
            connection.rollback()
            return False
        connection.rollback()
        with connection.begin():
            new = _tombstone(connection, stone)
            _delete(connection, stone.witness)
            connection.execute(delete(secrets).where(secrets.c.name.in_(list(secrets_named))))
            if new:
                writer = SqlWriter(connection, who, clock)
                writer.record(act, by_day=True)
                writer.finish()
        _rewrite(database, connection, path)
    return True


def probe(path: Path, wait_seconds: float = WAIT_SECONDS) -> None:
    """Raises StudyBusy where anybody else has the database open, so that a withdrawal is not begun in vain."""
    with _alone(path, wait_seconds) as (_, connection):
        inspect(connection).has_table(withdrawals.name)


class _alone:  # noqa: N801 - used as a block
    """The database file, held against everybody else until the block ends."""

    def __init__(self, path: Path, wait_seconds: float) -> None:
        engine = create_engine(URL.create("sqlite", database=str(path.absolute())), poolclass=NullPool)
        # Before the database is touched for the first time: so the write-ahead log is nobody else's.
        event.listen(engine, "connect", _exclusive)
        self._database = Database(engine, place=str(path), wait_seconds=wait_seconds)

    def __enter__(self) -> tuple[Database, Connection]:
        try:
            with self._database.translated():
                self._connection = self._database.engine.connect().execution_options(writes=True)
        except StudyBusy as error:
            raise StudyBusy(
                "somebody has this study open, and a withdrawal leaves no copy in anybody's hands",
                where=error.where,
                remedy="Close the workbench and every other command on this study, then give the same command again.",
            ) from error
        return self._database, self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._database.close()


def _exclusive(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("PRAGMA secure_delete = ON")


def _tombstone(connection: Connection, stone: Tombstone) -> bool:
    here = select(withdrawals.c.witness).where(withdrawals.c.witness == stone.witness)
    if connection.execute(here).one_or_none() is not None:
        return False
    row = {"witness": stone.witness, "pseudonym": stone.pseudonym, "day": stone.day.isoformat()}
    connection.execute(insert(withdrawals), row)
    return True


def _delete(connection: Connection, witness: str) -> None:
    """Every row on this witness, those that others refer to last."""
    spoken = select(texts.c.id).where(texts.c.witness == witness)
    cut = select(testimony_passages.c.id).where(testimony_passages.c.text.in_(spoken))
    said = list(connection.execute(select(texts.c.text).where(texts.c.witness == witness)).scalars())
    quoted = select(testimony_passages.c.exact).where(testimony_passages.c.id.in_(cut))
    said += connection.execute(quoted).scalars()
    redact(connection, said)
    for table in (published, recantations, testimony_evidence):
        connection.execute(delete(table).where(table.c.passage.in_(cut)))
    _delete_codings(connection, spoken, cut)
    connection.execute(delete(testimony_passages).where(testimony_passages.c.text.in_(spoken)))
    connection.execute(delete(texts).where(texts.c.witness == witness))
    connection.execute(delete(witnesses).where(witnesses.c.id == witness))


def _delete_codings(connection: Connection, spoken: Select[tuple[str]], cut: Select[tuple[str]]) -> None:
    given = select(codings.c.id).where(codings.c.document.in_(spoken))
    about = or_(memos.c.about.in_(given), memos.c.about.in_(spoken), memos.c.about.in_(cut))
    connection.execute(delete(memos).where(about))
    for table in (settlements, coding_assignments, coding_acts, codings):
        connection.execute(delete(table).where(table.c.document.in_(spoken)))


def _rewrite(database: Database, connection: Connection, path: Path) -> None:
    """Write the file anew without its free pages, and cut the write-ahead log to nothing."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    with database.translated():
        # Else the rewriting would put what other witnesses said into the system's folder for temporary files.
        folder = str(path.absolute().parent).replace("'", "''")
        raw.execute(f"PRAGMA temp_store_directory = '{folder}'")
        try:
            raw.execute("VACUUM")
        finally:
            raw.execute("PRAGMA temp_store_directory = ''")
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StorageFailed(
            "the database's log could not be cut off",
            where=str(path),
            remedy="Close every other program on this study; the next command goes on with the withdrawal.",
        )
