"""The tables of coding. No row is overwritten; those about a witness's text can be deleted, for a withdrawal.

A coding is a row of `codings` for each act that touched it; the last is `current`, and it `stands` unless that act took
it away. Memos and assignments are kept in the same way. The codebook is a row of `code_states` for each change of a
code: at version v a code is as its last row up to v says, and `gone` where that row says so.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, text

from synopticon.store.sql.columns import WHOLE, Moment, Values, Words
from synopticon.store.sql.tables import METADATA

_STANDING = text("current = 1 AND stands = 1")

codebook_versions = Table(
    "codebook_versions",
    METADATA,
    Column("version", WHOLE, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("act", Words),
)

code_states = Table(
    "code_states",
    METADATA,
    Column("code", Words, primary_key=True),
    Column("version", WHOLE, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("parent", Words),
    Column("definition", Words, nullable=False),
    Column("examples", Values, nullable=False),
    Column("include", Words, nullable=False),
    Column("exclude", Words, nullable=False),
    Column("colour", Words),
    Column("key", Words),
    Column("place", WHOLE, nullable=False),
    Column("retired", WHOLE, nullable=False),
    Column("gone", WHOLE, nullable=False),
)

DONE, UNDONE, PASSED, FIXED = 0, 1, 2, 3
"""`coding_acts.state`: in force and on its maker's pile of undo; taken back, and can be done again; taken back for
good, since something else was done after it; in force, and not to be undone alone."""

coding_acts = Table(
    "coding_acts",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("by", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("document", Words, nullable=False),
    Column("of", Words),
    Column("state", WHOLE, nullable=False),
    Index("coding_acts_stack", "by", "state", "seq"),
    Index("coding_acts_document", "document"),
    Index("coding_acts_of", "of"),
)

codings = Table(
    "codings",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False),
    Column("act", Words, nullable=False),
    Column("document", Words, nullable=False),
    Column("reading", Words, nullable=False),
    Column("start", WHOLE, nullable=False),
    Column("end", WHOLE, nullable=False),
    Column("code", Words, nullable=False),
    Column("coder", Words, nullable=False),
    Column("version", WHOLE, nullable=False),
    Column("at", Moment, nullable=False),
    Column("memo", Words, nullable=False),
    Column("stands", WHOLE, nullable=False),
    Column("current", WHOLE, nullable=False),
    Index("codings_id", "id", "seq"),
    Index("codings_act", "act"),
    Index("codings_place", "document", "start", "end", "id", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("codings_code", "code", "document", "start", sqlite_where=_STANDING, postgresql_where=_STANDING),
)

memos = Table(
    "memos",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False),
    Column("about", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("stands", WHOLE, nullable=False),
    Column("current", WHOLE, nullable=False),
    Index("memos_about", "about"),
    Index("memos_id", "id"),
)

coding_assignments = Table(
    "coding_assignments",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("document", Words, nullable=False),
    Column("coder", Words, nullable=False),
    Column("blind", WHOLE, nullable=False),
    Column("progress", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("current", WHOLE, nullable=False),
    Index("coding_assignments_document", "document", "coder"),
)

settlements = Table(
    "settlements",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("act", Words, nullable=False),
    Column("document", Words, nullable=False),
    Column("coding", Words),
    Column("beside", Values, nullable=False),
    Column("reason", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Index("settlements_document", "document"),
)
