"""A film or sound file: how long it is and when it says it was made; nothing in it is listened to.

Reads the boxes of ISO base media files (mp4, mov; ISO/IEC 14496-12 §8.2.2 `mvhd`) and the Info element of Matroska.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from synopticon.extraction.content import Asked, Content

_MP4_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MATROSKA_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_MATROSKA = b"\x1a\x45\xdf\xa3"
_HEAD = 1_000_000
NOTHING_READ = "Nothing that is said or shown was read; add subtitles or a transcript as a document of its own."


def read(data: bytes, _asked: Asked) -> Content:
    """Keep duration and day of making, where the file says them."""
    facts = _matroska(data[:_HEAD]) if data.startswith(_MATROSKA) else _mp4(data)
    return Content(text="", warnings=(NOTHING_READ,), metadata=facts)


def _mp4(data: bytes) -> dict[str, str]:
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"moov":
            for inner, at, _ in _boxes(data, start, end):
                if inner == b"mvhd":
                    return _movie_header(data, at)
    return {}


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if size == 1 and at + 16 <= end:
            size, start = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        stop = end if size == 0 else at + size
        if stop <= start - 1 or stop > end:
            return
        yield kind, start, stop
        at = stop


def _movie_header(data: bytes, at: int) -> dict[str, str]:
    try:
        if data[at] == 1:
            made, _, scale, length = struct.unpack_from(">QQIQ", data, at + 4)
        else:
            made, _, scale, length = struct.unpack_from(">IIII", data, at + 4)
    except (struct.error, IndexError):
        return {}
    facts = {"seconds": str(length // scale)} if scale else {}
    return {**facts, **_day(_MP4_EPOCH, made)} if made else facts


def _day(epoch: datetime, seconds: int) -> dict[str, str]:
    try:
        return {"created": (epoch + timedelta(seconds=seconds)).date().isoformat()}
    except OverflowError:
        return {}


def _matroska(head: bytes) -> dict[str, str]:
    """TimestampScale, Duration and DateUTC from the Info element, found by their ids."""
    at = head.find(b"\x15\x49\xa9\x66")
    if at < 0:
        return {}
    info = head[at : at + 4096]
    facts: dict[str, str] = {}
    scale = 1_000_000
    if (found := info.find(b"\x2a\xd7\xb1\x83")) >= 0 and len(info) >= found + 7:
        scale = int.from_bytes(info[found + 4 : found + 7], "big")
    for sign, width, form in ((b"\x44\x89\x88", 8, ">d"), (b"\x44\x89\x84", 4, ">f")):
        if (found := info.find(sign)) >= 0 and len(info) >= found + 3 + width:
            length = struct.unpack_from(form, info, found + 3)[0]
            if 0 <= length * scale < 1e15:
                facts["seconds"] = str(int(length * scale / 1e9))
    if (found := info.find(b"\x44\x61\x88")) >= 0 and len(info) >= found + 11:
        facts |= _day(_MATROSKA_EPOCH, struct.unpack_from(">q", info, found + 3)[0] // 1_000_000_000)
    return facts
