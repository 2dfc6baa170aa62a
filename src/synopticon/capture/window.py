"""A stretch of a seekable stream as a stream of its own."""

from __future__ import annotations

import io
from typing import BinaryIO


class Window(io.RawIOBase):
    """Reads `length` bytes from `offset` of a stream; positions count from the stretch's beginning. Closes both."""

    def __init__(self, source: BinaryIO, offset: int, length: int) -> None:
        self._source, self._offset, self._length, self._at = source, offset, length, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a position from the beginning (0), from here (1) or from the end (2)."""
        self._at = max(0, offset + (0, self._at, self._length)[whence])
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from here on; 0 at the end of the stretch."""
        self._source.seek(self._offset + self._at)
        data = self._source.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Close the stretch and the stream beneath it."""
        if not self.closed:
            self._source.close()
        super().close()
