"""A scanner that looks for sentences in every byte of files, through the coats that programs put around text.

What it cannot find planted it cannot prove absent: tests/test_canary.py plants in every coat that is named here.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PIECE = 20
"""Code points at either end of a sentence that are sought too: a page of a database may end within it."""
DEEPEST = 4
_LARGEST = 1 << 26

_GZIP, _ZIP, _LZ4 = b"\x1f\x8b\x08", b"PK\x03\x04", b"\x04\x22\x4d\x18"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


@dataclass(frozen=True)
class Sighting:
    """Where a sentence stood, and under which coats."""

    path: Path
    coats: tuple[str, ...]
    sentence: str


def sightings(places: Iterable[Path], sentences: Iterable[str]) -> list[Sighting]:
    """Every sentence (or a whole end of one) that stands in any file below these places, names of files included."""
    wanted = {needle: sentence for sentence in sentences for needle in _needles(sentence)}
    found = []
    for path in (path for place in places for path in _files(place)):
        named = str(path).encode("utf-8", "surrogateescape")
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        for coats, content in _layers(named + b"\n" + data, path.suffix):
            low = content.lower()
            found += [Sighting(path, coats, wanted[needle]) for needle in wanted if needle in content or needle in low]
    return list(dict.fromkeys(found))


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (path for path in sorted(place.rglob("*")) if path.is_file() and not path.is_symlink())
    elif place.exists():
        yield place


def _needles(sentence: str) -> Iterator[bytes]:
    parts = dict.fromkeys((sentence, sentence[:PIECE], sentence[-PIECE:]))
    for part in (part for part in parts if len(part) >= min(PIECE, len(sentence))):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, part)
            for written in dict.fromkeys((text, text.lower(), json.dumps(text)[1:-1], html.escape(text))):
                yield from (written.encode("utf-8"), written.encode("utf-16-le"), written.encode("utf-16-be"))


def _layers(data: bytes, suffix: str, coats: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """The bytes themselves, and whatever can be unpacked from any place in them."""
    yield coats, data
    if len(coats) < DEEPEST:
        for name, inner in _unpacked(data, suffix):
            yield from _layers(inner, "", (*coats, name))


def _unpacked(data: bytes, suffix: str) -> Iterator[tuple[str, bytes]]:
    for at in _places(data, _GZIP):
        yield from _inflated("gzip", data[at:], 31)
    for at in _places(data, _ZIP):
        name, extra = (int.from_bytes(data[at + 26 + n : at + 28 + n], "little") for n in (0, 2))
        if data[at + 8 : at + 10] == b"\x08\x00":
            yield from _inflated("zip", data[at + 30 + name + extra :], -15)
    for found in _ZLIB.finditer(data):
        # Streams of PDF and columns of a database alike.
        yield from _inflated("zlib", data[found.start() :], 15)
    for at in _places(data, _LZ4):
        yield from _named("lz4", lz4_frame(data[at:]))
    if suffix == ".store":
        yield from _named("lz4 of an index", lz4_store(data))


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _named(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data:
        yield name, data


def _inflated(name: str, data: bytes, bits: int) -> Iterator[tuple[str, bytes]]:
    """What can be read of a deflated stream, cut or damaged ones too."""
    engine, out = zlib.decompressobj(bits), b""
    try:
        for at in range(0, len(data), 512):
            out += engine.decompress(data[at : at + 512], _LARGEST)
            if engine.eof or len(out) > _LARGEST:
                break
    except zlib.error:
        pass
    yield from _named(name, out if len(out) >= PIECE else b"")


def lz4_frame(data: bytes) -> bytes:
    """What an LZ4 frame holds (lz4_Frame_format.md): header, blocks of little-endian length, the last of length 0."""
    flags, at = data[4], 7
    at += 8 if flags & 8 else 0
    at += 4 if flags & 1 else 0
    out = b""
    while at + 4 <= len(data) and (size := int.from_bytes(data[at : at + 4], "little")):
        block = data[at + 4 : at + 4 + (size & 0x7FFFFFFF)]
        out += block if size >> 31 else lz4_block(block, _LARGEST, out)[0]
        at += 4 + len(block) + (4 if flags & 16 else 0)
        if not block:
            break
    return out


def lz4_store(data: bytes) -> bytes:
    """The blocks of a tantivy store, one behind the other: each with its unpacked size, little-endian, before it."""
    out, at = b"", 0
    while at + 4 < len(data):
        size = int.from_bytes(data[at : at + 4], "little")
        if not 0 < size <= _LARGEST:
            at += 1
            continue
        block, used = lz4_block(data[at + 4 :], size, b"")
        if len(block) != size:
            at += 1
            continue
        out, at = out + block, at + 4 + used
    return out


def lz4_block(data: bytes, most: int, before: bytes) -> tuple[bytes, int]:
    """An LZ4 block unpacked (lz4_Block_format.md), and how many bytes that took; of a bad one what can be read."""
    out, at = bytearray(before), 0
    try:
        while at < len(data) and len(out) - len(before) < most:
            token = data[at]
            length, at = _length(data, token >> 4, at + 1)
            out += data[at : at + length]
            at += length
            if len(out) - len(before) >= most or at >= len(data):
                break
            back = int.from_bytes(data[at : at + 2], "little")
            length, at = _length(data, token & 15, at + 2)
            if not 0 < back <= len(out):
                break
            for _ in range(length + 4):
                out.append(out[-back])
    except IndexError:
        pass
    return bytes(out[len(before) :]), at


def _length(data: bytes, nibble: int, at: int) -> tuple[int, int]:
    length = nibble
    while nibble == 15:
        more = data[at]
        length, at = length + more, at + 1
        if more != 255:
            break
    return length, at
