"""What can be asked of reuse: alignments, members of families, families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, func, or_, select

from synopticon.model.item import Page
from synopticon.model.reuse import FamilySummary, Member, Reuse, Role
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.reading_captures import PAGE, CaptureReading
from synopticon.store.sql.tables import items, members, reuses


class ReuseReading(CaptureReading):
    """The Reader's part on reuse and families."""

    def reuses_of(self, items: Sequence[str]) -> list[Reuse]:
        """Verified alignments that touch any of these items, ordered by id."""
        found: dict[str, Reuse] = {}
        with self._database.reading() as connection:
            for batch in batches(items, PAGE):
                touching = select(reuses).where(or_(reuses.c.a.in_(batch), reuses.c.b.in_(batch)))
                found.update((row.id, rows.reuse_of(row)) for row in connection.execute(touching))
        return [found[key] for key in sorted(found)]

    def members(self, family: str) -> list[Member]:
        """The members of a family as the last trace left them, ordered by item; empty where there is none."""
        wanted = select(members).where(members.c.family == family).order_by(members.c.item)
        with self._database.reading() as connection:
            return [rows.member_of(row) for row in connection.execute(wanted)]

    def member(self, item: str) -> Member | None:
        """What the last trace says of an item; None where it has not been traced."""
        with self._database.reading() as connection:
            found = connection.execute(select(members).where(members.c.item == item)).one_or_none()
        return rows.member_of(found) if found else None

    def members_of(self, items: Sequence[str]) -> dict[str, Member]:
        """What the last trace says of each of these items; those that were not traced are left out."""
        found: dict[str, Member] = {}
        with self._database.reading() as connection:
            for batch in batches(items, PAGE):
                wanted = select(members).where(members.c.item.in_(batch))
                found.update((row.item, rows.member_of(row)) for row in connection.execute(wanted))
        return found

    def families(self, *, least: int = 2, limit: int = 50, offset: int = 0) -> Page[FamilySummary]:
        """Families of at least that many members that are not withdrawn, largest first."""
        size = func.count().label("size")
        grouped = select(items.c.family, size).where(items.c.family.is_not(None), items.c.state == 0)
        sizes = grouped.group_by(items.c.family).having(func.count() >= least).subquery()
        largest = select(sizes).order_by(sizes.c.size.desc(), sizes.c.family).limit(limit).offset(offset)
        with self._database.reading() as connection:
            total = connection.execute(select(func.count()).select_from(sizes)).scalar_one()
            names = [row.family for row in connection.execute(largest)]
            wanted = select(
                items.c.id, items.c.family, items.c.title, items.c.outlet, items.c.published, items.c.language,
                items.c.first_day, items.c.last_day, members.c.role,
            ).join(members, members.c.item == items.c.id).where(items.c.family.in_(names))  # fmt: skip
            of: defaultdict[str, list[Row[Any]]] = defaultdict(list)
            for row in connection.execute(wanted.where(items.c.state == 0).order_by(items.c.id)):
                of[row.family].append(cast("Row[Any]", row))
        return Page(tuple(_summary(name, of[name]) for name in names), total)


def _summary(family: str, documents: list[Row[Any]]) -> FamilySummary:
    """Put a family's documents together: dated ones first in their order, then the others."""
    in_time = sorted(documents, key=lambda row: (row.first_day == "", row.first_day, row.id))
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
