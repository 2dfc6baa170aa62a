"""Testimony within one transaction of writing: pseudonyms, signed texts, passages and what is brought to findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from synopticon.errors import Refused
from synopticon.model.finding import Testified
from synopticon.model.testimony import Standing, Terms, Witness, WitnessPassage, WorkingText
from synopticon.store.sql import testimony_rows as rows
from synopticon.store.sql.batches import upsert
from synopticon.store.sql.testimony_tables import (
    published,
    recantations,
    testimony_evidence,
    testimony_passages,
    texts,
    witnesses,
)


class TestimonyWriting:
    """The Writer's part on testimony. Raises Refused on a database for which withdrawal is not proven."""

    _connection: Connection

    def add_witness(self, witness: Witness, key: bytes) -> None:
        """Keep a new witness."""
        self._refuse_unproven()
        self._connection.execute(insert(witnesses), rows.witness_row(witness, key))

    def drop_witness(self, witness: str) -> None:
        """Take back a witness of whom nothing was signed yet."""
        self._connection.execute(delete(witnesses).where(witnesses.c.id == witness))

    def set_standing(self, witness: str, standing: Standing) -> None:
        """How far the interview has come."""
        self._change(witness, {"standing": str(standing)})

    def set_terms(self, witness: str, terms: Terms) -> None:
        """What the consent allows from now on."""
        self._change(witness, rows.terms_row(terms))

    def set_attributes(self, witness: str, attributes: Sequence[tuple[str, str]]) -> None:
        """The coarse facts for comparing cases."""
        self._change(witness, {"attributes": [list(pair) for pair in attributes]})

    def put_working_text(self, text: WorkingText, passages: Sequence[WitnessPassage]) -> None:
        """Keep a text that two readers have signed, in the place of an earlier version. passages: where they stand."""
        self._refuse_unproven()
        if text.version == 1:
            self._connection.execute(insert(texts), rows.text_row(text))
            return
        # What is overwritten here is what a reader found should not be read: nothing of it stays in a free page.
        self._connection.exec_driver_sql("PRAGMA secure_delete = ON")
        self._connection.execute(update(texts).where(texts.c.id == text.id).values(**rows.text_row(text)))
        self._drop_passages(text.id, {one.id for one in passages})
        # No two passages stand in one place, also not while they are moved.
        table = testimony_passages
        aside = update(table).where(table.c.text == text.id).values(start=-1 - table.c.start, end=-1 - table.c.end)
        self._connection.execute(aside)
        for one in passages:
            moved = update(table).where(table.c.id == one.id).values(start=one.start, end=one.end)
            self._connection.execute(moved)

    def _drop_passages(self, text: str, kept: set[str]) -> None:
        """Take away passages that stand in no text any more. One that an edition holds stays without its words, so that
        a withdrawal finds the edition.
        """
        table = testimony_passages
        wanted = select(table.c.id, published.c.edition).outerjoin(published, published.c.passage == table.c.id)
        here = {row.id: row.edition for row in self._connection.execute(wanted.where(table.c.text == text))}
        for passage, edition in here.items():
            if passage in kept:
                continue
            for brought in (testimony_evidence, recantations):
                self._connection.execute(delete(brought).where(brought.c.passage == passage))
            if edition is None:
                self._connection.execute(delete(table).where(table.c.id == passage))
            else:
                self._connection.execute(update(table).where(table.c.id == passage).values(exact=""))

    def add_testimony_passage(self, passage: WitnessPassage, salt: bytes) -> WitnessPassage:
        """Keep a passage; where that span was cut before, the passage that is there is answered."""
        self._refuse_unproven()
        table = testimony_passages
        same = (table.c.text == passage.text) & (table.c.start == passage.start) & (table.c.end == passage.end)
        found = self._connection.execute(select(table).where(same)).one_or_none()
        if found is not None:
            return rows.passage_of(found)
        values = {name: getattr(passage, name) for name in WitnessPassage.__slots__}
        self._connection.execute(insert(table), {**values, "salt": salt})
        return passage

    def add_testimony(self, key: str, brought: Testified, at: datetime) -> bool:
        """Bring a passage to a finding; brought again in another way, the later one stands."""
        row = rows.testified_row(key, brought)
        wanted = select(testimony_evidence).where(*_standing(key, brought.passage.id))
        standing = self._connection.execute(wanted).one_or_none()
        if standing is not None:
            if all(getattr(standing, name) == value for name, value in row.items()):
                return False
            self.drop_testimony(key, brought.passage.id, at)
        self._connection.execute(insert(testimony_evidence), {**row, "brought": at})
        return True

    def drop_testimony(self, key: str, passage: str, at: datetime) -> bool:
        """Take it back."""
        dropped = update(testimony_evidence).where(*_standing(key, passage)).values(taken_back=at)
        return self._connection.execute(dropped).rowcount > 0

    def recant(self, passage: str, day: date, reason: str) -> bool:
        """Keep that the witness took these words back; answers whether that is new."""
        wanted = select(recantations.c.passage).where(recantations.c.passage == passage)
        if self._connection.execute(wanted).one_or_none() is not None:
            return False
        row = {"passage": passage, "day": day.isoformat(), "reason": reason}
        self._connection.execute(insert(recantations), row)
        return True

    def note_published(self, edition: int, uses: Sequence[tuple[str, str]]) -> None:
        """Remember which passages an edition holds or counts."""
        for passage, use in uses:
            row = {"edition": edition, "passage": passage, "use": use}
            self._connection.execute(upsert(self._connection, published), row)

    def _change(self, witness: str, values: rows.Values) -> None:
        self._connection.execute(update(witnesses).where(witnesses.c.id == witness).values(**values))

    def _refuse_unproven(self) -> None:
        if self._connection.dialect.name != "sqlite":
            raise Refused(
                "a witness must be able to withdraw: PostgreSQL takes no testimony",
                where="database.url",
                why="nobody has shown yet that what is deleted there is gone from its logs and its free pages",
                remedy="Keep interviews in a study of their own, whose database is a file: synopticon init DIR",
            )


def _standing(key: str, passage: str) -> tuple[Any, ...]:
    table = testimony_evidence
    return table.c.finding == key, table.c.passage == passage, table.c.taken_back.is_(None)
