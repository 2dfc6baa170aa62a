"""All that an index of echoes keeps beside postings and texts, in one SQLite file, and so in one transaction.

Bodies and documents bear the numbers in which they came; these are the index's own and never leave it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synopticon.store.durably import refused
from synopticon.store.echoes.segment import damaged

_SCHEMA = """
create table facts (name text primary key, value) without rowid;
create table documents (
    number integer primary key, id text not null unique, digest blob not null, body integer not null,
    place integer not null, size integer not null, card text not null, family integer, role text, line blob
);
create index documents_of_body on documents (body);
create table bodies (
    number integer primary key, digest blob not null, letters integer not null, grams integer not null,
    first integer not null
);
create table pairs (
    a integer not null, b integer not null, shared integer not null, found blob, primary key (a, b)
) without rowid;
create index pairs_of_b on pairs (b, a);
create index pairs_to_verify on pairs (a, b) where found = x'';
create table crowded (gram integer primary key, first integer not null);
create table waiting (body integer primary key, grams blob not null);
create table segments (place integer primary key, name text not null);
"""
TO_VERIFY = b""
_MOST = 512
"""Values of one question; a longer list is asked in parts."""
_QUESTIONS = 512
"""Questions that SQLite keeps prepared."""
_MAPPED = 1 << 40
"""Bytes of the file that are read where they lie, as many as SQLite allows: it is far larger than the pages that are
kept, and no other process writes into it.
"""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of text. digest: of its normalised text, sixteen bytes. grams: how many different ones are sampled. first:
    the number of its first document.
    """

    number: int
    digest: bytes
    letters: int
    grams: int
    first: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as the index keeps it.

    digest: of all that was given of it. place, size: where its line stands among the documents. card: what is known of
    it without its text, as the index's owner writes it. family, role, line: the first member's number, the role and the
    digest of the row as they were told last.
    """

    number: int
    id: str
    digest: bytes
    body: int
    place: int
    size: int
    card: str
    family: int | None = None
    role: str | None = None
    line: bytes | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies that are proposed, a < b by number. found: what was verified, as the index's owner writes it; None
    where nothing was, TO_VERIFY where that is not known yet.
    """

    a: int
    b: int
    shared: int
    found: bytes | None


