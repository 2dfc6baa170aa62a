"""Read files without a study: one row a document, and one a record of the web archives among them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from synopticon.capture.http_payload import parse
from synopticon.capture.media_types import is_document, media_type_of
from synopticon.capture.payload import payload_of_record
from synopticon.capture.warc_reading import Lost, PackedWhole, Record, records
from synopticon.errors import InputError, MissingPart, NotFound, SynopticonError
from synopticon.extraction.containers import Container
from synopticon.extraction.reading import read, unpacked
from synopticon.extraction.versions import UNKNOWN
from synopticon.model.extraction import Reading

LARGEST_FILE = 512_000_000
"""Bytes of the largest file that is read whole into memory."""
LARGEST_RECORD = 100_000_000
_GZIP = b"\x1f\x8b"


def read_paths(paths: Iterable[Path], *, ocr: bool = False) -> Iterator[dict[str, Any]]:
    """Read files, and all files below folders in the order of their names.

    A row's path is as it was given, with the path below the folder; a record of an archive adds `#` and its address.
    What cannot be read has no text and a warning that says why. Raises NotFound, and MissingPart for OCR.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(inner for inner in path.rglob("*") if inner.is_file()):
                yield from _rows(file, ocr)
        elif path.is_file():
            yield from _rows(path, ocr)
        else:
            raise NotFound("there is no such file or folder", where=str(path))


def unread(error: SynopticonError) -> Reading:
    """The reading of what could not be read: no text, and the reason as its warning."""
    return Reading(text="", format="unknown", extractor=UNKNOWN, warnings=(error.sentence(),))


def _rows(path: Path, ocr: bool) -> Iterator[dict[str, Any]]:
    name = str(path)
    try:
        data = _contents(path)
        archives = _archives(data, name)
    except SynopticonError as error:
        yield _row(name, unread(error))
        return
    if not archives:
        yield _row(name, _read(data, name, ocr=ocr))
    for source in archives:
        yield from _archived(source, name, ocr)


def _contents(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise InputError(
                "the file is too large to be read whole",
                where=str(path),
                why=f"it has {size:,} bytes, and {LARGEST_FILE:,} are read",
                remedy="Split it, and read the parts.",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError("the file cannot be opened", where=str(path), why=error.strerror) from error


def _archives(data: bytes, name: str) -> list[bytes]:
    """The WARC files that data is or holds; none where it is no web archive."""
    if data.startswith(b"WARC/") or (data.startswith(_GZIP) and _first(data).startswith(b"WARC/")):
        return [data]
    if data.startswith(b"PK\x03\x04") and b"datapackage.json" in data and b"archive/" in data:
        container = Container(data, name)
        inner = [member for member in container.names() if member.startswith("archive/") and ".warc" in member]
        return [container.read(member) for member in inner]
    return []


def _first(data: bytes) -> bytes:
    """The beginning of what gzip data holds."""
    try:
        return zlib.decompressobj(31).decompress(data[:65_536], 64)
    except zlib.error:
        return b""


def _archived(source: bytes, name: str, ocr: bool) -> Iterator[dict[str, Any]]:
    try:
        found = list(_documents(source, name))
    except PackedWhole:
        found = list(_documents(unpacked(source, name), name))
    for address, data, said in found:
        place = f"{name}#{address}"
        if isinstance(data, SynopticonError):
            yield _row(place, unread(data))
        else:
            yield _row(place, _read(data, place, media_type=said, url=address, ocr=ocr))


def _documents(source: bytes, name: str) -> Iterator[tuple[str, bytes | SynopticonError, str | None]]:
    """Address, payload (or why there is none) and media type of each record that is a document."""
    for record in records(io.BytesIO(source), most=LARGEST_RECORD):
        if isinstance(record, Lost):
            reason = f"{record.reason}; {record.length:,} bytes were passed over and reading went on behind them"
            yield f"offset {record.offset}", InputError("part of the archive is damaged", where=name, why=reason), None
        elif record.kind in ("response", "resource", "conversion"):
            yield from _document(record, name)


def _document(record: Record, name: str) -> Iterator[tuple[str, bytes | SynopticonError, str | None]]:
    address = record.headers.get("warc-target-uri", "").strip("<>")
    try:
        payload = payload_of_record(record, most=LARGEST_RECORD, where=name)
    except InputError as error:
        yield address, error, None
        return
    message = parse(record.block or b"") if record.kind == "response" else None
    stated = message.headers.get("content-type") if message else record.headers.get("content-type")
    said = media_type_of(payload, stated)
    answered = message is None or message.status == 200
    if answered and payload and not address.startswith("urn:") and is_document(said, address):
        yield address, payload, said


def _read(
    data: bytes, name: str, *, media_type: str | None = None, url: str | None = None, ocr: bool = False
) -> Reading:
    try:
        return read(data, name=name, media_type=media_type, url=url, ocr=ocr)
    except MissingPart:
        raise
    except SynopticonError as error:
        return unread(error)


def _row(path: str, reading: Reading) -> dict[str, Any]:
    return {
        "path": path,
        "title": reading.title,
        "text": reading.text,
        "authors": list(reading.authors),
        "published": reading.published,
        "language": reading.language,
        "site": reading.site,
        "format": reading.format,
        "extractor": reading.extractor,
        "warnings": list(reading.warnings),
    }
