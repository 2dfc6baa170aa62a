"""A study's database behind the Store protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from synopticon.store.protocols import Reader, Writer
from synopticon.store.sql.database import Database
from synopticon.store.sql.faults import derive_again, faults
from synopticon.store.sql.reader import SqlReader
from synopticon.store.sql.writer import SqlWriter


class SqlStore:
    """Reader and writer over one database; clock gives the times of custody entries."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database, self._clock = database, clock

    def reader(self) -> Reader:
        """Everything that can be asked."""
        return SqlReader(self.database)

    @contextmanager
    def writing(self, who: str) -> Iterator[Writer]:
        """One transaction, kept whole when the block ends, or not at all where an error leaves it."""
        with self.database.writing() as connection:
            writer = SqlWriter(connection, who, self._clock)
            yield writer
            writer.finish()

    def faults(self) -> Iterator[str | None]:
        """Check everything that is kept: a sentence for each fault, None for each batch of rows without one."""
        return faults(self.database)

    def mend(self) -> int:
        """Derive again what is derived; answers the number of items."""
        return derive_again(self.database)

    def cut_log(self) -> bool:
        """Carry SQLite's write-ahead log into the database and cut it to nothing; False where somebody reads."""
        if self.database.engine.dialect.name != "sqlite":
            return True
        with self.database.translated(), self.database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Give the database back."""
        self.database.close()
