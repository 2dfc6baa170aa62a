"""What can be asked of witnesses, their signed texts, and what of them was brought to findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from synopticon.errors import NotFound, Refused
from synopticon.model.finding import Testified
from synopticon.model.testimony import Tombstone, Use, Witness, WitnessPassage, WorkingText
from synopticon.store.sql import testimony_rows as rows
from synopticon.store.sql.reading_captures import CaptureReading
from synopticon.store.sql.testimony_tables import (
    published,
    recantations,
    testimony_evidence,
    testimony_passages,
    texts,
    withdrawals,
    witnesses,
)


class TestimonyReading(CaptureReading):
    """The Reader's part on testimony."""

    def witnesses(self) -> list[Witness]:
        """Every witness by pseudonym."""
        with self._database.reading() as connection:
            found = connection.execute(select(witnesses).order_by(witnesses.c.pseudonym))
            return [rows.witness_of(row) for row in found]

    def witness(self, pseudonym: str) -> Witness:
        """One witness. Raises NotFound, and Refused for one that withdrew."""
        with self._database.reading() as connection:
            row = connection.execute(select(witnesses).where(witnesses.c.pseudonym == pseudonym)).one_or_none()
            if row is not None:
                return rows.witness_of(row)
            gone = select(withdrawals).where(withdrawals.c.pseudonym == pseudonym)
            if (stone := connection.execute(gone).one_or_none()) is not None:
                raise Refused(f"{pseudonym} withdrew: nothing of what was said is here any more", why=f"on {stone.day}")
        raise NotFound(f"no witness is called {pseudonym}", remedy="See: synopticon interview list")

    def witness_key(self, witness: str) -> bytes:
        """The key of what the custody log holds of that witness."""
        wanted = select(witnesses.c.key).where(witnesses.c.id == witness)
        return bytes(self._one(wanted, "witness", witness).key)

    def working_texts(self, witness: str | None = None) -> list[WorkingText]:
        """The signed text of that witness, or of each, as it was signed last."""
        wanted = select(texts).order_by(texts.c.id)
        if witness is not None:
            wanted = wanted.where(texts.c.witness == witness)
        with self._database.reading() as connection:
            return [rows.text_of(row) for row in connection.execute(wanted)]

    def working_text(self, text: str) -> WorkingText:
        """A signed text by its id."""
        return rows.text_of(self._one(select(texts).where(texts.c.id == text), "signed text", text))

    def testimony_passage(self, passage: str) -> WitnessPassage:
        """One passage of a signed text."""
        wanted = select(testimony_passages).where(testimony_passages.c.id == passage)
        return rows.passage_of(self._one(wanted, "passage", passage))

    def testimony_passages(self, witness: str) -> list[WitnessPassage]:
        """All passages cut from texts of that witness, in the texts' order."""
        joined = select(testimony_passages).join(texts, texts.c.id == testimony_passages.c.text)
        # A passage without words remembers an edition, and stands in no text any more.
        standing = joined.where(texts.c.witness == witness, testimony_passages.c.exact != "")
        wanted = standing.order_by(testimony_passages.c.start)
        with self._database.reading() as connection:
            return [rows.passage_of(row) for row in connection.execute(wanted)]

    def testimony_salt(self, passage: str) -> bytes:
        """What a release commits to that passage with."""
        wanted = select(testimony_passages.c.salt).where(testimony_passages.c.id == passage)
        return bytes(self._one(wanted, "passage", passage).salt)

    def recanted(self) -> dict[str, str]:
        """The reason by passage."""
        with self._database.reading() as connection:
            return {row.passage: row.reason for row in connection.execute(select(recantations))}

    def findings_leaning_on(self, witness: str) -> list[str]:
        """Keys of findings to which a passage of that witness was ever brought."""
        same = testimony_passages.c.id == testimony_evidence.c.passage
        joined = select(testimony_evidence.c.finding).join(testimony_passages, same)
        wanted = joined.join(texts, texts.c.id == testimony_passages.c.text).where(texts.c.witness == witness)
        with self._database.reading() as connection:
            return list(connection.execute(wanted.distinct().order_by(testimony_evidence.c.finding)).scalars())

    def editions_quoting(self, witness: str) -> list[int]:
        """Editions that hold words of that witness."""
        return self._editions(witness, holding=True)

    def editions_counting(self, witness: str) -> list[int]:
        """Editions that count that witness without holding words."""
        holding = set(self.editions_quoting(witness))
        return [number for number in self._editions(witness, holding=False) if number not in holding]

    def quoted_before(self) -> list[tuple[str, str, str]]:
        """Witness, passage and words of all that any edition quotes verbatim."""
        columns = (texts.c.witness, testimony_passages.c.id, testimony_passages.c.exact)
        joined = select(*columns).join(texts, texts.c.id == testimony_passages.c.text)
        quoting = select(published.c.passage).where(published.c.use == str(Use.QUOTE))
        with self._database.reading() as connection:
            found = connection.execute(joined.where(testimony_passages.c.id.in_(quoting)))
            return [(row[0], row[1], row[2]) for row in found]

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawal that this database has seen."""
        with self._database.reading() as connection:
            found = connection.execute(select(withdrawals).order_by(withdrawals.c.pseudonym))
            return [rows.tombstone_of(row) for row in found]

    def _editions(self, witness: str, *, holding: bool) -> list[int]:
        joined = select(published.c.edition).join(testimony_passages, testimony_passages.c.id == published.c.passage)
        wanted = joined.join(texts, texts.c.id == testimony_passages.c.text).where(texts.c.witness == witness)
        counted = published.c.use == str(Use.AGGREGATE)
        wanted = wanted.where(~counted if holding else counted).distinct().order_by(published.c.edition)
        with self._database.reading() as connection:
            return list(connection.execute(wanted).scalars())


def testimony_of(connection: Connection, keys: Sequence[str]) -> defaultdict[str, list[Testified]]:
    """What witnesses said for and against these findings, in the order in which it was brought."""
    columns = (testimony_evidence, testimony_passages.c.text, testimony_passages.c.start, testimony_passages.c.end)
    wanted = (
        select(*columns, testimony_passages.c.exact, texts.c.witness, recantations.c.reason)
        .join(testimony_passages, testimony_passages.c.id == testimony_evidence.c.passage)
        .join(texts, texts.c.id == testimony_passages.c.text)
        .outerjoin(recantations, recantations.c.passage == testimony_evidence.c.passage)
        .where(testimony_evidence.c.finding.in_(keys), testimony_evidence.c.taken_back.is_(None))
        .order_by(testimony_evidence.c.seq)
    )
    found: defaultdict[str, list[Testified]] = defaultdict(list)
    for row in connection.execute(wanted):
        found[row.finding].append(rows.testified_of(row))
    return found
