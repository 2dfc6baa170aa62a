"""The archive: immutable blobs addressed by SHA-256; what was acknowledged survives a power cut at any byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Archive:
    """Blobs under one folder. Small blobs are gathered into packs, so that a corpus of rows is not a file a row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep data and answer its SHA-256; durable on return. Raises StorageFailed."""
        raise NotImplementedError

    def put_file(self, path: Path) -> str:
        """Keep a file's bytes, streamed. Raises StorageFailed."""
        raise NotImplementedError

    def put_many(self, blobs: Iterable[bytes]) -> list[str]:
        """Keep many small blobs with one fsync; digests in the order given."""
        raise NotImplementedError

    def has(self, blob: str) -> bool:
        """True where the blob is here."""
        raise NotImplementedError

    def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
        """A range of a blob. Raises DamagedStudy where it is gone or its digest does not hold."""
        raise NotImplementedError

    def open(self, blob: str) -> BinaryIO:
        """A seekable stream over a whole blob."""
        raise NotImplementedError
