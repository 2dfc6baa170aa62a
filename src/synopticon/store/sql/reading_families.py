"""What can be asked of the list of families: restricted, sorted, with the sums that a row shows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, func, select

from synopticon.errors import UsageError
from synopticon.model.item import ItemQuery, Page
from synopticon.model.reuse import FamilySummary, Role
from synopticon.store.sql.reading_captures import CaptureReading
from synopticon.store.sql.reading_items import conditions
from synopticon.store.sql.tables import items, members

_STANDING = (items.c.family.is_not(None), items.c.state == 0)
_ORDERS: dict[str, ColumnElement[Any]] = {
    "size": func.count(),
    "outlets": func.count(items.c.outlet.distinct()),
    "first": func.coalesce(func.min(func.nullif(items.c.first_day, "")), ""),
    "last": func.max(items.c.last_day),
}
"""What each order sorts by. A family without any date counts as the earliest."""


class FamilyReading(CaptureReading):
    """The Reader's part on the list of families."""

    def families(
        self,
        *,
        least: int = 2,
        limit: int = 50,
        offset: int = 0,
        holding: ItemQuery | None = None,
        unseen: bool = False,
        order: str = "-size",
    ) -> Page[FamilySummary]:
        """Families of at least that many members that are not withdrawn. Raises UsageError for an unknown order.

        holding: only those with a member that meets all of this; its order, limit and offset do not matter. unseen:
        only those that go back to an origin which was not collected.
        """
        name, down = order.removeprefix("-"), order.startswith("-")
        if name not in _ORDERS:
            raise UsageError(
                f"families have no order {order}", remedy=f"Choose one of {', '.join(_ORDERS)}, with - for reverse."
            )
        grouped = _grouped(_ORDERS[name], least, holding, unseen)
        key = grouped.c.key.desc() if down else grouped.c.key
        whole = func.count().over().label("total")
        page = select(grouped.c.family, whole).order_by(key, grouped.c.family).limit(limit).offset(offset)
        with self._database.reading() as connection:
            found = connection.execute(page).all()
            total = found[0].total if found else 0
            if offset and not found:
                total = connection.execute(select(func.count()).select_from(grouped)).scalar_one()
            names = [row.family for row in found]
            wanted = select(
                items.c.id, items.c.family, items.c.title, items.c.outlet, items.c.published, items.c.language,
                items.c.first_day, items.c.last_day, members.c.role,
            ).join(members, members.c.item == items.c.id).where(items.c.family.in_(names))  # fmt: skip
            of: defaultdict[str, list[Row[Any]]] = defaultdict(list)
            for row in connection.execute(wanted.where(items.c.state == 0).order_by(items.c.id)):
                of[row.family].append(cast("Row[Any]", row))
        return Page(tuple(_summary(name, of[name]) for name in names), total)


def _grouped(key: ColumnElement[Any], least: int, holding: ItemQuery | None, unseen: bool) -> Any:
    """Families with the value they are sorted by, as a subquery.

    Most families have one member: those are left out on an index, before any item is looked at.
    """
    large = select(items.c.family).where(*_STANDING).group_by(items.c.family).having(least <= func.count())
    wanted: Select[Any] = select(items.c.family, key.label("key")).where(items.c.state == 0, items.c.family.in_(large))
    if holding is not None:
        met = select(items.c.family).where(items.c.family.in_(large), *conditions(holding))
        wanted = wanted.where(items.c.family.in_(met))
    if unseen:
        without = select(members.c.family).where(members.c.role == Role.ECHO_OF_UNSEEN)
        wanted = wanted.where(items.c.family.in_(without))
    return wanted.group_by(items.c.family).subquery()


def _summary(family: str, documents: list[Row[Any]]) -> FamilySummary:
    """Put a family's documents together: dated ones first in their order, of one day the origin, then the others."""
    in_time = sorted(documents, key=lambda row: (row.first_day == "", row.first_day, row.role != Role.ORIGIN, row.id))
    origins = [row for row in in_time if row.role == Role.ORIGIN]
    dated = [row for row in in_time if row.first_day]
    speaker = (origins or in_time)[0]
    return FamilySummary(
        id=family,
        size=len(documents),
        origin=origins[0].id if origins else None,
        title=speaker.title or next((row.title for row in in_time if row.title), None),
        outlets=tuple(dict.fromkeys(row.outlet for row in in_time if row.outlet)),
        first=dated[0].published if dated else None,
        last=max(dated, key=lambda row: row.last_day).published if dated else None,
        languages=tuple(sorted({row.language for row in in_time if row.language})),
    )