class Tables:
    """The open file. Nothing that is written outlasts the process before `commit`."""

    def __init__(self, path: Path) -> None:
        """Open, or make. Raises DamagedInput where the file is cut short or is no such file."""
        self._path = path
        self._fresh = is_missing(path)
        if not self._fresh:
            _check_size(path)
        with self._told():
            if self._fresh:
                path.touch(0o600)
            self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=_QUESTIONS)
            self._ask(f"pragma journal_mode = {'delete' if self._fresh else 'wal'}")
            self._ask("pragma synchronous = full")
            self._ask("pragma cache_size = -64000")
            self._ask(f"pragma mmap_size = {_MAPPED}")
            self._ask("begin immediate")
            if self._fresh:
                # Kept at once: what is killed from now on leaves an empty index, and no file that is none.
                self._begin()
                self._ask("commit")
                self._ask("begin immediate")

    def _begin(self) -> None:
        for statement in _SCHEMA.split(";"):
            self._ask(statement)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise refused(OSError(0, str(error)), self._path) from error
        except sqlite3.DatabaseError as error:
            raise damaged(self._path, str(error)) from error
        except OSError as error:
            raise refused(error, self._path) from error

    def _ask(self, question: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self._connection.execute(question, values)

    def _rows(self, question: str, values: Iterable[Any], times: int = 1) -> list[Any]:
        """Answers to a question with `in (…)`, where the list of values stands in place of each of so many {}.

        Lists are filled up to a power of two by their last value, so that few questions are prepared.
        """
        found: list[Any] = []
        wanted = list(values)
        with self._told():
            for begin in range(0, len(wanted), _MOST):
                part = wanted[begin : begin + _MOST]
                size = 1 << (len(part) - 1).bit_length()
                part += part[-1:] * (size - len(part))
                marks = ("?," * size)[:-1]
                found += self._ask(question.format(*(marks,) * times), part * times).fetchall()
        return found

    def _put(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._told():
            self._connection.executemany(statement, rows)

    def commit(self) -> None:
        """Make all that was written durable, and go on.

        What is written first goes straight into the file: as a log beside it, gigabytes would be slow to read.
        """
        with self._told():
            self._ask("commit")
            if self._fresh:
                self._ask("pragma journal_mode = wal")
                self._fresh = False
            self._ask("begin immediate")

    def close(self) -> None:
        """Close; what was not committed is gone."""
        self._connection.close()

    def check(self) -> None:
        """Read all of it. Raises DamagedInput where it does not hold."""
        with self._told():
            told = self._ask("pragma quick_check").fetchone()[0]
        if told != "ok":
            raise damaged(self._path, str(told))

    def clear(self) -> None:
        """Take everything out, and begin in the form of this version."""
        with self._told():
            for (name,) in self._ask("select name from sqlite_master where type = 'table'").fetchall():
                self._ask(f"drop table {name}")
            self._begin()

    def fact(self, name: str) -> Any:
        """A fact, None where it was never told."""
        with self._told():
            row = self._ask("select value from facts where name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_facts(self, facts: Mapping[str, Any]) -> None:
        """Tell facts, in place of those of the same names."""
        self._put("insert or replace into facts values (?, ?)", facts.items())

    def next_number(self, table: str) -> int:
        """The number of the next row of a table: documents or bodies."""
        with self._told():
            return int(self._ask(f"select coalesce(max(number), -1) + 1 from {table}").fetchone()[0])  # noqa: S608

    # Documents and bodies

    def digests(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Digests of documents by their ids, of those that are there."""
        return dict(self._rows("select id, digest from documents where id in ({})", ids))

    def add_documents(self, documents: Iterable[Kept]) -> None:
        """Add documents."""
        self._put(
            "insert into documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (tuple(getattr(one, name) for name in Kept.__slots__) for one in documents),
        )

    def documents_of(self, bodies: Iterable[int]) -> list[tuple[Body, Kept]]:
        """All documents of these bodies, each with its body."""
        asked = (
            "select bodies.*, documents.* from documents join bodies on bodies.number = documents.body "
            "where documents.body in ({})"
        )
        return [_with_body(row) for row in self._rows(asked, bodies)]

    def tell_rows(self, told: Iterable[tuple[int, str, bytes, int]]) -> None:
        """Note what was told of documents: (family, role, digest of the row, number)."""
        self._put("update documents set family = ?, role = ?, line = ? where number = ?", told)

    def firsts(self, bodies: Iterable[int]) -> list[tuple[Body, Kept]]:
        """Bodies by their numbers, each with its first document."""
        asked = (
            "select bodies.*, documents.* from bodies join documents on documents.number = bodies.first "
            "where bodies.number in ({})"
        )
        return [_with_body(row) for row in self._rows(asked, bodies)]

    def cards_of(self, bodies: Iterable[int]) -> list[tuple[int, int, bytes, str]]:
        """(number, letters, digest, card of the first document) of bodies."""
        asked = (
            "select bodies.number, letters, bodies.digest, card from bodies join documents "
            "on documents.number = bodies.first where bodies.number in ({})"
        )
        return list(set(self._rows(asked, bodies)))

    def grams_of(self, bodies: Iterable[int]) -> dict[int, int]:
        """How many different grams are sampled of each of these bodies."""
        return dict(self._rows("select number, grams from bodies where number in ({})", bodies))

    def add_bodies(self, bodies: Iterable[Body]) -> None:
        """Add bodies, or put them in place of what stood under their numbers."""
        self._put(
            "insert or replace into bodies values (?, ?, ?, ?, ?)",
            ((b.number, b.digest, b.letters, b.grams, b.first) for b in bodies),
        )

    # Pairs

    def pairs_of(self, bodies: Iterable[int]) -> list[Pair]:
        """All pairs in which one of these bodies stands, each once."""
        rows = self._rows(
            "select * from pairs where a in ({}) union all select * from pairs where b in ({})", bodies, 2
        )
        return [Pair(*row) for row in {row[:2]: row for row in rows}.values()]

    def partners_of(self, bodies: Iterable[int]) -> list[tuple[int, int, int]]:
        """(a, b, shared) of all pairs in which one of these bodies stands, each once."""
        asked = "select a, b, shared from pairs where a in ({}) union select a, b, shared from pairs where b in ({})"
        return list(set(self._rows(asked, bodies, 2)))

    def pairs_called(self, pairs: Iterable[tuple[int, int]]) -> list[Pair]:
        """These pairs (a, b), of those that are there."""
        with self._told():
            asked = (self._ask("select * from pairs where a = ? and b = ?", pair).fetchone() for pair in pairs)
            return [Pair(*row) for row in asked if row]

    def set_pairs(self, pairs: Iterable[Pair]) -> None:
        """Add pairs, or put them in place of what was told of the same bodies."""
        self._put("insert or replace into pairs values (?, ?, ?, ?)", ((p.a, p.b, p.shared, p.found) for p in pairs))

    def pairs_to_verify(self, most: int) -> list[Pair]:
        """Some of the pairs of which it is not known what there is to find, the lowest bodies first."""
        with self._told():
            rows = self._ask(
                "select a, b, shared, found from pairs where found = x'' order by a, b limit ?", (most,)
            ).fetchall()
        return [Pair(*row) for row in rows]

    def set_shared(self, pairs: Iterable[tuple[int, int, int]]) -> None:
        """Change how many grams lead from one body to the other: (a, b, shared)."""
        self._put("update pairs set shared = ? where a = ? and b = ?", ((shared, a, b) for a, b, shared in pairs))

    def drop_pairs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs out."""
        self._put("delete from pairs where a = ? and b = ?", pairs)

    # Grams

    def heads(self, grams: Iterable[int]) -> dict[int, int]:
        """The first body of each of these grams that is crowded."""
        return dict(self._rows("select gram, first from crowded where gram in ({})", grams))

    def set_heads(self, heads: Mapping[int, int]) -> None:
        """Tell the first bodies of crowded grams."""
        self._put("insert or replace into crowded values (?, ?)", heads.items())

    def waiting(self) -> list[tuple[int, bytes]]:
        """The grams of bodies that are in no segment yet, in the order of their numbers."""
        with self._told():
            return self._ask("select body, grams from waiting order by body").fetchall()

    def add_waiting(self, bodies: Iterable[tuple[int, bytes]]) -> None:
        """Keep the grams of further bodies that are in no segment yet."""
        self._put("insert into waiting values (?, ?)", bodies)

    def segments(self) -> list[str]:
        """The names of the segments, the oldest first."""
        with self._told():
            return [name for (name,) in self._ask("select name from segments order by place")]

    def set_segments(self, names: Sequence[str]) -> None:
        """These are the segments from now on; no body waits."""
        with self._told():
            self._ask("delete from segments")
            self._ask("delete from waiting")
        self._put("insert into segments values (?, ?)", enumerate(names))

    def pairs(self) -> int:
        """How many pairs are proposed."""
        with self._told():
            return int(self._ask("select count(*) from pairs").fetchone()[0])

    def sizes(self) -> dict[str, int]:
        """Bytes of each table and of each of its indexes."""
        with self._told():
            return dict(self._ask("select name, sum(pgsize) from dbstat group by name").fetchall())


def _with_body(row: tuple[Any, ...]) -> tuple[Body, Kept]:
    return Body(*row[:5]), Kept(*row[5:])


def is_missing(path: Path) -> bool:
    """True where there is no file, or one that was never written into."""
    return not path.exists() or (not path.stat().st_size and not _beside(path))


def _beside(path: Path) -> bool:
    """Whether changes lie beside the file, with which SQLite itself sets it right."""
    logs = (path.with_name(f"{path.name}-{kind}") for kind in ("wal", "journal"))
    return any(log.exists() and log.stat().st_size for log in logs)


def _check_size(path: Path) -> None:
    """A file that is shorter than it says was cut, unless changes lie beside it."""
    if _beside(path):
        return
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(b"SQLite format 3\0"):
        raise damaged(path, "it does not begin as such a file does")
    page = int.from_bytes(head[16:18], "big")
    whole = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if path.stat().st_size < whole:
        raise damaged(path, f"it has {path.stat().st_size:,} bytes of {whole:,}")
