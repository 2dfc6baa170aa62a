"""0001: the spine – captures, extractions, items, passages, reuse, judgements, findings, custody.

Written out in full and never changed again: what a version made must not follow later edits of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FAILED = sa.text("failure_code IS NOT NULL")
STANDING = sa.text("taken_back IS NULL")


def upgrade() -> None:
    """Make every table, and lock the custody log against change."""
    _evidence_tables()
    _item_tables()
    _reuse_tables()
    _decision_tables()
    _log_tables()
    _lock_custody()


def _evidence_tables() -> None:
    op.create_table(
        "captures",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("asked", PLAIN, nullable=False),
        sa.Column("asked_key", PLAIN, nullable=False),
        sa.Column("obtained", PLAIN),
        sa.Column("channel", PLAIN, nullable=False),
        sa.Column("collected", PLAIN, nullable=False),
        sa.Column("digest", PLAIN),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("media_type", PLAIN),
        sa.Column("blob", PLAIN),
        sa.Column("form", PLAIN),
        sa.Column("place_offset", WHOLE),
        sa.Column("place_length", WHOLE),
        sa.Column("claims", PLAIN, nullable=False),
        sa.Column("conditions", PLAIN, nullable=False),
        sa.Column("failure_code", PLAIN),
        sa.Column("failure_reason", PLAIN),
        sa.Column("parent", PLAIN),
    )
    op.create_index("captures_asked", "captures", ["asked_key"])
    op.create_index("captures_failed", "captures", ["seq"], sqlite_where=FAILED, postgresql_where=FAILED)
    op.create_table(
        "extractions",
        sa.Column("turn", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("capture", PLAIN, sa.ForeignKey("captures.id"), nullable=False),
        sa.Column("extractor", PLAIN, nullable=False),
        sa.Column("format", PLAIN, nullable=False),
        sa.Column("title", PLAIN),
        sa.Column("authors", PLAIN, nullable=False),
        sa.Column("published", PLAIN),
        sa.Column("language", PLAIN),
        sa.Column("site", PLAIN),
        sa.Column("url", PLAIN),
        sa.Column("warnings", PLAIN, nullable=False),
        sa.Column("metadata", PLAIN, nullable=False),
        sa.Column("text_digest", PLAIN, nullable=False),
        sa.Column("length", WHOLE, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
    )
    op.create_index("extractions_capture", "extractions", ["capture"])
    op.create_table(
        "passages",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("item", PLAIN, sa.ForeignKey("captures.id"), nullable=False),
        sa.Column("extraction", PLAIN, sa.ForeignKey("extractions.id"), nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.Column("exact", sa.LargeBinary(), nullable=False),
        sa.Column("prefix", PLAIN, nullable=False),
        sa.Column("suffix", PLAIN, nullable=False),
    )
    op.create_index("passages_item", "passages", ["item", "start"])


def _item_tables() -> None:
    op.create_table(
        "items",
        sa.Column("seq", WHOLE, sa.ForeignKey("captures.seq"), primary_key=True, autoincrement=False),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("extraction", PLAIN),
        sa.Column("extractor", PLAIN),
        sa.Column("asked", PLAIN, nullable=False),
        sa.Column("url", PLAIN),
        sa.Column("channel", PLAIN, nullable=False),
        sa.Column("collected", PLAIN, nullable=False),
        sa.Column("media_type", PLAIN),
        sa.Column("format", PLAIN),
        sa.Column("title", PLAIN),
        sa.Column("outlet", PLAIN),
        sa.Column("authors", PLAIN, nullable=False),
        sa.Column("published", PLAIN),
        sa.Column("language", PLAIN),
        sa.Column("length", WHOLE, nullable=False),
        sa.Column("family", PLAIN),
        sa.Column("warnings", PLAIN, nullable=False),
        sa.Column("failure", PLAIN),
        sa.Column("withdrawn", PLAIN),
        sa.Column("facts_from", PLAIN, nullable=False),
        sa.Column("state", WHOLE, nullable=False),
        sa.Column("first_day", PLAIN, nullable=False),
        sa.Column("last_day", PLAIN, nullable=False),
        sa.Column("undated", WHOLE, nullable=False),
        sa.Column("title_key", PLAIN, nullable=False),
        sa.Column("haystack", PLAIN, nullable=False),
    )
    op.create_index("items_collected", "items", ["collected", "seq"])
    op.create_index("items_family", "items", ["family", "state"])
    op.create_index("items_first_day", "items", ["first_day", "seq", "state"])
    op.create_index("items_outlet", "items", ["outlet", "seq", "state"])
    op.create_index("items_title", "items", ["title_key", "seq"])
    op.create_index("items_undated", "items", ["undated", "first_day", "seq"])


def _reuse_tables() -> None:
    op.create_table(
        "reuses",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("a", PLAIN, sa.ForeignKey("captures.id"), nullable=False),
        sa.Column("b", PLAIN, sa.ForeignKey("captures.id"), nullable=False),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("score", WHOLE, nullable=False),
        sa.Column("spans", PLAIN, nullable=False),
        sa.Column("reasons", PLAIN, nullable=False),
        sa.Column("method", PLAIN, nullable=False),
    )
    op.create_index("reuses_a", "reuses", ["a"])
    op.create_index("reuses_b", "reuses", ["b"])
    op.create_table(
        "members",
        sa.Column("item", PLAIN, sa.ForeignKey("captures.id"), primary_key=True),
        sa.Column("family", PLAIN, nullable=False),
        sa.Column("role", PLAIN, nullable=False),
        sa.Column("parent", PLAIN),
        sa.Column("origin", PLAIN),
        sa.Column("origin_probability", WHOLE),
        sa.Column("kind", PLAIN),
        sa.Column("score", WHOLE),
        sa.Column("reasons", PLAIN, nullable=False),
    )
    op.create_index("members_family", "members", ["family"])
    op.create_index("members_role", "members", ["role"])


def _decision_tables() -> None:
    op.create_table(
        "judgements",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("subject", PLAIN, nullable=False),
        sa.Column("verdict", PLAIN, nullable=False),
        sa.Column("by", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("reason", PLAIN, nullable=False),
        sa.Column("value", PLAIN, nullable=False),
    )
    op.create_index("judgements_subject", "judgements", ["subject"])
    op.create_table(
        "findings",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("revision", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("proposition", PLAIN, nullable=False),
        sa.Column("likelihood", PLAIN),
        sa.Column("gaps", PLAIN, nullable=False),
        sa.Column("created", PLAIN, nullable=False),
        sa.Column("changed", PLAIN, nullable=False),
        sa.Column("occurred", PLAIN),
        sa.Column("withdrawn", PLAIN),
    )
    op.create_table(
        "evidence",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("finding", PLAIN, nullable=False),
        sa.Column("passage", PLAIN, sa.ForeignKey("passages.id"), nullable=False),
        sa.Column("stance", PLAIN, nullable=False),
        sa.Column("basis", PLAIN, nullable=False),
        sa.Column("note", PLAIN, nullable=False),
        sa.Column("brought", PLAIN, nullable=False),
        sa.Column("taken_back", PLAIN),
    )
    op.create_index("evidence_passage", "evidence", ["passage"])
    op.create_index(
        "evidence_standing",
        "evidence",
        ["finding", "passage"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _log_tables() -> None:
    op.create_table(
        "custody",
        sa.Column("sequence", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("previous", PLAIN, nullable=False),
        sa.Column("who", PLAIN, nullable=False),
        sa.Column("at", PLAIN, nullable=False),
        sa.Column("act", PLAIN, nullable=False),
        sa.Column("subject", PLAIN, nullable=False),
        sa.Column("digest", PLAIN),
        sa.Column("details", PLAIN, nullable=False),
        sa.Column("entry", PLAIN, nullable=False),
    )
    op.create_index("custody_subject", "custody", ["subject"])
    op.create_table(
        "secrets",
        sa.Column("name", PLAIN, primary_key=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("name", PLAIN, primary_key=True),
        sa.Column("value", PLAIN, nullable=False),
    )


def _lock_custody() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER custody_no_{act.lower()} BEFORE {act} ON custody "
                "BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION custody_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the custody log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER custody_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON custody "
        "FOR EACH STATEMENT EXECUTE FUNCTION custody_is_append_only()"
    )
