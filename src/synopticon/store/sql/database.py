"""One way to a database: short transactions, and every refusal of the driver as an error of our tree."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from synopticon.errors import DamagedStudy, StorageFailed, StudyBusy, StudyError
from synopticon.store.durably import read_only

WRITERS = 0x53594E4F
"""The PostgreSQL advisory lock that lets one writer in at a time: the custody chain has one end."""

CACHE_KIB = 32_768
"""Pages that a connection to SQLite holds at most. Keys are digests, so each batch touches pages all over the indexes:
with SQLite's own 2 MB, a batch of a large study would read and spill each page several times."""
CHECKPOINT_PAGES = 8_000
"""Pages (of 4 KiB) in the write-ahead log before it is carried into the database: a page that many batches have
touched is carried over once. What is committed is in the log, and durable there."""
KEPT_WAL_BYTES = 64 << 20
"""To so much the write-ahead log is cut back after it has been carried over."""


class Database:
    """An engine with the two ways in: `reading` sees one moment of the study, `writing` is the only writer.

    place: what a person calls it, for messages. wait_seconds: how long to wait for another writer. writable: False
    for SQLite on a disk that is read-only, where no connection may prepare for writing.
    """

    def __init__(self, engine: Engine, *, place: str, wait_seconds: float, writable: bool = True) -> None:
        self.engine, self.place, self._writable = engine, place, writable
        self._wait_milliseconds = int(wait_seconds * 1000)
        self._seeing = engine
        if engine.dialect.name == "postgresql":
            # Several questions in a row see one state, as they do in SQLite's WAL.
            self._seeing = engine.execution_options(isolation_level="REPEATABLE READ")
        else:
            event.listen(engine, "connect", self._prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the study. Raises StorageFailed, StudyBusy, DamagedStudy."""
        with self.translated(), self._seeing.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writing transaction there is now; kept whole at the end, or not at all where an error escapes.

        Raises StudyBusy where another writer does not end within the waiting time, StorageFailed, DamagedStudy.
        """
        if not self._writable:
            raise read_only(Path(self.place).parent)
        with self.translated(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            self._admit(connection)
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn the driver's refusals into StudyBusy, StorageFailed and DamagedStudy."""
        try:
            yield
        except DBAPIError as error:
            raise refusal(error.orig, self.place) from error
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise refusal(error, self.place) from error

    def _admit(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = {self._wait_milliseconds}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))

    def _prepare_sqlite(self, raw: sqlite3.Connection, _record: object) -> None:
        # The driver's own idea of when a transaction begins is switched off: _begin_sqlite says it.
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout = {self._wait_milliseconds}")
        if self._writable:
            raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        raw.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        raw.execute(f"PRAGMA journal_size_limit = {KEPT_WAL_BYTES}")


class MemoryDatabase(Database):
    """SQLite in memory: one connection, used by one thread at a time. A read inside a transaction sees into it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, place="memory", wait_seconds=0)
        self._turn = threading.RLock()
        self._one = engine.connect().execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The one connection; what a surrounding transaction has done so far is seen."""
        with self._turn, self.translated():
            inside = self._one.in_transaction()
            try:
                yield self._one
            finally:
                if not inside:
                    self._one.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection, in a transaction."""
        with self._turn, self.translated(), self._one.begin():
            yield self._one

    def close(self) -> None:
        """Forget everything."""
        self._one.close()
        super().close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def refusal(error: BaseException | None, place: str) -> StudyError:
    """The error of our tree for a driver's error."""
    why = " ".join(str(error).split())
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _sqlite_refusal(code & 0xFF, why, place)
    return _postgres_refusal(getattr(error, "sqlstate", None), why, place)


def _busy(why: str, place: str) -> StudyBusy:
    return StudyBusy(
        "another process is writing to this study",
        where=place,
        why=why,
        remedy="Wait until it is done, then give the same command again; nothing was changed.",
    )


def _full(why: str, place: str) -> StorageFailed:
    return StorageFailed(
        "the study cannot be written",
        where=place,
        why=why,
        remedy="Make room on the disk, or make the folder writable; nothing of this step was kept.",
    )


def _damaged(why: str, place: str) -> DamagedStudy:
    return DamagedStudy(
        "the database is damaged or refuses what it was given",
        where=place,
        why=why,
        remedy="Run: synopticon doctor; then restore study.db from a copy where it says so.",
    )


def _sqlite_refusal(code: int, why: str, place: str) -> StudyError:
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _busy(why, place)
    if code in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    ):
        return _full(why, place)
    return _damaged(why, place)


def _postgres_refusal(state: str | None, why: str, place: str) -> StudyError:
    if state in ("55P03", "40001", "40P01"):
        return _busy(why, place)
    if state in ("25006", "42501") or (state or "").startswith("53"):
        return _full(why, place)
    if state is None or state.startswith(("08", "57", "28", "3D")):
        return StorageFailed(
            "the database server cannot be reached",
            where=place,
            why=why,
            remedy="Start it, or mend database.url in study.toml.",
        )
    return _damaged(why, place)
