"""What can be asked of reuse: alignments, and members of families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select

from synopticon.model.reuse import Member, Reuse
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.reading_captures import PAGE, CaptureReading
from synopticon.store.sql.tables import members, reuses


class ReuseReading(CaptureReading):
    """The Reader's part on reuse."""

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

    def all_members(self) -> Iterator[Member]:
        """Every row of the last trace, ordered by item."""
        behind = ""
        while True:
            page = select(members).where(members.c.item > behind).order_by(members.c.item).limit(PAGE)
            with self._database.reading() as connection:
                found = connection.execute(page).all()
            yield from map(rows.member_of, found)
            if len(found) < PAGE:
                return
            behind = found[-1].item

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
