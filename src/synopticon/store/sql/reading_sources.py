"""What can be asked of sources: a list of outlets with what each of them brought.

Numbers come from an index alone; what needs the items themselves is read for the sources of one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, case, func, select

from synopticon.errors import UsageError
from synopticon.model.item import Page
from synopticon.model.source import Source, SourceQuery
from synopticon.store.sql.deriving import folded
from synopticon.store.sql.reading_captures import CaptureReading
from synopticon.store.sql.tables import FAILED, items

_NAMED = (items.c.outlet.is_not(None), items.c.state.in_((0, FAILED)))
_DOCUMENTS = func.sum(case((items.c.state == 0, 1), else_=0)).label("documents")
_FAILED = func.sum(case((items.c.state == FAILED, 1), else_=0)).label("failed")
_NUMBERS = select(items.c.outlet, _DOCUMENTS, _FAILED).where(*_NAMED).group_by(items.c.outlet)

_ORDERS: dict[str, Callable[[Row[Any]], int | str]] = {
    "documents": lambda row: int(row.documents),
    "failed": lambda row: int(row.failed),
    "outlet": lambda row: folded(row.outlet),
}


class SourceReading(CaptureReading):
    """The Reader's part on sources."""

    def sources(self, query: SourceQuery) -> Page[Source]:
        """A page of sources. Raises UsageError for an order that does not exist."""
        name, down = query.order.removeprefix("-"), query.order.startswith("-")
        if name not in _ORDERS:
            known = ", ".join(_ORDERS)
            raise UsageError(
                f"sources have no order {query.order}", remedy=f"Choose one of {known}, with - for reverse."
            )
        with self._database.reading() as connection:
            numbers = cast("list[Row[Any]]", connection.execute(_NUMBERS).all())
            found = [row for row in numbers if _meets(row, query)]
            if query.channel:
                by_channel = select(items.c.outlet).where(*_NAMED, items.c.channel == query.channel).distinct()
                having = set(connection.execute(by_channel).scalars())
                found = [row for row in found if row.outlet in having]
            found.sort(key=lambda row: row.outlet)
            found.sort(key=_ORDERS[name], reverse=down)
            shown = found[query.offset : query.offset + query.limit]
            known_of = _details(connection, [row.outlet for row in shown])
        return Page(tuple(_source(row, known_of[row.outlet]) for row in shown), len(found))


def _meets(row: Row[Any], query: SourceQuery) -> bool:
    brought = row.failed if query.failed else row.documents
    return brought > 0 and (not query.text or folded(query.text) in folded(row.outlet))


def _details(connection: Connection, outlets: Sequence[str]) -> defaultdict[str, list[Row[Any]]]:
    """Channels, languages and days of these outlets, a row for each that differ."""
    kinds = (items.c.outlet, items.c.channel, items.c.language)
    days = (func.min(func.nullif(items.c.first_day, "")), func.max(func.nullif(items.c.last_day, "")))
    wanted = select(*kinds, days[0].label("first"), days[1].label("last"))
    of: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(wanted.where(*_NAMED, items.c.outlet.in_(outlets)).group_by(*kinds)):
        of[row.outlet].append(cast("Row[Any]", row))
    return of


def _source(numbers: Row[Any], known: Sequence[Row[Any]]) -> Source:
    return Source(
        outlet=numbers.outlet,
        documents=int(numbers.documents),
        failed=int(numbers.failed),
        channels=tuple(sorted({row.channel for row in known})),
        languages=tuple(sorted({row.language for row in known if row.language})),
        first=min((row.first for row in known if row.first), default=None),
        last=max((row.last for row in known if row.last), default=None),
    )
