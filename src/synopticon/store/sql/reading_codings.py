"""What can be asked of codings: lists, spans to count, single ones with their history, and the piles of undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    type_coerce,
)

from synopticon.errors import NotFound
from synopticon.model.coding import (
    ActKind,
    Change,
    Coding,
    CodingAct,
    CodingQuery,
    Progress,
    Revision,
    SpanRow,
)
from synopticon.model.item import Page
from synopticon.store.sql.batches import batches
from synopticon.store.sql.coding_tables import DONE, UNDONE, coding_acts, coding_assignments, codings
from synopticon.store.sql.columns import Words
from synopticon.store.sql.reading_captures import PAGE, CaptureReading

_CODING = [getattr(codings.c, name) for name in Coding.__slots__]
_SPAN = [type_coerce(column, Text) if isinstance(column.type, Words) else column
         for column in (getattr(codings.c, name) for name in SpanRow._fields)]  # fmt: skip
"""None of these holds a character that Words would have to write otherwise: ids are letters and digits, and a coder's
name has no control characters. A hundred thousand rows are read in half the time so.
"""
_ACT = [getattr(coding_acts.c, name) for name in CodingAct.__slots__]
_STANDING = (codings.c.current == literal_column("1"), codings.c.stands == literal_column("1"))
"""Written out: SQLite takes an index of standing codings only where the query itself says what the index says."""

_PLACE = (codings.c.document, codings.c.start, codings.c.end, codings.c.id)


class CodingReading(CaptureReading):
    """The Reader's part on codings."""

    def codings(self, query: CodingQuery) -> Page[Coding]:
        """Standing codings by document and place in it; without a limit all of them."""
        with self._database.reading() as connection:
            met = _conditions(connection, query)
            wanted = select(*_CODING).where(*met).order_by(*_PLACE).limit(query.limit).offset(query.offset)
            found = tuple(Coding(*row) for row in connection.execute(wanted))
            if query.limit is None and query.offset == 0:
                return Page(found, len(found))
            total = connection.execute(select(func.count()).select_from(codings).where(*met)).scalar_one()
        return Page(found, total)

    def coding_spans(self, query: CodingQuery) -> list[SpanRow]:
        """The same codings as counting needs them."""
        with self._database.reading() as connection:
            wanted = select(*_SPAN).where(*_conditions(connection, query)).order_by(*_PLACE)
            return list(map(SpanRow._make, connection.execute(wanted).all()))

    def coding(self, coding: str) -> Revision:
        """A coding as it is now, whether it stands or not."""
        wanted = select(*_CODING, codings.c.stands).where(codings.c.id == coding, codings.c.current == 1)
        with self._database.reading() as connection:
            found = connection.execute(wanted).one_or_none()
        if found is None:
            raise NotFound(f"there is no coding {coding}", remedy="See: synopticon code list")
        return _revision(found)

    def codings_named(self, beginning: str) -> list[str]:
        """The ids of at most ten codings that begin so."""
        among = (codings.c.id >= beginning, codings.c.id < beginning + "\uffff", codings.c.current == 1)
        wanted = select(codings.c.id).where(*among).order_by(codings.c.id).limit(10)
        with self._database.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def coding_history(self, coding: str) -> list[tuple[CodingAct, Revision]]:
        """What each act made of a coding, oldest first."""
        joined = select(*_ACT, *_CODING, codings.c.stands).join(coding_acts, coding_acts.c.id == codings.c.act)
        wanted = joined.where(codings.c.id == coding).order_by(codings.c.seq)
        acts = len(_ACT)
        with self._database.reading() as connection:
            found = connection.execute(wanted).all()
        return [(_act(row[:acts]), Revision(Coding(*row[acts:-1]), bool(row[-1]))) for row in found]

    def coded_documents(self) -> dict[str, int]:
        """Each document that has standing codings, with their number."""
        wanted = select(codings.c.document, func.count()).where(*_STANDING).group_by(codings.c.document)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(wanted)}

    def code_counts(self, query: CodingQuery) -> dict[str, int]:
        """How many standing codings each code has among those that the query lets through."""
        with self._database.reading() as connection:
            met = _conditions(connection, query)
            wanted = select(codings.c.code, func.count()).where(*met).group_by(codings.c.code)
            return {row[0]: row[1] for row in connection.execute(wanted)}

    def stray_codings(self, readings: Sequence[tuple[str, str]]) -> list[Coding]:
        """Standing codings of these (document, current reading) whose offsets count into another reading."""
        found: list[Coding] = []
        current = dict(readings)
        with self._database.reading() as connection:
            for batch in batches(current, PAGE):
                own = [(document, current[document]) for document in batch]
                among = (codings.c.document.in_(batch), tuple_(codings.c.document, codings.c.reading).not_in(own))
                wanted = select(*_CODING).where(*_STANDING, *among).order_by(*_PLACE)
                found += [Coding(*row) for row in connection.execute(wanted)]
        return found

    def next_act(self, by: str, *, undone: bool, document: str | None = None) -> CodingAct | None:
        """The act that the person's next undo takes back; with undone, the UNDO that the next redo takes back."""
        state = UNDONE if undone else DONE
        own = [coding_acts.c.by == by, coding_acts.c.state == state]
        if document is not None:
            own.append(coding_acts.c.document == document)
        wanted = select(*_ACT).where(*own).order_by(coding_acts.c.seq.desc())
        if undone:
            undoing = coding_acts.alias()
            taking_back = select(*(undoing.c[column.name] for column in _ACT))
            joined = taking_back.join(coding_acts, coding_acts.c.id == undoing.c.of)
            wanted = joined.where(*own).order_by(undoing.c.seq.desc())
        with self._database.reading() as connection:
            found = connection.execute(wanted.limit(1)).one_or_none()
        return _act(found) if found else None

    def act_changes(self, act: str) -> list[Change]:
        """What an act did to each coding that it touched."""
        row = [*_CODING, codings.c.stands, codings.c.act, codings.c.current]
        touched = select(codings.c.id).where(codings.c.act == act)
        wanted = select(*row).where(codings.c.id.in_(touched)).order_by(codings.c.id, codings.c.seq)
        changes: list[Change] = []
        before: dict[str, Revision] = {}
        after: dict[str, tuple[Revision | None, Revision]] = {}
        with self._database.reading() as connection:
            found = connection.execute(wanted).all()
        for one in found:
            revision = _revision(one[:-2])
            if one.act == act:
                after[one.id] = (before.get(one.id), revision)
            before[one.id] = revision
            if one.current:
                changes.append(Change(*after[one.id], revision))
        return changes


