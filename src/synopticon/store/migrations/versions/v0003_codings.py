"""0003: coding – the codebook with its history, codings with theirs, memos, assignments and settlements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("current = 1 AND stands = 1")


def upgrade() -> None:
    """Make the tables, empty. Rows about a witness's text can be deleted, so none of them is guarded by a trigger."""
    _codebook()
    _codings()
    _beside()


def _codebook() -> None:
    op.create_table(
        "codebook_versions",
        sa.Column("version", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("note", PLAIN, nullable=False),
        sa.Column("act", PLAIN),
    )
    op.create_table(
        "code_states",
        sa.Column("code", PLAIN, primary_key=True),
        sa.Column("version", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("name", PLAIN, nullable=False),
        sa.Column("parent", PLAIN),
        sa.Column("definition", PLAIN, nullable=False),
        sa.Column("examples", PLAIN, nullable=False),
        sa.Column("include", PLAIN, nullable=False),
        sa.Column("exclude", PLAIN, nullable=False),
        sa.Column("colour", PLAIN),
        sa.Column("key", PLAIN),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("retired", WHOLE, nullable=False),
        sa.Column("gone", WHOLE, nullable=False),
    )


def _codings() -> None:
    op.create_table(
        "coding_acts",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("of", PLAIN),
        sa.Column("state", WHOLE, nullable=False),
    )
    op.create_index("coding_acts_stack", "coding_acts", ["by", "state", "seq"])
    op.create_index("coding_acts_document", "coding_acts", ["document"])
    op.create_index("coding_acts_of", "coding_acts", ["of"])
    op.create_table(
        "codings",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("act", PLAIN, nullable=False),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("reading", PLAIN, nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.Column("code", PLAIN, nullable=False),
        sa.Column("coder", PLAIN, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("memo", PLAIN, nullable=False),
        sa.Column("stands", WHOLE, nullable=False),
        sa.Column("current", WHOLE, nullable=False),
    )
    op.create_index("codings_id", "codings", ["id", "seq"])
    op.create_index("codings_act", "codings", ["act"])
    for name, columns in (
        ("codings_place", ["document", "start", "end", "id"]),
        ("codings_code", ["code", "document", "start"]),
    ):
        op.create_index(name, "codings", columns, sqlite_where=STANDING, postgresql_where=STANDING)


def _beside() -> None:
    op.create_table(
        "memos",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("about", PLAIN, nullable=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("text", PLAIN, nullable=False),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("stands", WHOLE, nullable=False),
        sa.Column("current", WHOLE, nullable=False),
    )
    op.create_index("memos_about", "memos", ["about"])
    op.create_index("memos_id", "memos", ["id"])
    op.create_table(
        "coding_assignments",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("coder", PLAIN, nullable=False),
        sa.Column("blind", WHOLE, nullable=False),
        sa.Column("progress", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("current", WHOLE, nullable=False),
    )
    op.create_index("coding_assignments_document", "coding_assignments", ["document", "coder"])
    op.create_table(
        "settlements",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("act", PLAIN, nullable=False),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("coding", PLAIN),
        sa.Column("beside", PLAIN, nullable=False),
        sa.Column("reason", PLAIN, nullable=False),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
    )
    op.create_index("settlements_document", "settlements", ["document"])
