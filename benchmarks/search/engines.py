"""The engines that are measured beside one another, each with the same three verbs: build, size, search."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import tantivy

from synopticon.language.bigrams import BY_CHARACTER, grams, pieces
from synopticon.language.folding import fold
from synopticon.language.query import parse
from synopticon.model.item import Item
from synopticon.store.index import Index
from synopticon.store.index_writing import make_anew

LIMIT = 20


class Engine(Protocol):
    """Answers the numbers of the best passages and how many there are in all."""

    name: str

    def build(self, folder: Path, passages: Sequence[str]) -> None: ...

    def search(self, query: str) -> tuple[list[int], int]: ...

    def everything(self, query: str) -> set[int]: ...


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Ours:
    """Synopticon's index, through the query language, as a study uses it."""

    name = "synopticon"

    def build(self, folder: Path, passages: Sequence[str]) -> None:
        rows = ((_item(number), text) for number, text in enumerate(passages))
        make_anew(folder, rows, custody=0, entry=None, advance=lambda: None)
        self.index = Index(folder)

    def search(self, query: str) -> tuple[list[int], int]:
        ranked = self.index.search(parse(query).tree, members=lambda name: (), limit=LIMIT)
        return [int(one, 16) for one in ranked.items], ranked.total

    def everything(self, query: str) -> set[int]:
        ranked = self.index.search(parse(query).tree, members=lambda name: (), limit=10**6)
        return {int(one, 16) for one in ranked.items}


class DefaultTantivy:
    """tantivy with the tokenizer and the query parser that it brings."""

    name = "tantivy, default tokenizer"

    def build(self, folder: Path, passages: Sequence[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        schema = tantivy.SchemaBuilder().add_unsigned_field("n", stored=True).add_text_field("body").build()
        self.index = tantivy.Index(schema, path=str(folder))
        writer = self.index.writer(64_000_000, 1)
        for number, text in enumerate(passages):
            writer.add_document(tantivy.Document(n=number, body=text))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def _run(self, query: str, limit: int) -> tuple[list[int], int]:
        parsed, _ = self.index.parse_query_lenient(query, ["body"], conjunction_by_default=True)
        result = self.searcher.search(parsed, limit)
        return [self.searcher.doc(address).get_first("n") for _, address in result.hits], result.count

    def search(self, query: str) -> tuple[list[int], int]:
        return self._run(query, LIMIT)

    def everything(self, query: str) -> set[int]:
        return set(self._run(query, 10**6)[0])


class Fts5:
    """SQLite FTS5 over the same tokens as ours; a lone character is a prefix query there."""

    name = "SQLite FTS5 with bigrams"

    def build(self, folder: Path, passages: Sequence[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / "fts.db")
        self.database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize=\"unicode61 categories 'L* N* Co M*'\")"
        )
        rows = ((number, grams(fold(text))) for number, text in enumerate(passages))
        self.database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", rows)
        self.database.execute("INSERT INTO t(t) VALUES ('optimize')")
        self.database.commit()

    def search(self, query: str) -> tuple[list[int], int]:
        match = self._match(query)
        best = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        rows = self.database.execute(best, (match, LIMIT)).fetchall()
        total = self.database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()[0]
        return [row[0] for row in rows], total

    def everything(self, query: str) -> set[int]:
        return {row[0] for row in self.database.execute("SELECT rowid FROM t WHERE t MATCH ?", (self._match(query),))}

    def _match(self, query: str) -> str:
        parts = []
        for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query):
            found = pieces(fold(phrase or word))
            if len(found) == 1 and not found[0].word and len(found[0].token) == 1:
                parts.append(f'"{found[0].token}" *')
            else:
                parts.append('"' + " ".join(piece.token for piece in found) + '"')
        return " AND ".join(parts)


ENGINES: tuple[type[Engine], ...] = (Ours, Fts5, DefaultTantivy)

RUN = re.compile(rf"[{BY_CHARACTER}]+")


def _item(number: int) -> Item:
    return Item(
        id=f"{number:064x}", extraction=f"{number}", asked="", url=None, channel="file",
        collected=datetime(2026, 1, 1, tzinfo=UTC), media_type=None, format=None, title=None, outlet=None, authors=(),
        published=None, language=None, length=0, family=None,
    )  # fmt: skip
