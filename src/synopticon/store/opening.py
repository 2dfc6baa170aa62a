"""Open the store that a study names: SQLite in its folder, PostgreSQL by URL, or memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from synopticon.errors import MissingPart, UsageError
from synopticon.store.durably import read_only
from synopticon.store.protocols import Store
from synopticon.store.schema import bring_up, gone
from synopticon.store.sql.database import Database, MemoryDatabase
from synopticon.store.sql.store import SqlStore

WAIT_SECONDS = 15.0
"""How long a writer waits for another one before it answers StudyBusy; transactions take well under a second."""


def present() -> datetime:
    """The present moment in UTC: what a study's clock shows where none is handed in."""
    return datetime.now(UTC)


def open_store(
    folder: Path | None,
    url: str,
    *,
    clock: Callable[[], datetime] = present,
    wait_seconds: float = WAIT_SECONDS,
    begin: bool = True,
) -> Store:
    """The store of the study in folder. url empty means `study.db` there; folder None means memory.

    clock: gives the times of custody entries. wait_seconds: how long to wait for another writer. begin: make an empty
    store where there is none; else a missing one is StorageFailed, since an empty study is not the one that was meant.
    Where the folder is read-only the store can be read, and writing is StorageFailed.
    Raises NewerStudy, StudyBusy, StorageFailed, DamagedStudy, UsageError for an unknown kind of URL, and MissingPart
    for PostgreSQL without its driver.
    """
    if url:
        database = _by_url(url, wait_seconds)
    elif folder is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        database = MemoryDatabase(engine)
    else:
        path = folder / "study.db"
        if not begin and not os.path.lexists(path):
            raise gone(str(path))
        database = _by_file(path.absolute(), str(path), wait_seconds)
    try:
        bring_up(database, begin=begin)
    except BaseException:
        database.close()
        raise
    return SqlStore(database, clock)


def _by_file(path: Path, place: str, wait_seconds: float) -> Database:
    """SQLite's file; where nobody may write, for reading alone."""
    url, writable = URL.create("sqlite", database=str(path)), _may_write(path)
    if not writable:
        url = URL.create("sqlite", database=f"file:{quote(str(path))}", query={"uri": "true", "mode": "ro"})
        if not _waiting(path):
            # Nothing waits in a write-ahead log, so SQLite need not make the log's own files.
            url = url.update_query_dict({"immutable": "1"})
        elif not os.path.lexists(f"{path}-shm") and not os.access(path.parent, os.W_OK):
            raise read_only(
                Path(place).parent,
                "the study's last changes cannot be read where nobody may write",
                why=f"they wait in {path.name}-wal, as after a crash, and SQLite would have to write a file beside it",
            )
    # Each reading thread has a connection of its own.
    engine = create_engine(url, max_overflow=-1)
    return Database(engine, place=place, wait_seconds=wait_seconds, writable=writable)


def _waiting(path: Path) -> bool:
    """True where changes lie in the write-ahead log that the database itself does not hold yet."""
    log = Path(f"{path}-wal")
    return os.path.lexists(log) and log.stat().st_size > 0


def _may_write(path: Path) -> bool:
    return os.access(path.parent, os.W_OK) and (not os.path.lexists(path) or os.access(path, os.W_OK))


def _by_url(url: str, wait_seconds: float) -> Database:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError("database.url is not an address", remedy="Mend it in study.toml.") from error
    if parsed.get_backend_name() != "postgresql":
        raise UsageError(
            f"database.url names {parsed.drivername}, which is no store",
            remedy="Write postgresql://host/name in study.toml, or nothing for SQLite in the study's folder.",
        )
    engine = _postgres(parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False))
    return Database(engine, place=parsed.render_as_string(), wait_seconds=wait_seconds)


def _postgres(url: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, pool_size=20, max_overflow=40)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise MissingPart(
            "PostgreSQL's driver is not installed", remedy="Run: pip install 'synopticon[postgres]'"
        ) from error
