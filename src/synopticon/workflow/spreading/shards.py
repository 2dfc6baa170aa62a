"""Shards: what tasks have found, each a file of columns that is there whole or not at all, in one working folder."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from synopticon.errors import DamagedInput
from synopticon.store.durably import PART, Draft, is_leftover, make_folder, refused
from synopticon.store.joblock import FOLDER
from synopticon.workflow.spreading.columns import Columns

MODE = 0o600
"""Shards tell what documents hold: they are for their owner alone."""
_OURS = re.compile(r"[a-z]+-[0-9a-f]{32}\.(npz|jsonl)")


class Shards:
    """The shards of a folder, by name. Raises StorageFailed where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __contains__(self, name: str) -> bool:
        return self._path(name).exists()

    def _path(self, name: str, form: str = "npz") -> Path:
        return self.folder / f"{name}.{form}"

    def write(self, name: str, columns: Columns) -> None:
        """Put a shard in its place, durable."""
        with Draft(self.folder) as draft:
            try:
                np.savez(draft.file, allow_pickle=False, **columns)
            except OSError as error:
                raise refused(error, self.folder) from error
            draft.keep_as(self._path(name), MODE)

    def read(self, name: str, *wanted: str, but: tuple[str, ...] = ()) -> Columns:
        """The columns of a shard, or those that are wanted, but for those whose names begin so. Raises DamagedInput
        where it does not hold.
        """
        path = self._path(name)
        try:
            with np.load(path, allow_pickle=False) as columns:
                return {
                    column: columns[column]
                    for column in wanted or columns.files
                    if not (but and column.startswith(but))
                }
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise _damaged(path) from error

    def write_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Put lines that belong to a shard in their place, durable; before the shard itself, which vouches for them."""
        with Draft(self.folder) as draft:
            for line in lines:
                draft.write(line)
            draft.keep_as(self._path(name, "jsonl"), MODE)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a shard, one by one."""
        path = self._path(name, "jsonl")
        try:
            with path.open("rb") as lines:
                yield from lines
        except OSError as error:
            raise _damaged(self._path(name)) from error

    def clear_leftovers(self) -> None:
        """Remove what killed processes were writing. Makes the folder where it is not there."""
        make_folder(self.folder, 0o700)
        for path in self.folder.glob(f"*{PART}"):
            is_leftover(path, clear=True)

    def remove(self) -> None:
        """Remove all shards and the locks, and the folder where nothing else is in it."""
        for path in self.folder.iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
        shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()


def _damaged(path: Path) -> DamagedInput:
    return DamagedInput(
        "a shard does not hold",
        where=str(path),
        remedy="Remove that file and give the same command again; the other shards are kept.",
    )
