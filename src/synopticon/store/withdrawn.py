"""The list of withdrawals outside the database and the vault: one small file a witness, kept for good.

    STUDY/withdrawals/<witness>     {"witness", "pseudonym", "day", "editions", "done"}

It is written before anything is destroyed, so that what a power cut ended goes on; and it stays, so that an older copy
of the database or the vault that is put back is purged again before anybody reads in it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from synopticon.errors import DamagedStudy
from synopticon.model.testimony import Tombstone
from synopticon.store.durably import Draft

FOLDER = "withdrawals"
MOMENT = 946_684_800
"""What every file of the list gives as its times: 2000-01-01 00:00 UTC."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A withdrawal with what is needed to finish it. editions: of the releases that hold the witness's words."""

    stone: Tombstone
    editions: tuple[int, ...] = ()

    def finished(self) -> Intent:
        """The same withdrawal, done."""
        return replace(self, stone=replace(self.stone, done=True))


def keep(study: Path, intent: Intent) -> None:
    """Write a withdrawal into the list, durably, in place of what it said of that witness. Raises StorageFailed."""
    stone, folder = intent.stone, study / FOLDER
    said = {
        "witness": stone.witness,
        "pseudonym": stone.pseudonym,
        "day": stone.day.isoformat(),
        "editions": list(intent.editions),
        "done": stone.done,
    }
    with Draft(folder) as draft:
        draft.write(json.dumps(said).encode("ascii"))
        os.utime(draft.path, (MOMENT, MOMENT))
        draft.keep_as(folder / stone.witness, mode=0o600)
    _still(folder / stone.witness, folder)


def listed(study: Path) -> list[Intent]:
    """Every withdrawal in the list. Raises DamagedStudy for a file that cannot be read."""
    folder = study / FOLDER
    names = sorted(path for path in folder.iterdir() if "." not in path.name) if folder.is_dir() else []
    return [_read(path) for path in names]


def still_there(database: Path, witnesses: Sequence[str]) -> dict[str, Intent]:
    """What these withdrawn witnesses left in the database file, as an older copy holds it that was put back."""
    marks = ", ".join("?" * len(witnesses))
    found = {}
    for witness, pseudonym in _asked(
        database,
        f"SELECT id, pseudonym FROM witnesses WHERE id IN ({marks})",  # noqa: S608 - marks alone
        witnesses,
    ):
        editions = _asked(database, _EDITIONS, [witness])
        stone = Tombstone(witness, pseudonym, date.min, done=False)
        found[witness] = Intent(stone, tuple(sorted(row[0] for row in editions)))
    return found


def tombstones_in(database: Path) -> list[Tombstone]:
    """The withdrawals that the database file remembers; none where it is older than such a table."""
    rows = _asked(database, "SELECT witness, pseudonym, day FROM withdrawals", [])
    return [Tombstone(witness, pseudonym, date.fromisoformat(day), done=True) for witness, pseudonym, day in rows]


_EDITIONS = (
    "SELECT DISTINCT edition FROM testimony_published JOIN testimony_passages AS p ON p.id = passage "
    "JOIN testimony_texts AS t ON t.id = p.text WHERE t.witness = ? AND testimony_published.use <> 'aggregate only'"
)


def _asked(database: Path, question: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    if not database.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"file:{quote(str(database.absolute()))}?mode=ro", uri=True)) as raw:
            return raw.execute(question, list(values)).fetchall()
    except sqlite3.Error:
        # No such table in an older schema; what else is wrong is said when the database is opened.
        return []


def _read(path: Path) -> Intent:
    try:
        said = json.loads(path.read_bytes())
        stone = Tombstone(
            str(said["witness"]), str(said["pseudonym"]), date.fromisoformat(said["day"]), bool(said["done"])
        )
        return Intent(stone, tuple(int(number) for number in said["editions"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedStudy(
            "a withdrawal in the study's list cannot be read",
            where=f"{FOLDER}/{path.name}",
            why="the file is damaged",
            remedy="Restore that one file from a copy. Until then nothing opens: a witness may have withdrawn.",
        ) from error


def _still(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (MOMENT, MOMENT))
