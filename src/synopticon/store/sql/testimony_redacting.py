"""Sentences of a witness that people copied into words of their own: taken out of every column that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, select, update

from synopticon.language.sentences import sentence_spans
from synopticon.store.sql.coding_tables import code_states, codebook_versions, codings, memos, settlements
from synopticon.store.sql.tables import evidence, facts, findings
from synopticon.store.sql.testimony_tables import testimony_evidence

WITHDRAWN = "[withdrawn]"
LEAST = 16
"""Letters and signs of a sentence that is sought: shorter ones ("Yes, I was.") are anybody's."""

WRITTEN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (findings, ("proposition", "gaps", "withdrawn")),
    (evidence, ("note",)),
    (testimony_evidence, ("words", "note", "told_by")),
    (code_states, ("name", "definition", "examples", "include", "exclude")),
    (codebook_versions, ("note",)),
    (codings, ("memo",)),
    (memos, ("text",)),
    (settlements, ("reason",)),
    (facts, ("value",)),
)
"""What people write in their own words, and may have pasted into."""


def redact(connection: Connection, spoken: Sequence[str]) -> int:
    """Put WITHDRAWN in the place of every sentence of these texts; answers how many rows were changed."""
    wanted = _wanted(spoken)
    if not wanted:
        return 0
    changed = 0
    for table, names in WRITTEN:
        keys = list(table.primary_key)
        for row in connection.execute(select(table)).all():
            values = {name: _without(getattr(row, name), wanted) for name in names}
            values = {name: value for name, value in values.items() if value != getattr(row, name)}
            if values:
                connection.execute(update(table).where(*_same(keys, row)).values(**values))
                changed += 1
    return changed


def _same(keys: Iterable[Column[Any]], row: object) -> list[ColumnElement[bool]]:
    return [key == getattr(row, key.name) for key in keys]


def _wanted(spoken: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for all sentences, the longest first, blanks of any length."""
    found = {" ".join(one.split()) for text in spoken for one in _pieces(text)}
    long = sorted((one for one in found if len(one) >= LEAST), key=len, reverse=True)
    if not long:
        return None
    return re.compile("|".join(r"\s+".join(map(re.escape, one.split())) for one in long))


def _pieces(text: str) -> Iterable[str]:
    for line in text.splitlines():
        for start, end in sentence_spans(line):
            yield line[start:end].strip(" \t\"'“”‘’«».,;:!?。！？")


def _without(value: object, wanted: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return wanted.sub(WITHDRAWN, value)
    if isinstance(value, list):
        return [_without(one, wanted) for one in value]
    return value
