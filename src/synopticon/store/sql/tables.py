"""The tables as the queries see them. The schema itself is made by the migrations; a test holds both equal.

Truth: captures, extractions, passages, judgements, findings, evidence, custody, secrets. None of their rows is ever
deleted. Derived: items (from captures, extractions, judgements and members), reuses and members (from the last
trace), facts.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, MetaData, Table, text

from synopticon.store.sql.columns import WHOLE, LongText, Moment, Values, Words

METADATA = MetaData()

captures = Table(
    "captures",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("asked", Words, nullable=False),
    Column("asked_key", Words, nullable=False),
    Column("obtained", Words),
    Column("channel", Words, nullable=False),
    Column("collected", Moment, nullable=False),
    Column("digest", Words),
    Column("size", WHOLE, nullable=False),
    Column("media_type", Words),
    Column("blob", Words),
    Column("form", Words),
    Column("place_offset", WHOLE),
    Column("place_length", WHOLE),
    Column("claims", Values, nullable=False),
    Column("conditions", Values, nullable=False),
    Column("failure_code", Words),
    Column("failure_reason", Words),
    Column("parent", Words),
    Index("captures_asked", "asked_key"),
    Index("captures_failed", "seq", sqlite_where=text("failure_code IS NOT NULL"),
          postgresql_where=text("failure_code IS NOT NULL")),
)  # fmt: skip

extractions = Table(
    "extractions",
    METADATA,
    # The reading with the highest turn is the current one of its capture.
    Column("turn", WHOLE, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("capture", Words, ForeignKey("captures.id"), nullable=False),
    Column("extractor", Words, nullable=False),
    Column("format", Words, nullable=False),
    Column("title", Words),
    Column("authors", Values, nullable=False),
    Column("published", Words),
    Column("language", Words),
    Column("site", Words),
    Column("url", Words),
    Column("warnings", Values, nullable=False),
    Column("metadata", Values, nullable=False),
    Column("text_digest", Words, nullable=False),
    Column("length", WHOLE, nullable=False),
    # Last, so that a query which does not ask for the text does not read the pages it lies on.
    Column("text", LongText, nullable=False),
    # It came later (version 0005). Where it is empty, as in every older row, nothing behind the text is looked at.
    Column("published_at", Words),
    Index("extractions_capture", "capture"),
)

items = Table(
    "items",
    METADATA,
    Column("seq", WHOLE, ForeignKey("captures.seq"), primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("extraction", Words),
    Column("extractor", Words),
    Column("asked", Words, nullable=False),
    Column("url", Words),
    Column("channel", Words, nullable=False),
    Column("collected", Moment, nullable=False),
    Column("media_type", Words),
    Column("format", Words),
    Column("title", Words),
    Column("outlet", Words),
    Column("authors", Values, nullable=False),
    Column("published", Words),
    Column("published_at", Words),
    Column("language", Words),
    Column("length", WHOLE, nullable=False),
    Column("family", Words),
    Column("warnings", Values, nullable=False),
    Column("failure", Words),
    Column("withdrawn", Words),
    Column("facts_from", Values, nullable=False),
    # For finding and sorting only: whether it failed or was withdrawn as one number, first and last day of
    # `published` ("" where it is not known), and folded text. Lists break ties by arrival.
    Column("state", WHOLE, nullable=False),
    Column("first_day", Words, nullable=False),
    Column("last_day", Words, nullable=False),
    Column("undated", WHOLE, nullable=False),
    Column("title_key", Words, nullable=False),
    Column("haystack", Words, nullable=False),
    # No index begins with state: nearly every item has the same, and SQLite would still prefer it to an order.
    Index("items_first_day", "first_day", "seq", "state"),
    Index("items_undated", "undated", "first_day", "seq"),
    Index("items_collected", "collected", "seq"),
    Index("items_outlet", "outlet", "seq", "state"),
    Index("items_title", "title_key", "seq"),
    Index("items_family", "family", "state"),
)

FAILED, WITHDRAWN = 1, 2
"""What `items.state` is the sum of; 0 is an item that was obtained and stands."""

passages = Table(
    "passages",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("item", Words, ForeignKey("captures.id"), nullable=False),
    Column("extraction", Words, ForeignKey("extractions.id"), nullable=False),
    Column("start", WHOLE, nullable=False),
    Column("end", WHOLE, nullable=False),
    Column("exact", LongText, nullable=False),
    Column("prefix", Words, nullable=False),
    Column("suffix", Words, nullable=False),
    Index("passages_item", "item", "start"),
)

reuses = Table(
    "reuses",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("a", Words, ForeignKey("captures.id"), nullable=False),
    Column("b", Words, ForeignKey("captures.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("score", WHOLE, nullable=False),
    Column("spans", Values, nullable=False),
    Column("reasons", Values, nullable=False),
    Column("method", Words, nullable=False),
    Index("reuses_a", "a"),
    Index("reuses_b", "b"),
)

members = Table(
    "members",
    METADATA,
    Column("item", Words, ForeignKey("captures.id"), primary_key=True),
    Column("family", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("parent", Words),
    Column("origin", Words),
    Column("origin_probability", WHOLE),
    Column("kind", Words),
    Column("score", WHOLE),
    Column("reasons", Values, nullable=False),
    Index("members_family", "family"),
    Index("members_role", "role"),
)

pictures = Table(
    "pictures",
    METADATA,
    Column("item", Words, ForeignKey("captures.id"), primary_key=True),
    Column("group", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("width", WHOLE, nullable=False),
    Column("height", WHOLE, nullable=False),
    Column("parent", Words),
    Column("kind", Words),
    Column("score", WHOLE),
    Column("here", Values),
    Column("there", Values),
    Column("reasons", Values, nullable=False),
    Column("views", Values, nullable=False),
    Column("refused", Words),
    Index("pictures_group", "group"),
)

shown = Table(
    "shown",
    METADATA,
    Column("page", Words, ForeignKey("captures.id"), primary_key=True),
    Column("picture", Words, ForeignKey("captures.id"), primary_key=True),
    Index("shown_picture", "picture"),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("subject", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Words, nullable=False),
    Column("value", Values, nullable=False),
    Index("judgements_subject", "subject"),
)

findings = Table(
    "findings",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("revision", WHOLE, primary_key=True, autoincrement=False),
    Column("proposition", Words, nullable=False),
    Column("likelihood", Words),
    Column("gaps", Words, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("occurred", Words),
    Column("withdrawn", Words),
)

evidence = Table(
    "evidence",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("finding", Words, nullable=False),
    Column("passage", Words, ForeignKey("passages.id"), nullable=False),
    Column("stance", Words, nullable=False),
    Column("basis", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("brought", Moment, nullable=False),
    Column("taken_back", Moment),
    Index("evidence_standing", "finding", "passage", unique=True, sqlite_where=text("taken_back IS NULL"),
          postgresql_where=text("taken_back IS NULL")),
    Index("evidence_passage", "passage"),
)  # fmt: skip

custody = Table(
    "custody",
    METADATA,
    Column("sequence", WHOLE, primary_key=True, autoincrement=False),
    Column("previous", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("act", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("digest", Words),
    Column("details", Values, nullable=False),
    Column("entry", Words, nullable=False),
    Index("custody_subject", "subject"),
)

secrets = Table(
    "secrets", METADATA, Column("name", Words, primary_key=True), Column("value", LargeBinary, nullable=False)
)

facts = Table("facts", METADATA, Column("name", Words, primary_key=True), Column("value", Words, nullable=False))
