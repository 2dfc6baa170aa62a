"""What can be asked of the codebook: as it is, as it was at a version, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from synopticon.errors import NotFound
from synopticon.model.coding import Code, Codebook, CodebookVersion
from synopticon.store.sql.coding_tables import code_states, codebook_versions
from synopticon.store.sql.reading_captures import CaptureReading


class CodebookReading(CaptureReading):
    """The Reader's part on the codebook."""

    def codebook(self, version: int | None = None, *, only: Sequence[str] | None = None) -> Codebook | None:
        """The codebook at a version, or as it is now, or these codes of it; None where there is none yet."""
        wanted = select(codebook_versions).order_by(codebook_versions.c.version.desc()).limit(1)
        if version is not None:
            wanted = wanted.where(codebook_versions.c.version == version)
        with self._database.reading() as connection:
            head = connection.execute(wanted).one_or_none()
            if head is None and version is not None:
                raise NotFound(f"the codebook has no version {version}", remedy="See: synopticon codebook versions")
            if head is None:
                return None
            newest = func.max(code_states.c.version).label("version")
            upto = select(code_states.c.code, newest).where(code_states.c.version <= head.version)
            if only is not None:
                upto = upto.where(code_states.c.code.in_(only))
            last = upto.group_by(code_states.c.code).subquery()
            same = (last.c.code == code_states.c.code) & (last.c.version == code_states.c.version)
            states = select(code_states).join(last, same).where(code_states.c.gone == 0)
            found = connection.execute(states.order_by(code_states.c.place, code_states.c.name)).all()
        return Codebook(head.version, tuple(map(_code, found)), head.at, head.by, head.note)

    def codebook_versions(self) -> list[CodebookVersion]:
        """Every version, oldest first."""
        wanted = select(codebook_versions).order_by(codebook_versions.c.version)
        with self._database.reading() as connection:
            return [CodebookVersion(*row) for row in connection.execute(wanted)]


def _code(row: Row[Any]) -> Code:
    return Code(
        id=row.code,
        name=row.name,
        parent=row.parent,
        definition=row.definition,
        examples=tuple(row.examples),
        include=row.include,
        exclude=row.exclude,
        colour=row.colour,
        key=row.key,
        place=row.place,
        retired=bool(row.retired),
    )
