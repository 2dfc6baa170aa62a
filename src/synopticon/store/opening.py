"""Open the store that a study names: SQLite in its folder, PostgreSQL by URL, or memory."""

from __future__ import annotations

from pathlib import Path

from synopticon.store.protocols import Store


def open_store(folder: Path | None, url: str) -> Store:
    """The store of the study in folder. url empty means `study.db` there; folder None means memory.

    Raises NewerStudy, StorageFailed, MissingPart (PostgreSQL without its driver).
    """
    raise NotImplementedError
