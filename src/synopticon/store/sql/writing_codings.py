"""How codings are written: each act adds rows, what they supersede is only marked as no longer current."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from synopticon.errors import StudyBusy
from synopticon.model.coding import (
    ActKind,
    Assignment,
    Code,
    CodebookVersion,
    Coding,
    CodingAct,
    Memo,
    Revision,
    Settlement,
)
from synopticon.store.sql.batches import batches
from synopticon.store.sql.coding_tables import (
    DONE,
    FIXED,
    PASSED,
    UNDONE,
    code_states,
    codebook_versions,
    coding_acts,
    coding_assignments,
    codings,
    memos,
    settlements,
)

ROWS = 500

_NOT_ALONE = (ActKind.CODEBOOK, ActKind.ANCHOR, ActKind.UNDO, ActKind.REDO)
"""Acts that stand on nobody's pile of undo."""


class CodingWriting:
    """The Writer's part on coding."""

    _connection: Connection

    def add_codebook(self, version: CodebookVersion, changed: Iterable[Code], gone: Iterable[str]) -> None:
        """Keep a new version. Raises StudyBusy where that version is there already."""
        there = select(codebook_versions.c.version).where(codebook_versions.c.version == version.version)
        if self._connection.execute(there).one_or_none() is not None:
            raise StudyBusy(
                "the codebook was changed by somebody else meanwhile",
                why=f"it has a version {version.version} already",
                remedy="Look at it again, then repeat your change; nothing of it was kept.",
            )
        names = ("version", "at", "by", "note", "act")
        self._connection.execute(insert(codebook_versions), {name: getattr(version, name) for name in names})
        states = [_state(code, version.version, gone=False) for code in changed]
        states += [_state(Code(one, ""), version.version, gone=True) for one in gone]
        for batch in batches(states, ROWS):
            self._connection.execute(insert(code_states), batch)

    def add_coding_act(
        self, act: CodingAct, revisions: Sequence[Revision], settlement: Settlement | None = None
    ) -> None:
        """Keep an act with all that it made of codings, and move the piles of undo and redo."""
        self._move_piles(act)
        self._connection.execute(insert(coding_acts), _act_row(act))
        if not revisions and settlement is None:
            return
        before = update(codings).where(codings.c.id == bindparam("one"), codings.c.current == 1).values(current=0)
        for batch in batches(revisions, ROWS):
            self._connection.execute(before, [{"one": revision.coding.id} for revision in batch])
            self._connection.execute(insert(codings), [_revision_row(revision, act.id) for revision in batch])
        if settlement is not None:
            row = {name: getattr(settlement, name) for name in Settlement.__slots__}
            row |= {"beside": list(settlement.beside), "act": act.id}
            self._connection.execute(insert(settlements), row)

    def put_memo(self, memo: Memo, *, stands: bool = True) -> None:
        """Keep a memo, a new wording of one, or that it was taken away."""
        self._connection.execute(update(memos).where(memos.c.id == memo.id).values(current=0))
        row: dict[str, Any] = {name: getattr(memo, name) for name in Memo.__slots__}
        self._connection.execute(insert(memos), row | {"stands": int(stands), "current": 1})

    def put_assignment(self, assignment: Assignment) -> None:
        """Keep the next step of an assignment."""
        table = coding_assignments
        same = (table.c.document == assignment.document, table.c.coder == assignment.coder)
        self._connection.execute(update(table).where(*same).values(current=0))
        row: dict[str, Any] = {name: getattr(assignment, name) for name in Assignment.__slots__}
        row |= {"blind": int(assignment.blind), "progress": assignment.progress.value, "current": 1}
        self._connection.execute(insert(table), row)

    def _move_piles(self, act: CodingAct) -> None:
        if act.kind in (ActKind.UNDO, ActKind.REDO):
            state = UNDONE if act.kind is ActKind.UNDO else DONE
            moved = update(coding_acts).where(coding_acts.c.id == act.of, coding_acts.c.state != FIXED)
            self._connection.execute(moved.values(state=state))
        elif act.kind not in _NOT_ALONE:
            undone = (coding_acts.c.by == act.by, coding_acts.c.state == UNDONE)
            # On other documents the pile may still be walked forward; an act on several documents ends all.
            here = or_(coding_acts.c.document == act.document, coding_acts.c.document == "")
            among = (*undone, here) if act.document else undone
            self._connection.execute(update(coding_acts).where(*among).values(state=PASSED))


def _act_row(act: CodingAct) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(act, name) for name in CodingAct.__slots__}
    return row | {"kind": act.kind.value, "state": FIXED if act.kind in _NOT_ALONE else DONE}


def _revision_row(revision: Revision, act: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(revision.coding, name) for name in Coding.__slots__}
    return row | {"act": act, "stands": int(revision.stands), "current": 1}


def _state(code: Code, version: int, *, gone: bool) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(code, name) for name in Code.__slots__ if name != "id"}
    row |= {"code": code.id, "version": version, "examples": list(code.examples)}
    return row | {"retired": int(code.retired), "gone": int(gone)}
