"""Keep the derived table of items equal to what it is derived from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, select

from synopticon.model.capture import is_container
from synopticon.store.sql.batches import upsert
from synopticon.store.sql.deriving import item_row
from synopticon.store.sql.tables import captures, extractions, items, judgements, members

Known = Mapping[str, Mapping[str, Any]]
NOTHING: Known = {}

_READING = [column for column in extractions.columns if column.name != "text"]


def refresh_items(connection: Connection, ids: Sequence[str], new: Known = NOTHING, read: Known = NOTHING) -> None:
    """Derive these items anew; ids that no capture bears, and containers, are passed over.

    new, read: rows of captures and of their last readings, by capture, that the caller has just written and that need
    not be read back. A new capture has no other reading than one in `read`.
    """
    kept = {one: new[one] for one in ids if one in new}
    older = [one for one in ids if one not in new]
    current = {one: read[one] for one in ids if one in read}
    if older:
        for row in connection.execute(select(captures).where(captures.c.id.in_(older))):
            kept[row.id] = cast("Mapping[str, Any]", row._mapping)
        # The last turn comes first and wins, save over what has just been written.
        readings = select(*_READING).where(extractions.c.capture.in_(older)).order_by(extractions.c.turn.desc())
        for row in connection.execute(readings):
            current.setdefault(row.capture, cast("Mapping[str, Any]", row._mapping))
    families = {row.item: row.family for row in connection.execute(select(members).where(members.c.item.in_(ids)))}
    decisions = _decisions(connection, ids)
    made = [
        item_row(capture, current.get(one), decisions[one], families.get(one))
        for one, capture in kept.items()
        if not is_container(capture["conditions"])
    ]
    if made:
        connection.execute(upsert(connection, items), made)


def _decisions(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[Row[Any]]]:
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    wanted = select(judgements).where(judgements.c.subject.in_([f"item:{item}" for item in ids]))
    for row in connection.execute(wanted.order_by(judgements.c.seq)):
        found[row.subject.removeprefix("item:")].append(row)
    return found
