"""0004: testimony – witnesses by pseudonym, signed working texts, passages brought to findings, tombstones.

All rows but the tombstones can be deleted, unlike those of every other table: a withdrawal leaves none of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("taken_back IS NULL")


def upgrade() -> None:
    """Make the tables, empty."""
    _texts()
    _evidence()
    op.create_table(
        "withdrawals",
        sa.Column("witness", PLAIN, primary_key=True),
        sa.Column("pseudonym", PLAIN, nullable=False, unique=True),
        sa.Column("day", PLAIN, nullable=False),
    )


def _texts() -> None:
    op.create_table(
        "witnesses",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("pseudonym", PLAIN, nullable=False, unique=True),
        sa.Column("use", PLAIN, nullable=False),
        sa.Column("sharing", WHOLE, nullable=False),
        sa.Column("expires", PLAIN),
        sa.Column("standing", PLAIN, nullable=False),
        sa.Column("attributes", PLAIN, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "testimony_texts",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("witness", PLAIN, sa.ForeignKey("witnesses.id"), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("language", PLAIN),
        sa.Column("turns", PLAIN, nullable=False),
        sa.Column("first_reader", PLAIN, nullable=False),
        sa.Column("second_reader", PLAIN, nullable=False),
        sa.Column("text", PLAIN, nullable=False),
    )
    op.create_index("testimony_texts_witness", "testimony_texts", ["witness"], unique=True)
    op.create_table(
        "testimony_passages",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("text", PLAIN, sa.ForeignKey("testimony_texts.id"), nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("exact", PLAIN, nullable=False),
    )
    op.create_index("testimony_passages_place", "testimony_passages", ["text", "start", "end"], unique=True)


def _evidence() -> None:
    op.create_table(
        "testimony_evidence",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("finding", PLAIN, nullable=False),
        sa.Column("passage", PLAIN, sa.ForeignKey("testimony_passages.id"), nullable=False),
        sa.Column("stance", PLAIN, nullable=False),
        sa.Column("basis", PLAIN, nullable=False),
        sa.Column("use", PLAIN, nullable=False),
        sa.Column("told_by", PLAIN, nullable=False),
        sa.Column("words", PLAIN, nullable=False),
        sa.Column("note", PLAIN, nullable=False),
        sa.Column("brought", PLAIN, nullable=False),
        sa.Column("taken_back", PLAIN),
    )
    op.create_index(
        "testimony_evidence_standing",
        "testimony_evidence",
        ["finding", "passage"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index("testimony_evidence_passage", "testimony_evidence", ["passage"])
    op.create_table(
        "recantations",
        sa.Column("passage", PLAIN, sa.ForeignKey("testimony_passages.id"), primary_key=True),
        sa.Column("day", PLAIN, nullable=False),
        sa.Column("reason", PLAIN, nullable=False),
    )
    op.create_table(
        "testimony_published",
        sa.Column("edition", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("passage", PLAIN, sa.ForeignKey("testimony_passages.id"), primary_key=True),
        sa.Column("use", PLAIN, nullable=False),
    )
