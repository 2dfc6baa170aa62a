"""Keep the derived table of items equal to what it is derived from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from synopticon.store.sql.batches import upsert
from synopticon.store.sql.deriving import item_row
from synopticon.store.sql.rows import capture_of
from synopticon.store.sql.tables import captures, extractions, items, judgements, members

_READING = [column for column in extractions.columns if column.name != "text"]


def refresh_items(connection: Connection, ids: Sequence[str]) -> None:
    """Derive these items anew; ids that no capture bears, and containers, are passed over."""
    kept = connection.execute(select(captures).where(captures.c.id.in_(ids)))
    found = [row for row in kept if not capture_of(row).container]
    # The last turn wins.
    readings = select(*_READING).where(extractions.c.capture.in_(ids)).order_by(extractions.c.turn)
    current = {row.capture: row for row in connection.execute(readings)}
    families = {row.item: row.family for row in connection.execute(select(members).where(members.c.item.in_(ids)))}
    decisions = _decisions(connection, ids)
    made = [item_row(row, current.get(row.id), decisions[row.id], families.get(row.id)) for row in found]
    if made:
        connection.execute(upsert(connection, items), made)


def _decisions(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[Row[Any]]]:
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    wanted = select(judgements).where(judgements.c.subject.in_([f"item:{item}" for item in ids]))
    for row in connection.execute(wanted.order_by(judgements.c.seq)):
        found[row.subject.removeprefix("item:")].append(row)
    return found
