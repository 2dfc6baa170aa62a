"""What can be asked of items: lists, single ones, texts, outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from synopticon.errors import UsageError
from synopticon.model.item import Item, ItemQuery, Page
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.days import bounds
from synopticon.store.sql.deriving import folded
from synopticon.store.sql.reading_captures import PAGE, CaptureReading
from synopticon.store.sql.tables import FAILED, WITHDRAWN, extractions, items

CHARACTERS = 4_000_000
"""Characters of text held at a time where all texts are walked."""

_LISTED = [getattr(items.c, name) for name in Item.__slots__]
_AMONG = select(*_LISTED).where(items.c.id.in_(bindparam("ids", expanding=True)))
_STANDING = (items.c.extraction.is_not(None), items.c.withdrawn.is_(None))

_UP = {
    "published": (items.c.undated, items.c.first_day, items.c.seq),
    "collected": (items.c.collected, items.c.seq),
    "outlet": (items.c.outlet, items.c.seq),
    "title": (items.c.title_key, items.c.seq),
}
"""Columns of each order; undated items stand last both ways."""

_DOWN = _UP | {"published": (items.c.first_day, items.c.seq)}


class ItemReading(CaptureReading):
    """The Reader's part on items."""

    def items(self, query: ItemQuery) -> Page[Item]:
        """A page of items. Raises UsageError for an order that does not exist."""
        wanted = conditions(query)
        page = select(*_LISTED).where(*wanted).order_by(*_order(query.order))
        with self._database.reading() as connection:
            found = connection.execute(page.limit(query.limit).offset(query.offset)).all()
            total = connection.execute(select(func.count()).select_from(items).where(*wanted)).scalar_one()
        return Page(tuple(map(rows.item_of, found)), total)

    def item(self, item: str) -> Item:
        """One item."""
        return rows.item_of(self._one(select(*_LISTED).where(items.c.id == item), "item", item))

    def items_of(self, items: Sequence[str]) -> dict[str, Item]:
        """These items by id; ids that nothing here bears are left out."""
        found: dict[str, Item] = {}
        with self._database.reading() as connection:
            for batch in batches(items, PAGE):
                found.update((row.id, rows.item_of(row)) for row in connection.execute(_AMONG, {"ids": batch}))
        return found

    def all_items(self) -> Iterator[Item]:
        """Every item that was read and not withdrawn, ordered by id, streamed in batches."""
        behind = ""
        while True:
            page = select(*_LISTED).where(items.c.id > behind, *_STANDING).order_by(items.c.id).limit(PAGE)
            with self._database.reading() as connection:
                found = connection.execute(page).all()
            yield from map(rows.item_of, found)
            if len(found) < PAGE:
                return
            behind = found[-1].id

    def texts(self, items: Sequence[str]) -> dict[str, str]:
        """The current text of each of these items; items without a reading are left out."""
        texts: dict[str, str] = {}
        for batch in batches(items, PAGE):
            texts.update(self._texts(batch))
        return texts

    def all_texts(self) -> Iterator[tuple[Item, str]]:
        """Every item that was read and not withdrawn, with its current text, ordered by id, streamed in batches."""
        for group in _light_groups(self.all_items()):
            texts = self._texts([item.id for item in group])
            for item in group:
                yield item, texts[item.id]

    def outlets(self) -> list[tuple[str, int]]:
        """Outlet names with their number of items, most first; an address that brought nothing is no source."""
        number = func.count().label("number")
        named = select(items.c.outlet, number).where(items.c.outlet.is_not(None), items.c.state == 0)
        grouped = named.group_by(items.c.outlet).order_by(number.desc(), items.c.outlet)
        with self._database.reading() as connection:
            return [(row.outlet, row.number) for row in connection.execute(grouped)]

    def _texts(self, ids: Sequence[str]) -> dict[str, str]:
        current = select(items.c.id, extractions.c.text).join(extractions, extractions.c.id == items.c.extraction)
        with self._database.reading() as connection:
            return {row.id: row.text for row in connection.execute(current.where(items.c.id.in_(ids)))}


def _light_groups(source: Iterator[Item]) -> Iterator[list[Item]]:
    """Neighbours whose texts together are short enough to hold at a time."""
    group: list[Item] = []
    characters = 0
    for item in source:
        if group and (len(group) >= PAGE or characters + item.length > CHARACTERS):
            yield group
            group, characters = [], 0
        group.append(item)
        characters += item.length
    if group:
        yield group


def _order(order: str) -> tuple[ColumnElement[Any], ...]:
    name, down = order.removeprefix("-"), order.startswith("-")
    if name not in _UP:
        raise UsageError(f"items have no order {order}", remedy=f"Choose one of {', '.join(_UP)}, with - for reverse.")
    return tuple(column.desc() for column in _DOWN[name]) if down else _UP[name]


def conditions(query: ItemQuery) -> list[ColumnElement[bool]]:
    """What an item must meet. Raises UsageError for a date that cannot be meant."""
    found: list[ColumnElement[bool]] = []
    for column, wanted in (
        (items.c.outlet, query.outlet),
        (items.c.language, query.language),
        (items.c.channel, query.channel),
        (items.c.family, query.family),
    ):
        if wanted is not None:
            found.append(column == wanted)
    states = [
        state
        for state in range(FAILED + WITHDRAWN + 1)
        if query.failed in (None, bool(state & FAILED)) and query.withdrawn in (None, bool(state & WITHDRAWN))
    ]
    if len(states) <= FAILED + WITHDRAWN:
        found.append(items.c.state.in_(states))
    # A date matches where any day that it may mean lies within.
    if query.since:
        found.append(items.c.last_day >= _day(query.since)[0])
    if query.until:
        found += [items.c.undated == 0, items.c.first_day <= _day(query.until)[1]]
    if query.text:
        found.append(items.c.haystack.contains(folded(query.text), autoescape=True))
    return found


def _day(given: str) -> tuple[str, str]:
    days = bounds(given)
    if not days[0]:
        raise UsageError(f"{given} is no date", remedy="Write 2024, 2024-05 or 2024-05-17.")
    return days
