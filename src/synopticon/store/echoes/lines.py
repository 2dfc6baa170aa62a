"""The documents of an index, a JSON line each, one after the other: only ever added to, and read by their places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from synopticon.store.durably import refused, sync_folder
from synopticon.store.echoes.segment import damaged


class Lines:
    """The open file. size: bytes that count; what a killed run left behind them is cut off.

    Raises DamagedInput where there are fewer, StorageFailed where the disk refuses.
    """

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            there = os.fstat(self._file).st_size
            if there > size:
                os.ftruncate(self._file, size)
        except OSError as error:
            raise refused(error, path) from error
        if there < size:
            os.close(self._file)
            raise damaged(path, f"it has {there:,} bytes of {size:,}")
        self.size = size

    def append(self, lines: bytes) -> int:
        """Add bytes; answers their place."""
        place = self.size
        try:
            while lines:
                written = os.pwrite(self._file, lines, self.size)
                self.size += written
                lines = lines[written:]
        except OSError as error:
            raise refused(error, self._path) from error
        return place

    def read(self, place: int, size: int) -> bytes:
        """So many bytes from a place on; fewer where the file ends."""
        try:
            return os.pread(self._file, size, place)
        except OSError as error:
            raise refused(error, self._path) from error

    def __iter__(self) -> Iterator[bytes]:
        """Every line that counts, in order."""
        with self._path.open("rb") as file:
            while file.tell() < self.size:
                yield file.readline()

    def sync(self) -> None:
        """Make what was added durable."""
        try:
            os.fsync(self._file)
        except OSError as error:
            raise refused(error, self._path) from error
        sync_folder(self._path.parent)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)
