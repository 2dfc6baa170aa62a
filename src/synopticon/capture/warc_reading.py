"""WARC records one after another, from plain or gzipped files, going on behind damage and naming what was lost.

ISO 28500. Both common readers stop at the first damaged record; evidence behind it would be lost in silence.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from synopticon.capture.archives import FREE, GZIP_MAGIC

_CHUNK = 65_536
_MOST_HEAD = 65_536
_BOMB = 200
_END = b"\r\n\r\n"
_PADDING = "only zeros and blanks follow"
_LENGTH = re.compile(r"[0-9]{1,18}$")
_OPENING = re.compile(rb"WARC/\d")
_MARKS = re.compile(rb"WARC/1\.|" + re.escape(GZIP_MAGIC))


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it lies (offset and length in the stream, packed), its headers by lower-case name, its block.

    block: None where it is larger than what may be kept.
    """

    offset: int
    length: int
    headers: Mapping[str, str]
    block: bytes | None

    @property
    def kind(self) -> str:
        """WARC-Type: response, resource, revisit, …"""
        return self.headers.get("warc-type", "").lower()


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the stream that holds no readable record, and why."""

    offset: int
    length: int
    reason: str


class PackedWhole(Exception):
    """The file is one gzip stream over all records, so that none of them has a place of its own. A signal between
    this reader and its channel, which unpacks the file and reads it again; no user meets it."""


def records(source: BinaryIO, *, most: int) -> Iterator[Record | Lost]:
    """Every record of a seekable stream from its beginning. most: bytes of the largest block that is kept.

    Raises PackedWhole.
    """
    size = source.seek(0, 2)
    at = 0
    while at < size:
        source.seek(at)
        packed = source.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        found = _packed_record(source, at, most) if packed else _plain_record(source, at, size, most)
        if isinstance(found, Lost):
            found = Lost(at, _next(source, at + 1) - at, found.reason)
            if found.reason == _PADDING:
                return
        yield found
        at = found.offset + found.length


def parse_head(data: bytes) -> tuple[dict[str, str], int] | None:
    """The headers of the record that data begins with, and where its block begins; None where there is no record."""
    if not _OPENING.match(data):
        return None
    end = data.find(_END)
    if end < 0:
        return None
    headers: dict[str, str] = {}
    name = ""
    for line in data[:end].split(b"\r\n")[1:]:
        text = line.decode("utf-8", "replace")
        if text.startswith((" ", "\t")) and name in headers:
            headers[name] = f"{headers[name]} {text.strip()}".strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if colon:
            headers[name] = value.strip()
    return (headers, end + 4) if _LENGTH.match(headers.get("content-length", "")) else None


def _plain_record(source: BinaryIO, at: int, size: int, most: int) -> Record | Lost:
    source.seek(at)
    head = source.read(_MOST_HEAD)
    parsed = parse_head(head)
    if parsed is None:
        return Lost(at, 0, "no record begins here" if head.strip(b"\0\r\n ") else _PADDING)
    headers, begin = parsed
    length = int(headers["content-length"])
    end = at + begin + length
    if end > size:
        return Lost(at, 0, f"the record says {length:,} bytes, and the file ends after {max(size - at - begin, 0):,}")
    source.seek(end)
    behind = source.read(16)
    gap = len(behind) - len(behind.lstrip(b"\r\n"))
    source.seek(at + begin)
    block = source.read(length) if length <= most else None
    if behind[gap:] and not behind[gap:].startswith((b"WARC/", GZIP_MAGIC)):
        # What follows is no record. This one is whole all the same where its own end is in its place.
        if not behind.startswith(_END) or _END + b"WARC/1." in (block or b""):
            return Lost(at, 0, "the record's length does not lead to its end")
        gap = len(_END)
    return Record(at, begin + length + gap, headers, block)


def _packed_record(source: BinaryIO, at: int, most: int) -> Record | Lost:
    source.seek(at)
    engine = zlib.decompressobj(31)
    out = bytearray()
    read = total = 0
    try:
        while not engine.eof:
            data = source.read(_CHUNK)
            if not data:
                return Lost(at, 0, "the record breaks off at the end of the file")
            read += len(data)
            while data and not engine.eof:
                part = engine.decompress(data, _CHUNK)
                data = engine.unconsumed_tail
                total += len(part)
                if len(out) <= most + _MOST_HEAD:
                    out += part
                elif total > FREE and total > _BOMB * read:
                    return Lost(at, 0, f"it grows to {_BOMB} times its size as it is unpacked, as a bomb does")
            if total > _MOST_HEAD:
                _refuse_whole(bytes(out[: _MOST_HEAD * 2]))
    except zlib.error as error:
        return Lost(at, 0, f"its compression is damaged ({error})")
    length = read - len(engine.unused_data)
    parsed = parse_head(bytes(out[:_MOST_HEAD]))
    if parsed is None:
        return Lost(at, 0, "no record begins here")
    _refuse_whole(bytes(out), parsed)
    headers, begin = parsed
    stated = int(headers["content-length"])
    if total < begin + stated:
        return Lost(at, 0, f"the record says {stated:,} bytes and holds {total - begin:,}")
    return Record(at, length, headers, bytes(out[begin : begin + stated]) if stated <= most else None)


def _refuse_whole(data: bytes, parsed: tuple[dict[str, str], int] | None = None) -> None:
    parsed = parsed or parse_head(data)
    if parsed is None:
        return
    behind = data[parsed[1] + int(parsed[0]["content-length"]) :].lstrip(b"\r\n")
    if _OPENING.match(behind):
        raise PackedWhole


def _next(source: BinaryIO, at: int) -> int:
    """Where the next record seems to begin, at or behind `at`; the stream's end where none does."""
    source.seek(at)
    carried = b""
    while data := source.read(_CHUNK):
        window, base = carried + data, at - len(carried)
        for mark in _MARKS.finditer(window):
            place = base + mark.start()
            if mark[0] != GZIP_MAGIC or _opens(source, place):
                return place
        at += len(data)
        source.seek(at)
        carried = window[-6:]
    return source.seek(0, 2)


def _opens(source: BinaryIO, at: int) -> bool:
    """True where a gzip member with a record in it begins."""
    source.seek(at)
    try:
        return bool(_OPENING.match(zlib.decompressobj(31).decompress(source.read(4096), 64)))
    except zlib.error:
        return False
