"""Packs: many small blobs in one ZIP file, durable with one fsync, found through a look-up that can be rebuilt."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from synopticon.errors import DamagedStudy
from synopticon.store.durably import Draft, refused, sync_folder
from synopticon.store.lookup import Lookup, Spot

FULL_BYTES, FULL_MEMBERS = 64 << 20, 10_000
"""A pack is closed when it has grown to so many bytes or members."""

_LOCAL_HEADER = struct.Struct("<26xHH")
_DEFLATED = zipfile.ZIP_DEFLATED
_DIGEST = re.compile("[0-9a-f]{64}")


class Packs:
    """The packs in one folder, and the look-up beside them."""

    def __init__(self, folder: Path, lookup: Path) -> None:
        self.folder = folder
        self.lookup = Lookup(lookup)
        self._read_anew: set[str] | None = None

    def add(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        """Keep (digest, bytes) pairs that no pack has yet; durable on return. Raises StorageFailed."""
        self._take_stock()
        source = iter(blobs)
        while self._add_pack(source):
            pass
        if self.folder.is_dir():
            sync_folder(self.folder)

    def find(self, blob: str) -> Spot | None:
        """Where a blob lies, or None."""
        spot = self.lookup.find(blob)
        if spot is None and self._take_stock():
            spot = self.lookup.find(blob)
        return spot

    def read(self, blob: str) -> bytes:
        """A whole blob, its digest not yet verified. Raises DamagedStudy where no pack has it."""
        spot = self.find(blob)
        data = self._at(spot, blob) if spot else None
        if data is None and self._read_anew != self.files():
            # The look-up may be wrong; but where it has just been made from these packs, the blob is not there.
            self.rebuild()
            spot = self.lookup.find(blob)
            data = self._at(spot, blob) if spot else None
        if data is None:
            raise DamagedStudy(
                "a kept file is gone",
                where=f"archive, {blob}",
                remedy="Restore it from a copy of the archive; synopticon doctor lists every such file.",
            )
        return data

    def digests(self) -> Iterator[str]:
        """Every blob in a pack."""
        self._take_stock()
        return self.lookup.digests()

    def files(self) -> set[str]:
        """The names of the packs that are here."""
        return {path.name for path in self.folder.glob("*.zip")}

    def damaged(self) -> list[str]:
        """The names of the packs that cannot be opened."""
        return [name for name in sorted(self.files()) if self._members(name) is None]

    def rebuild(self) -> int:
        """Make the look-up anew from the packs; answers how many blobs they hold."""
        self.lookup.forget()
        self._take_stock()
        self._read_anew = self.files()
        return self.lookup.size()

    def _add_pack(self, source: Iterator[tuple[str, bytes]]) -> bool:
        """Fill one pack from source. True where it is full and more may come."""
        first = next((pair for pair in source if self.lookup.find(pair[0]) is None), None)
        if first is None:
            return False
        seen: set[str] = set()
        full = False
        with Draft(self.folder) as draft:
            try:
                with zipfile.ZipFile(draft.file, "w", _DEFLATED, compresslevel=6) as pack:
                    pair: tuple[str, bytes] | None = first
                    while pair is not None:
                        digest, data = pair
                        if digest not in seen and self.lookup.find(digest) is None:
                            seen.add(digest)
                            pack.writestr(_member(digest), data, _DEFLATED)
                        full = len(seen) >= FULL_MEMBERS or draft.file.tell() >= FULL_BYTES
                        pair = None if full else next(source, None)
                    members = pack.infolist()
                draft.file.seek(0)
                name = hashlib.file_digest(draft.file, "sha256").hexdigest() + ".zip"
            except OSError as error:
                raise refused(error, self.folder) from error
            draft.keep_as(self.folder / name)
        self.lookup.add(name, members)
        return full

    def _take_stock(self) -> bool:
        """Read the contents of packs that the look-up does not know. True where there were any."""
        unknown = self.files() - self.lookup.packs()
        for name in sorted(unknown):
            # A damaged pack is for doctor to name, and is looked at again when it has been restored.
            members = self._members(name)
            if members is not None:
                self.lookup.add(name, members)
        return bool(unknown)

    def _members(self, name: str) -> list[zipfile.ZipInfo] | None:
        try:
            with zipfile.ZipFile(self.folder / name) as pack:
                return [member for member in pack.infolist() if _DIGEST.fullmatch(member.filename)]
        except (OSError, zipfile.BadZipFile):
            return None

    def _at(self, spot: Spot, blob: str) -> bytes | None:
        """The bytes at a spot, or None where something else stands there."""
        path = self.folder / spot.pack
        try:
            with path.open("rb") as pack:
                pack.seek(spot.offset)
                header = pack.read(30)
                if len(header) < 30 or header[:4] != b"PK\x03\x04":
                    return None
                name, extra = _LOCAL_HEADER.unpack(header)
                if pack.read(name) != blob.encode("ascii"):
                    return None
                pack.seek(extra, 1)
                squeezed = pack.read(spot.packed)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refused(error, path) from error
        try:
            # No more than was put in comes out, whatever a damaged pack says.
            return zlib.decompressobj(-15).decompress(squeezed, spot.size) if spot.size else b""
        except zlib.error:
            return None


def _member(digest: str) -> zipfile.ZipInfo:
    """A member's head, the same on every machine and at any time; unzip makes a file of it that can be read."""
    head = zipfile.ZipInfo(digest)
    head.create_system, head.external_attr = 3, 0o100444 << 16
    return head
