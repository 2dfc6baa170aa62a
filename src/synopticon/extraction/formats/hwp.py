"""Hangul word processor documents, version 5: the paragraphs of the body's sections.

Layout after Hancom's published "Hwp Document File Formats 5.0": an OLE container whose BodyText/SectionN streams are
raw-deflated runs of records; a record's 32-bit header holds tag (10 bits), level (10) and size (12, or 4095 and a
32-bit size behind it). HWPTAG_PARA_TEXT (0x43) is UTF-16LE in which control characters take one or eight units.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from synopticon.errors import DamagedInput, HostileInput, UnreadableFormat
from synopticon.extraction.content import Asked, Content

PARA_TEXT = 0x43
LARGEST_SECTION = 200_000_000
_COMPRESSED, _PASSWORD, _DISTRIBUTED = 1, 2, 4
_CHARACTERS = frozenset({0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31})
"""Control codes that take one unit; all others below 32 take eight."""
_MEANT = {9: "\t", 10: "\n", 13: "\n", 24: "-", 30: "\u00a0", 31: " "}


def read(data: bytes, asked: Asked) -> Content:
    """Read all sections. Raises DamagedInput, HostileInput; UnreadableFormat for locked documents."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _content(ole, asked)
    except (OSError, ValueError, struct.error, IndexError) as error:
        raise DamagedInput("the HWP document cannot be opened", where=asked.place, why=str(error)) from error


def _content(ole: Any, asked: Asked) -> Content:
    flags = struct.unpack_from("<I", ole.openstream("FileHeader").read(), 36)[0]
    if flags & (_PASSWORD | _DISTRIBUTED):
        kind = "locked with a password" if flags & _PASSWORD else "a distribution document, whose text is encrypted"
        raise UnreadableFormat(
            "the HWP document is locked",
            where=asked.place,
            why=f"it is {kind}",
            remedy="Save it in the word processor without the lock, or as PDF, and collect that.",
        )
    sections = sorted(
        (entry for entry in ole.listdir() if entry[0] == "BodyText" and entry[-1].startswith("Section")),
        key=lambda entry: int(entry[-1].removeprefix("Section") or 0),
    )
    lines: list[str] = []
    warnings: list[str] = []
    for section in sections:
        stream = ole.openstream(section).read()
        try:
            lines.extend(_paragraphs(_unpacked(stream, asked) if flags & _COMPRESSED else stream))
        except (zlib.error, struct.error) as error:
            warnings.append(f"{'/'.join(section)} is damaged; what stands behind the damage is lost: {error}.")
    facts = ole.get_metadata() if ole.exists("\x05HwpSummaryInformation") else None
    title = facts.title if facts else None
    return Content(
        text="\n".join(lines),
        title=title.decode("utf-8", "replace") if isinstance(title, bytes) else title,
        warnings=tuple(warnings),
    )


def _unpacked(stream: bytes, asked: Asked) -> bytes:
    unpacker = zlib.decompressobj(-15)
    data = unpacker.decompress(stream, LARGEST_SECTION)
    if unpacker.unconsumed_tail:
        raise HostileInput("a section of the HWP document is a bomb", where=asked.place)
    return data


def _paragraphs(data: bytes) -> Iterator[str]:
    at = 0
    while at + 4 <= len(data):
        header = struct.unpack_from("<I", data, at)[0]
        tag, size, at = header & 0x3FF, header >> 20, at + 4
        if size == 0xFFF:
            size, at = struct.unpack_from("<I", data, at)[0], at + 4
        if tag == PARA_TEXT and (line := _text(data[at : at + size]).strip()):
            yield line
        at += size


def _text(record: bytes) -> str:
    units = struct.unpack(f"<{len(record) // 2}H", record[: len(record) // 2 * 2])
    kept: list[int] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            kept.append(unit)
        elif unit in _MEANT:
            kept.append(ord(_MEANT[unit]))
        at += 1 if unit >= 32 or unit in _CHARACTERS else 8
    return struct.pack(f"<{len(kept)}H", *kept).decode("utf-16-le", "replace")
