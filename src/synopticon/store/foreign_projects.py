"""Other tools' SQLite files: read so that nothing in them acts, tables alone and no more than is bearable; and made.

Which tables and columns a tool has is told by whoever asks; this file knows no tool.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import DamagedInput, HostileInput, UnreadableFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = Mapping[str, str | int | float | None]
MAGIC = b"SQLite format 3\0"
LONGEST_CELL = 100_000_000
"""Bytes of one text; a book has two million."""
MOST_ROWS = 2_000_000
"""Rows of all tables together."""
MOST_BYTES = 500_000_000
"""Characters of all cells together."""
_STEPS = 50_000_000
"""Instructions of SQLite's machine after which a table that never ends is given up."""


def table_names(path: Path) -> frozenset[str]:
    """The names of the file's real tables, no views. Raises DamagedInput, UnreadableFormat."""
    with _opened(path) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        return frozenset(str(name) for (name,) in rows)


def read_tables(path: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[Row]]:
    """The rows of the tables that are there, in the order of their row ids, with those of the columns that are there.

    Raises DamagedInput for a file that cannot be read, HostileInput for one that holds more than is read.
    """
    there = table_names(path)
    found: dict[str, list[Row]] = {}
    rows = size = 0
    with _opened(path) as connection:
        for table, columns in wanted.items():
            if table not in there:
                continue
            known = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")}
            asked = [column for column in columns if column in known]
            found[table] = []
            # Names come from our own lists and from the file's own list of tables; both are quoted.
            select = f"SELECT {', '.join(map(_quoted, asked))} FROM {_quoted(table)} ORDER BY rowid"  # noqa: S608
            for values in connection.execute(select) if asked else ():
                rows += 1
                size += sum(len(value) for value in values if isinstance(value, str))
                if rows > MOST_ROWS or size > MOST_BYTES:
                    raise HostileInput("this database holds more than is read", where=path.name)
                found[table].append(dict(zip(asked, map(_plain, values), strict=True)))
    return found


def made_tables(
    columns: Mapping[str, Mapping[str, str]],
    rows: Mapping[str, Sequence[Mapping[str, str | int | None]]],
    application: int,
) -> bytes:
    """The bytes of a database with these tables (column to type) and rows, marked as that application's own."""
    with closing(sqlite3.connect(":memory:")) as connection, connection:
        connection.execute(f"PRAGMA application_id = {int(application)}")
        for table, types in columns.items():
            listed = ", ".join(f"{_quoted(name)} {kind}" for name, kind in types.items())
            connection.execute(f"CREATE TABLE {_quoted(table)} ({listed})")
            # Names come from our own lists and are quoted; the cells are bound.
            marks = ", ".join(f":{name}" for name in types)
            connection.executemany(f"INSERT INTO {_quoted(table)} VALUES ({marks})", rows[table])  # noqa: S608
        connection.commit()
        return bytes(connection.serialize())


def _plain(value: object) -> str | int | float | None:
    return value if isinstance(value, str | int | float) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise UnreadableFormat("this is no SQLite database", where=path.name)
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise DamagedInput(
            "this database was not closed",
            where=path.name,
            why=f"{journal.name} holds changes that are not in it yet",
            remedy="Close the project in the program that made it, then import it again.",
        )
    try:
        # Immutable: no lock is taken, no journal is played, nothing beside the file is made.
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
                connection.execute(f"PRAGMA {pragma}")
            connection.text_factory = _text
            connection.set_progress_handler(lambda: 1, _STEPS)
            yield connection
    except sqlite3.Error as error:
        raise DamagedInput("this database cannot be read", where=path.name, why=str(error)) from error


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
