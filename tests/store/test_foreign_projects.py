"""Databases of strangers are read and nothing in them acts. All are made here."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, HostileInput, UnreadableFormat
from synopticon.store import foreign_projects
from synopticon.store.foreign_projects import read_tables, table_names


def _made(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_tables_are_read_with_the_columns_that_are_there(tmp_path: Path) -> None:
    """Missing tables and columns of older versions are no failure; blobs are nothing."""
    path = _made(
        tmp_path / "a.db", 'CREATE TABLE "odd ""name" (id, word)', 'INSERT INTO "odd ""name" VALUES (1, x\'00\')'
    )
    assert read_tables(path, {'odd "name': ("id", "word", "later"), "gone": ("id",)}) == {
        'odd "name': [{"id": 1, "word": None}]
    }
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.db"]


def test_a_view_is_no_table(tmp_path: Path) -> None:
    """A view under the name of a table, which could run without end, is not asked."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
    path = _made(tmp_path / "a.db", "CREATE TABLE tags (id)", f"CREATE VIEW documents AS {endless}")
    assert table_names(path) == {"tags"}
    assert read_tables(path, {"documents": ("id",)}) == {}


def test_a_column_that_computes_is_not_asked(tmp_path: Path) -> None:
    """A generated column runs the stranger's own expression at each row: it is left out."""
    path = _made(tmp_path / "a.db", "CREATE TABLE t (a, b AS (abs(a)))", "INSERT INTO t (a) VALUES (1)")
    assert read_tables(path, {"t": ("a", "b")}) == {"t": [{"a": 1}]}


def test_more_than_is_bearable_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and characters beyond the bounds refuse the file."""
    path = _made(tmp_path / "a.db", "CREATE TABLE t (a)", "INSERT INTO t VALUES ('aaaa'), ('bbbb')")
    monkeypatch.setattr(foreign_projects, "MOST_BYTES", 7)
    with pytest.raises(HostileInput):
        read_tables(path, {"t": ("a",)})
    monkeypatch.undo()
    monkeypatch.setattr(foreign_projects, "MOST_ROWS", 1)
    with pytest.raises(HostileInput):
        read_tables(path, {"t": ("a",)})


def test_a_database_that_was_not_closed_is_not_half_read(tmp_path: Path) -> None:
    """What waits in a journal would be missing: the message says to close the project first."""
    path = _made(tmp_path / "a.db", "CREATE TABLE t (a)")
    path.with_name("a.db-wal").write_bytes(b"changes")
    with pytest.raises(DamagedInput, match="Close the project"):
        read_tables(path, {"t": ("a",)})


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    """Broken pages and files of another kind are named for what they are."""
    path = _made(tmp_path / "a.db", "CREATE TABLE t (a)", *[f"INSERT INTO t VALUES ('{n:0>900}')" for n in range(90)])
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DamagedInput):
        read_tables(path, {"t": ("a",)})
    path.write_text("no database")
    with pytest.raises(UnreadableFormat):
        table_names(path)
