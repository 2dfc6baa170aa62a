"""The tables of testimony as queries see them. Their rows can be deleted, and their text is kept in clear, not
deflated: a scan of the file's bytes for what a withdrawn witness said must find what is there.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, text

from synopticon.store.sql.columns import WHOLE, Moment, Values, Words
from synopticon.store.sql.tables import METADATA

witnesses = Table(
    "witnesses",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("pseudonym", Words, nullable=False, unique=True),
    Column("use", Words, nullable=False),
    Column("sharing", WHOLE, nullable=False),
    Column("expires", Words),
    Column("standing", Words, nullable=False),
    Column("attributes", Values, nullable=False),
    # What the custody log holds of this witness are commitments under this key; it goes with the row.
    Column("key", LargeBinary, nullable=False),
)

texts = Table(
    "testimony_texts",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("witness", Words, ForeignKey("witnesses.id"), nullable=False),
    Column("version", WHOLE, nullable=False),
    Column("language", Words),
    Column("turns", Values, nullable=False),
    Column("first_reader", Words, nullable=False),
    Column("second_reader", Words, nullable=False),
    Column("text", Words, nullable=False),
    Index("testimony_texts_witness", "witness", unique=True),
)

testimony_passages = Table(
    "testimony_passages",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("text", Words, ForeignKey("testimony_texts.id"), nullable=False),
    Column("start", WHOLE, nullable=False),
    Column("end", WHOLE, nullable=False),
    # What a release's commitment to the quotation is made with; it goes with the row.
    Column("salt", LargeBinary, nullable=False),
    Column("exact", Words, nullable=False),
    Index("testimony_passages_place", "text", "start", "end", unique=True),
)

testimony_evidence = Table(
    "testimony_evidence",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("finding", Words, nullable=False),
    Column("passage", Words, ForeignKey("testimony_passages.id"), nullable=False),
    Column("stance", Words, nullable=False),
    Column("basis", Words, nullable=False),
    Column("use", Words, nullable=False),
    Column("told_by", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("brought", Moment, nullable=False),
    Column("taken_back", Moment),
    Index("testimony_evidence_standing", "finding", "passage", unique=True, sqlite_where=text("taken_back IS NULL"),
          postgresql_where=text("taken_back IS NULL")),
    Index("testimony_evidence_passage", "passage"),
)  # fmt: skip

recantations = Table(
    "recantations",
    METADATA,
    Column("passage", Words, ForeignKey("testimony_passages.id"), primary_key=True),
    Column("day", Words, nullable=False),
    Column("reason", Words, nullable=False),
)

published = Table(
    "testimony_published",
    METADATA,
    Column("edition", WHOLE, primary_key=True, autoincrement=False),
    Column("passage", Words, ForeignKey("testimony_passages.id"), primary_key=True),
    Column("use", Words, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    METADATA,
    Column("witness", Words, primary_key=True),
    Column("pseudonym", Words, nullable=False, unique=True),
    Column("day", Words, nullable=False),
)
