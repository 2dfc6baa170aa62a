"""The archive: immutable blobs addressed by SHA-256; what was acknowledged survives a power cut at any byte.

    archive/ab/ab12…      one blob, named by its digest, in a folder named by its first two characters
    archive/packs/….zip   many small blobs in one ZIP, members named by their digests, the pack by its own
    archive/lookup.db     which blob lies in which pack; derived, rebuilt from the packs whenever it is gone

Any file tool, `sha256sum` and `unzip` read it without this program.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from synopticon.errors import DamagedStudy, InputError, StorageFailed
from synopticon.model.digests import sha256_hex
from synopticon.store.durably import PART, Draft, is_leftover, refused, sync_folder
from synopticon.store.packs import Packs

SMALL = 1 << 20
"""Bytes: up to here a blob may go into a pack, and a whole read verifies its digest."""

CHUNK = 1 << 20


class Archive:
    """Blobs under one folder. Small blobs are gathered into packs, so that a corpus of rows is not a file a row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packs = Packs(folder / "packs", folder / "lookup.db")

    def put(self, data: bytes) -> str:
        """Keep data and answer its SHA-256; durable on return. Raises StorageFailed."""
        digest = sha256_hex(data)
        if self.packs.find(digest) is None and not self._settled(digest):
            with Draft(self.folder) as draft:
                draft.write(data)
                draft.keep_as(self._path(digest))
        return digest

    def put_file(self, path: Path) -> str:
        """Keep a file's bytes, streamed. Raises StorageFailed, and InputError where the file cannot be read."""
        return self.put_chunks(_chunks(path))

    def put_chunks(self, chunks: Iterable[bytes]) -> str:
        """Keep bytes that come piece by piece as one blob; nothing of them lies anywhere else. Raises StorageFailed."""
        digest = hashlib.sha256()
        with Draft(self.folder) as draft:
            for chunk in chunks:
                digest.update(chunk)
                draft.write(chunk)
            name = digest.hexdigest()
            if not self._settled(name):
                draft.keep_as(self._path(name))
        return name

    def clear_leftovers(self) -> None:
        """Remove what a process that is no more had begun to keep."""
        for path in chain(self.folder.glob(f"*{PART}"), self.packs.folder.glob(f"*{PART}")):
            is_leftover(path, clear=True)

    def put_many(self, blobs: Iterable[bytes]) -> list[str]:
        """Keep many small blobs with one fsync; digests in the order given. Raises StorageFailed."""
        digests: list[str] = []

        def small() -> Iterator[tuple[str, bytes]]:
            for data in blobs:
                digests.append(sha256_hex(data))
                if len(data) > SMALL:
                    self.put(data)
                elif not self._path(digests[-1]).exists():
                    yield digests[-1], data

        self.packs.add(small())
        return digests

    def has(self, blob: str) -> bool:
        """True where the blob is here."""
        return self._path(blob).is_file() or self.packs.find(blob) is not None

    def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
        """A range of a blob. Raises DamagedStudy where it is gone or its digest does not hold.

        The digest of a whole small blob is verified on every read; that of a range of a large one by `doctor --deep`.
        """
        path = self._path(blob)
        try:
            with path.open("rb") as source:
                size = source.seek(0, io.SEEK_END)
                if size <= SMALL:
                    source.seek(0)
                    return _verified(blob, source.read(), path.name)[offset : _end(offset, length)]
                source.seek(offset)
                return source.read() if length is None else source.read(length)
        except FileNotFoundError:
            return _verified(blob, self.packs.read(blob), blob)[offset : _end(offset, length)]
        except OSError as error:
            raise refused(error, path) from error

    def open(self, blob: str) -> BinaryIO:
        """A seekable stream over a whole blob. Raises DamagedStudy where it is gone."""
        try:
            return self._path(blob).open("rb")
        except FileNotFoundError:
            return io.BytesIO(self.read(blob))
        except OSError as error:
            raise refused(error, self._path(blob)) from error

    def digests(self) -> Iterator[str]:
        """Every blob that is here, in no order; one kept twice is named twice."""
        alone = (path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if len(path.name) == 64)
        return chain(alone, self.packs.digests())

    def holds(self, blob: str) -> bool:
        """True where the stored bytes have the digest that names them; streamed, so for any size."""
        digest = hashlib.sha256()
        try:
            with self.open(blob) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
        except (DamagedStudy, StorageFailed):
            return False
        return digest.hexdigest() == blob

    def close(self) -> None:
        """Give the look-up's file back."""
        self.packs.lookup.close()

    def _path(self, blob: str) -> Path:
        if len(blob) != 64 or not set(blob) <= set("0123456789abcdef"):
            raise DamagedStudy("that is not the name of a blob", where=repr(blob)[:80])
        return self.folder / blob[:2] / blob

    def _settled(self, digest: str) -> bool:
        """True where the blob is here; its folder is synced again, because who put it may have died before that."""
        path = self._path(digest)
        if not path.exists():
            return False
        sync_folder(path.parent)
        return True


def _end(offset: int, length: int | None) -> int | None:
    return None if length is None else offset + length


def _verified(blob: str, data: bytes, where: str) -> bytes:
    if sha256_hex(data) != blob:
        raise DamagedStudy(
            "a kept file is not what it was when it was collected",
            where=f"archive, {where}",
            why="its bytes do not have the digest that names it",
            remedy="Restore it from a copy of the archive; synopticon doctor --deep lists every such file.",
        )
    return data


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            while chunk := source.read(CHUNK):
                yield chunk
    except OSError as error:
        raise InputError("a file cannot be read", where=path.name, why=error.strerror) from error
