"""Many rows a statement: batches, and the insert that replaces a row with the same key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")


def batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most that size, none empty."""
    source = iter(values)
    while batch := list(islice(source, size)):
        yield batch


def upsert(connection: Connection, table: Table) -> Any:
    """An insert that overwrites the row with the same primary key."""
    statement = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)
