"""What can be asked of what lies beside codings: memos, assignments, settlements."""

from __future__ import annotations

from sqlalchemy import select

from synopticon.model.coding import Assignment, Memo, Progress, Settlement
from synopticon.store.sql.coding_tables import DONE, FIXED, coding_acts, coding_assignments, memos, settlements
from synopticon.store.sql.reading_captures import CaptureReading

_MEMO = [getattr(memos.c, name) for name in Memo.__slots__]


class BesideCodingsReading(CaptureReading):
    """The Reader's part on memos, assignments and settlements."""

    def memos(self, *, about: str | None = None, kind: str | None = None) -> list[Memo]:
        """Standing memos, oldest first."""
        wanted = select(*_MEMO).where(memos.c.current == 1, memos.c.stands == 1).order_by(memos.c.seq)
        if about is not None:
            wanted = wanted.where(memos.c.about == about)
        if kind is not None:
            wanted = wanted.where(memos.c.kind == kind)
        with self._database.reading() as connection:
            return [Memo(*row) for row in connection.execute(wanted)]

    def assignments(self, *, document: str | None = None, coder: str | None = None) -> list[Assignment]:
        """The latest step of each assignment that was not taken back."""
        table = coding_assignments
        wanted = select(table).where(table.c.current == 1, table.c.progress != Progress.DROPPED.value)
        if document is not None:
            wanted = wanted.where(table.c.document == document)
        if coder is not None:
            wanted = wanted.where(table.c.coder == coder)
        with self._database.reading() as connection:
            found = connection.execute(wanted.order_by(table.c.seq)).all()
        return [
            Assignment(row.document, row.coder, bool(row.blind), Progress(row.progress), row.at, row.by)
            for row in found
        ]

    def settlements(self, document: str | None = None) -> list[Settlement]:
        """Standing settlements, oldest first; one whose act was undone does not stand."""
        joined = select(settlements).join(coding_acts, coding_acts.c.id == settlements.c.act)
        wanted = joined.where(coding_acts.c.state.in_((DONE, FIXED))).order_by(coding_acts.c.seq)
        if document is not None:
            wanted = wanted.where(settlements.c.document == document)
        with self._database.reading() as connection:
            found = connection.execute(wanted).all()
        return [
            Settlement(row.id, row.document, row.coding, tuple(row.beside), row.reason, row.by, row.at) for row in found
        ]
