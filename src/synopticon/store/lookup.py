"""Which blob lies where in which pack: a small SQLite file, derived from the packs, thrown away when in doubt."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zipfile import ZipInfo

from synopticon.errors import StorageFailed
from synopticon.store.durably import make_folder

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS packs (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS blobs (
  digest BLOB PRIMARY KEY, pack INTEGER NOT NULL,
  offset INTEGER NOT NULL, packed INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A member of a pack: the pack's file name, where its header begins, its bytes packed and unpacked."""

    pack: str
    offset: int
    packed: int
    size: int


class Lookup:
    """The look-up's file. Where it can be neither read nor written (a read-only folder), one in memory stands in.

    Nothing in it is truth, so it is written without waiting for the disk; a torn one is removed and filled again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.RLock()
        self._open: sqlite3.Connection | None = None

    def find(self, blob: str) -> Spot | None:
        """Where a blob lies, or None."""
        wanted = "SELECT name, offset, packed, size FROM blobs JOIN packs ON packs.number = blobs.pack WHERE digest = ?"
        found = self._do(lambda file: file.execute(wanted, (bytes.fromhex(blob),)).fetchone())
        return Spot(*found) if found else None

    def add(self, pack: str, members: Sequence[ZipInfo]) -> None:
        """Know a pack and its members."""

        def write(file: sqlite3.Connection) -> None:
            with file:
                file.execute("INSERT OR IGNORE INTO packs (name) VALUES (?)", (pack,))
                (number,) = file.execute("SELECT number FROM packs WHERE name = ?", (pack,)).fetchone()
                file.executemany(
                    "INSERT OR IGNORE INTO blobs VALUES (?, ?, ?, ?, ?)",
                    (
                        (bytes.fromhex(one.filename), number, one.header_offset, one.compress_size, one.file_size)
                        for one in members
                    ),
                )

        self._do(write)

    def packs(self) -> set[str]:
        """The packs that are known."""
        return {name for (name,) in self._do(lambda file: file.execute("SELECT name FROM packs").fetchall())}

    def size(self) -> int:
        """How many blobs are known."""
        return int(self._do(lambda file: file.execute("SELECT count(*) FROM blobs").fetchone())[0])

    def digests(self) -> Iterator[str]:
        """Every blob that is known, in the order of its digest."""
        behind = b""
        wanted = "SELECT digest FROM blobs WHERE digest > ? ORDER BY digest LIMIT 1000"
        while True:
            page = self._do(lambda file, behind=behind: file.execute(wanted, (behind,)).fetchall())  # type: ignore[misc]
            yield from (digest.hex() for (digest,) in page)
            if not page:
                return
            behind = page[-1][0]

    def forget(self) -> None:
        """Throw the look-up away."""
        with self._turn:
            self.close()
            for path in (self._path, self._path.with_name(self._path.name + "-journal")):
                try:
                    path.unlink(missing_ok=True)
                except OSError:
                    break

    def close(self) -> None:
        """Give the file back."""
        with self._turn:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._turn:
            for _attempt in ("as it is", "made anew"):
                try:
                    return work(self._file())
                except (sqlite3.OperationalError, StorageFailed):
                    # Read-only, full or held too long by another process: the file may be good, and is left alone.
                    self.close()
                    break
                except sqlite3.DatabaseError:
                    self.forget()
            self._open = self._connected(":memory:")
            return work(self._open)

    def _file(self) -> sqlite3.Connection:
        if self._open is None:
            make_folder(self._path.parent)
            self._open = self._connected(str(self._path))
        return self._open

    @staticmethod
    def _connected(where: str) -> sqlite3.Connection:
        file = sqlite3.connect(where, timeout=30, check_same_thread=False)
        try:
            file.execute("PRAGMA synchronous = OFF")
            file.executescript(_SCHEMA)
        except sqlite3.DatabaseError:
            file.close()
            raise
        return file