def _conditions(connection: Connection, query: CodingQuery) -> list[ColumnElement[bool]]:
    met: list[ColumnElement[bool]] = list(_STANDING)
    for column, wanted in (
        (codings.c.document, query.documents),
        (codings.c.code, query.codes),
        (codings.c.coder, query.coders),
    ):
        if wanted is not None:
            met.append(column.in_(wanted))
    # Where nothing is hidden, as nearly always, the list is read along its index alone.
    if query.viewer is not None and connection.execute(_hidden_from(query.viewer).limit(1)).first():
        met.append(or_(codings.c.coder == query.viewer, codings.c.document.not_in(_hidden_from(query.viewer))))
    return met


def _hidden_from(viewer: str) -> Select[tuple[str]]:
    """The documents that the viewer codes blind, as long as anybody who does is not done."""
    mine, theirs = coding_assignments.alias(), coding_assignments.alias()
    open_still = (theirs.c.blind == 1, theirs.c.current == 1, theirs.c.progress == Progress.ASSIGNED.value)
    waiting = exists().where(theirs.c.document == mine.c.document, *open_still)
    blind = (mine.c.current == 1, mine.c.blind == 1, mine.c.progress != Progress.DROPPED.value)
    return select(mine.c.document).where(mine.c.coder == viewer, *blind, waiting)


def _revision(row: Row[Any] | Sequence[Any]) -> Revision:
    return Revision(Coding(*row[:-1]), bool(row[-1]))


def _act(row: Sequence[Any]) -> CodingAct:
    one, by, kind, at, document, of = tuple(row)
    return CodingAct(one, by, ActKind(kind), at, document, of)
