"""What can be asked of pictures: their groups, and the pages that show them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from synopticon.model.item import Page
from synopticon.model.picture import Picture, Shown
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.reading_captures import PAGE, CaptureReading
from synopticon.store.sql.tables import items, pictures, shown


class PictureReading(CaptureReading):
    """The Reader's part on pictures."""

    def pictures(self, groups: Sequence[str] | None = None) -> list[Picture]:
        """The pictures of these groups, or all, ordered by item."""
        wanted = select(pictures).order_by(pictures.c.item)
        parts = (
            [wanted] if groups is None else [wanted.where(pictures.c.group.in_(some)) for some in batches(groups, PAGE)]
        )
        with self._database.reading() as connection:
            found = [rows.picture_of(row) for part in parts for row in connection.execute(part)]
        return sorted(found, key=lambda picture: picture.item)

    def pictures_of(self, items: Sequence[str]) -> dict[str, Picture]:
        """What the last comparison says of each of these items; those that were not compared are left out."""
        found: dict[str, Picture] = {}
        with self._database.reading() as connection:
            for batch in batches(items, PAGE):
                wanted = select(pictures).where(pictures.c.item.in_(batch))
                found.update((row.item, rows.picture_of(row)) for row in connection.execute(wanted))
        return found

    def picture_groups(self, *, least: int = 2, limit: int = 50, offset: int = 0) -> Page[str]:
        """Groups of at least that many pictures that are not withdrawn, largest first, then by name."""
        size = func.count()
        grouped = (
            select(pictures.c.group, size.label("size"))
            .join(items, items.c.id == pictures.c.item)
            .where(items.c.state == 0)
            .group_by(pictures.c.group)
            .having(size >= least)
            .subquery()
        )
        page = select(grouped.c.group).order_by(grouped.c.size.desc(), grouped.c.group).limit(limit).offset(offset)
        with self._database.reading() as connection:
            found = tuple(connection.execute(page).scalars())
            total = connection.execute(select(func.count()).select_from(grouped)).scalar_one()
        return Page(found, total)

    def shown(self, *, pages: Sequence[str] = (), pictures: Sequence[str] = ()) -> list[Shown]:
        """Which pictures these pages show, and which pages show these pictures."""
        found: set[Shown] = set()
        with self._database.reading() as connection:
            for column, values in ((shown.c.page, pages), (shown.c.picture, pictures)):
                for batch in batches(values, PAGE):
                    wanted = select(shown).where(column.in_(batch))
                    found.update(Shown(row.page, row.picture) for row in connection.execute(wanted))
        return sorted(found)
