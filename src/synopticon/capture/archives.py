"""The one guard before compressed things: bombs, escaping names and links are refused before they act."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import BinaryIO

from synopticon.errors import DamagedInput, HostileInput

GZIP_MAGIC = b"\x1f\x8b\x08"
FREE = 10_000_000
"""Bytes that anything may unpack to before its growth is looked at: a small blank page is not a bomb."""
_CHUNK = 65_536
_LOCAL_HEADER = 30
_MOST_MEMBERS = 200_000


class Unpacking(io.RawIOBase):
    """The content of a gzip stream of one or many members, unpacked as it is read.

    Raises HostileInput where it grows past the ratio or past `most`, DamagedInput where it breaks off.
    """

    def __init__(self, source: BinaryIO, *, most: int, ratio: int, where: str) -> None:
        self._source, self._most, self._ratio, self._where = source, most, ratio, where
        self._engine = zlib.decompressobj(31)
        self._read = self._written = 0
        self._pending = b""

    def readable(self) -> bool:
        """It can be read, once, from its beginning."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next unpacked bytes; 0 at the end."""
        while True:
            if not self._pending:
                self._pending = self._source.read(_CHUNK)
                self._read += len(self._pending)
            if not self._pending:
                if self._read and not self._engine.eof:
                    raise DamagedInput("a gzip stream breaks off", where=self._where, why="its end is missing")
                return 0
            data = self._step(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _step(self, room: int) -> bytes:
        if self._engine.eof:
            if not self._pending.strip(b"\0"):
                self._pending = b""
                return b""
            self._engine = zlib.decompressobj(31)
        try:
            data = self._engine.decompress(self._pending, room)
        except zlib.error as error:
            raise DamagedInput("a gzip stream is damaged", where=self._where, why=str(error)) from error
        self._pending = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        self._written += len(data)
        refuse_growth(self._written, self._read, most=self._most, ratio=self._ratio, where=self._where)
        return data


def refuse_growth(unpacked: int, packed: int, *, most: int, ratio: int, where: str) -> None:
    """Raise HostileInput where so many packed bytes have become too many."""
    if unpacked > most:
        raise HostileInput(
            f"this unpacks to more than {most:,} bytes",
            where=where,
            remedy="If it is meant to be so large, raise collect.max_bytes in study.toml; for archives and corpora "
            "collect.max_archive_bytes.",
        )
    if unpacked > FREE and unpacked > ratio * max(packed, 1):
        raise HostileInput(
            f"this grows to more than {ratio} times its size as it is unpacked, as a bomb does",
            where=where,
            remedy="If it is meant to be so, raise collect.max_archive_ratio in study.toml.",
        )


def unpacked(source: BinaryIO, *, most: int, ratio: int, where: str) -> io.BufferedReader:
    """A buffered stream of what a gzip stream holds."""
    return io.BufferedReader(Unpacking(source, most=most, ratio=ratio, where=where), _CHUNK)


def gunzip(data: bytes, *, most: int, ratio: int, where: str) -> bytes:
    """What gzip data holds. Raises HostileInput, DamagedInput."""
    return unpacked(io.BytesIO(data), most=most, ratio=ratio, where=where).read()


def open_zip(source: BinaryIO, *, most: int, ratio: int, where: str) -> zipfile.ZipFile:
    """A ZIP whose list of members is harmless. Raises DamagedInput, HostileInput naming the member."""
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DamagedInput(
            "this ZIP archive cannot be opened",
            where=where,
            why=str(error),
            remedy="Its list of members, at the end of the file, is missing or damaged; fetch it again.",
        ) from error
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise HostileInput(f"this archive names {len(members):,} members", where=where)
    seen: set[str] = set()
    for member in members:
        _refuse_member(member, where, ratio)
        if member.filename in seen:
            raise HostileInput("an archive names one member twice", where=f"{where}#{member.filename}")
        seen.add(member.filename)
    stored = sum(member.compress_size for member in members)
    refuse_growth(sum(member.file_size for member in members), stored, most=most, ratio=ratio, where=where)
    return archive


def _refuse_member(member: zipfile.ZipInfo, where: str, ratio: int) -> None:
    name, place = member.filename, f"{where}#{member.filename}"
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in member.orig_filename:
        raise HostileInput("an archive's member has a name that leads out of its folder", where=place)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise HostileInput("an archive's member is a link to another file", where=place)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DamagedInput("an archive's member is compressed in a way that is not read here", where=place)
    if member.flag_bits & 1:
        raise DamagedInput("an archive's member is encrypted", where=place, remedy="Unlock the archive first.")
    refuse_growth(member.file_size, member.compress_size, most=member.file_size, ratio=ratio, where=place)


def member_begin(source: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where in the whole file a member's bytes begin (APPNOTE 4.3.7: 30 bytes, the name, the extra field)."""
    source.seek(info.header_offset)
    head = source.read(_LOCAL_HEADER)
    return info.header_offset + _LOCAL_HEADER + sum(int.from_bytes(head[at : at + 2], "little") for at in (26, 28))


def read_member(archive: zipfile.ZipFile, name: str, *, most: int, where: str) -> bytes:
    """The bytes of one member, whose CRC must hold. Raises KeyError, DamagedInput, HostileInput."""
    info = archive.getinfo(name)
    place = f"{where}#{name}"
    if info.file_size > most:
        raise HostileInput(f"a member is larger than {most:,} bytes", where=place)
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DamagedInput("an archive's member is damaged", where=place, why=str(error)) from error
    if len(data) > info.file_size:
        raise HostileInput("a member is larger than its archive says", where=place)
    return data
