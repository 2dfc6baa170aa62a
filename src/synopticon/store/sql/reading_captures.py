"""What can be asked of captures and their readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Select, or_, select

from synopticon.errors import NotFound
from synopticon.model.capture import Capture
from synopticon.model.extraction import Extraction
from synopticon.store.sql import rows
from synopticon.store.sql.batches import batches
from synopticon.store.sql.database import Database
from synopticon.store.sql.tables import captures, extractions, items

PAGE = 500
"""Rows read at a time where a whole table is walked: memory stays flat, and no long read holds anything up."""


class CaptureReading:
    """The Reader's part on captures and extractions."""

    _database: Database

    def capture(self, capture: str) -> Capture:
        """One capture."""
        return rows.capture_of(self._one(select(captures).where(captures.c.id == capture), "capture", capture))

    def captures(self, *, after: str | None = None) -> Iterator[Capture]:
        """All captures in the order of their arrival, streamed; `after` resumes behind an id."""
        behind = 0
        if after is not None:
            where = select(captures.c.seq).where(captures.c.id == after)
            behind = self._one(where, "capture", after).seq
        yield from self._captures_in_order(select(captures), behind)

    def latest_capture(self, asked: str) -> Capture | None:
        """The last successful capture of that address, for conditional re-fetch."""
        same = (captures.c.asked_key == rows.asked_key(asked), captures.c.asked == asked)
        wanted = select(captures).where(*same, captures.c.failure_code.is_(None))
        with self._database.reading() as connection:
            found = connection.execute(wanted.order_by(captures.c.seq.desc()).limit(1)).one_or_none()
        return rows.capture_of(found) if found else None

    def have_captures(self, ids: Sequence[str]) -> set[str]:
        """Which of these captures are here."""
        have: set[str] = set()
        with self._database.reading() as connection:
            for batch in batches(ids, PAGE):
                have.update(connection.execute(select(captures.c.id).where(captures.c.id.in_(batch))).scalars())
        return have

    def unread_captures(self, extractor_versions: Sequence[str]) -> Iterator[Capture]:
        """Successful captures with no current extraction by one of these extractor versions."""
        read_by_another = or_(items.c.extractor.is_(None), items.c.extractor.not_in(extractor_versions))
        joined = select(captures).join(items, items.c.id == captures.c.id)
        wanted = joined.where(captures.c.failure_code.is_(None), items.c.withdrawn.is_(None), read_by_another)
        yield from self._captures_in_order(wanted, 0)

    def extraction(self, extraction: str) -> Extraction:
        """One extraction with its text."""
        wanted = select(extractions).where(extractions.c.id == extraction)
        return rows.extraction_of(self._one(wanted, "extraction", extraction))

    def current_extraction(self, item: str) -> Extraction | None:
        """The current reading of an item; None where it has not been read."""
        wanted = select(extractions).where(extractions.c.capture == item)
        with self._database.reading() as connection:
            found = connection.execute(wanted.order_by(extractions.c.turn.desc()).limit(1)).one_or_none()
        return rows.extraction_of(found) if found else None

    def _captures_in_order(self, wanted: Select[Any], behind: int) -> Iterator[Capture]:
        while True:
            page = wanted.where(captures.c.seq > behind).order_by(captures.c.seq).limit(PAGE)
            with self._database.reading() as connection:
                found = connection.execute(page).all()
            yield from map(rows.capture_of, found)
            if len(found) < PAGE:
                return
            behind = found[-1].seq

    def _one(self, wanted: Select[Any], kind: str, name: str) -> Row[Any]:
        with self._database.reading() as connection:
            found = connection.execute(wanted).one_or_none()
        if found is None:
            raise NotFound(f"there is no {kind} {name}", remedy="See the lists for what there is.")
        return found
