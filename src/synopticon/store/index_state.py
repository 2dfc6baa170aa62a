"""Which index holds, and what of the study it covers: one small file that is replaced whole, and one lock.

    index/state.json     the generation that holds, the custody entry it covers, how many documents it has
    index/g7/            that generation's files; others are leftovers of an interrupted rebuild
    index/lock           held by whoever writes the index

The state is written after the index has been committed. A crash between the two leaves the older state: the index
then says that it is stale, and the next refresh does the work again.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from synopticon.errors import StaleIndex, StorageFailed, StudyBusy
from synopticon.store.durably import Draft, make_folder

FORMAT = 1
"""Raised when the tokens or fields change: an index of another format is made anew."""

REBUILD = "synopticon search --rebuild"
"""The command that makes the index anew."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What a committed index holds: all items as they stood after that custody entry."""

    generation: str
    custody: int
    entry: str | None
    documents: int
    format: int = FORMAT


def read_state(folder: Path) -> Covered | None:
    """The state of the index in folder; None where there is none. Raises StaleIndex where it cannot be read."""
    try:
        values = json.loads((folder / "state.json").read_text("utf-8"))
        state = Covered(**values)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged("its state file cannot be read") from error
    if state.format != FORMAT:
        raise StaleIndex("the search index was made by another version", remedy=f"Make it anew: {REBUILD}")
    return state


def write_state(folder: Path, state: Covered) -> None:
    """Put the state in place of the one before, durably. Raises StorageFailed."""
    with Draft(folder) as draft:
        draft.write(json.dumps(asdict(state)).encode())
        draft.keep_as(folder / "state.json", 0o644)


@contextmanager
def index_lock(folder: Path) -> Iterator[None]:
    """Hold the index for writing. Raises StudyBusy where another process does, StorageFailed where the disk refuses."""
    make_folder(folder)
    try:
        handle = (folder / "lock").open("w")
    except OSError as error:
        raise storage_failed(error, folder) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StudyBusy(
                "another process is writing the search index",
                remedy="Wait until it has finished, then give the command again.",
            ) from error
        yield


def damaged(why: str) -> StaleIndex:
    """What to say of an index that cannot be trusted: nothing of the study is lost with it."""
    return StaleIndex(
        "the search index is damaged",
        where="index",
        why=why,
        remedy=f"Nothing of the study is lost. Make the index anew: {REBUILD}",
    )


def storage_failed(error: OSError, folder: Path) -> StorageFailed:
    """What to say where the disk refuses the index in folder."""
    return StorageFailed(
        "the search index cannot be written",
        where=str(folder),
        why=error.strerror or str(error),
        remedy=f"Make room or give the permission, then: {REBUILD}",
    )
