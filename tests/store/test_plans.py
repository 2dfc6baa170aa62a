"""The questions that pages ask are answered from indexes: no list is sorted anew, nothing is found by walking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from synopticon.errors import NotFound
from synopticon.model.item import ItemQuery
from synopticon.model.source import SourceQuery
from synopticon.store.opening import open_store
from synopticon.store.protocols import Reader
from synopticon.store.sql.store import SqlStore

ANY = "a" * 64


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty SQLite store; its plans do not depend on what it holds, since it keeps no statistics."""
    store = open_store(tmp_path, "")
    assert isinstance(store, SqlStore)
    yield store
    store.close()


@contextmanager
def plans(store: SqlStore) -> Iterator[list[str]]:
    """Every line of SQLite's plan for each query of the block."""
    asked: list[tuple[str, Any]] = []

    def listen(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    engine = store.database.engine
    lines: list[str] = []
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield lines
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    with engine.connect() as connection:
        for statement, parameters in asked:
            lines += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert lines


@pytest.mark.parametrize("order", ["published", "collected", "outlet", "title"])
@pytest.mark.parametrize("way", ["", "-"])
def test_a_list_in_any_order_is_read_along_an_index(sqlite: SqlStore, order: str, way: str) -> None:
    """The first page of the item list does not sort the whole study."""
    with plans(sqlite) as lines:
        sqlite.reader().items(ItemQuery(order=f"{way}{order}"))
    assert not [line for line in lines if "TEMP B-TREE" in line]
    assert all("INDEX" in line for line in lines)


BIG = {"captures", "extractions", "items", "members", "reuses", "passages", "custody"}
"""Tables that grow with the study."""

ASKED: dict[str, Callable[[Reader], object]] = {
    "item": lambda reader: reader.items_of([ANY]),
    "captures": lambda reader: reader.have_captures([ANY]),
    "latest capture": lambda reader: reader.latest_capture("https://a.example/"),
    "current extraction": lambda reader: reader.current_extraction(ANY),
    "texts": lambda reader: reader.texts([ANY]),
    "members": lambda reader: reader.members(ANY),
    "member": lambda reader: reader.member(ANY),
    "reuses": lambda reader: reader.reuses_of([ANY]),
    "passages": lambda reader: reader.passages_of(ANY),
    "judgements": lambda reader: reader.judgements(f"item:{ANY}"),
    "custody of one": lambda reader: list(reader.custody(subject=ANY)),
    "custody from": lambda reader: list(reader.custody(after=5, limit=5)),
    "counts": lambda reader: reader.counts(),
    "families": lambda reader: reader.families(),
    "families by date": lambda reader: reader.families(order="-last", holding=ItemQuery(outlet="A"), unseen=True),
    "sources": lambda reader: reader.sources(SourceQuery()),
    "outlets": lambda reader: reader.outlets(),
    "whole id": lambda reader: _ask(lambda: reader.whole_id("item", "abcdefgh")),
    "whole family": lambda reader: _ask(lambda: reader.whole_id("family", "abcdefgh")),
}


def _ask(question: Callable[[], object]) -> None:
    with pytest.raises(NotFound):
        question()


@pytest.mark.parametrize("question", ASKED)
def test_a_question_is_answered_from_an_index(sqlite: SqlStore, question: str) -> None:
    """No table is walked from end to end but through a covering index, which is how counting works."""
    with plans(sqlite) as lines:
        ASKED[question](sqlite.reader())
    walked = [line for line in lines if line.startswith("SCAN") and "INDEX" not in line and "SCAN (" not in line]
    assert [line for line in walked if line.split()[1] in BIG] == []
