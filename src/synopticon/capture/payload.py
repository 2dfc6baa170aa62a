"""A capture's payload from its place in the archive: the very bytes whose digest the capture names."""

from __future__ import annotations

import io
from typing import Protocol

from synopticon.capture.archives import gunzip
from synopticon.capture.http_payload import decoded, parse
from synopticon.capture.warc_reading import Record, records
from synopticon.errors import DamagedStudy, InputError
from synopticon.model.capture import Capture, Form
from synopticon.model.digests import sha256_hex

ANY = 1 << 62


class Blobs(Protocol):
    """Anything that gives back ranges of blobs; the archive does."""

    def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
        """A range of a blob."""
        ...


def payload_of(capture: Capture, blobs: Blobs) -> bytes:
    """The payload of a successful capture. Raises DamagedStudy where it is not what the capture says."""
    if capture.place is None or capture.digest is None:
        raise DamagedStudy("a failed capture has no payload", where=capture.id)
    place = capture.place
    data = blobs.read(place.blob, place.offset, place.length)
    try:
        if place.form is Form.GZIP:
            # A payload's size is known, so nothing can grow beyond it.
            data = gunzip(data, most=max(capture.size, 1), ratio=ANY, where=capture.asked)
        elif place.form is Form.WARC:
            data = payload_in(data, most=max(capture.size, 1), where=capture.asked)
    except InputError as error:
        raise DamagedStudy("a capture's payload cannot be read", where=capture.id, why=error.sentence()) from error
    if sha256_hex(data) != capture.digest:
        raise DamagedStudy(
            "a payload is not the one that was captured",
            where=capture.id,
            why="its digest differs",
            remedy="Restore the archive from a copy; synopticon doctor names every damaged blob.",
        )
    return data


def payload_in(data: bytes, *, most: int, where: str) -> bytes:
    """The payload of the first response or resource record in these bytes. Raises InputError."""
    for found in records(io.BytesIO(data), most=ANY):
        if isinstance(found, Record) and found.kind in ("response", "resource", "conversion"):
            return payload_of_record(found, most=most, where=where)
    raise InputError("no response or resource record is here", where=where)


def payload_of_record(record: Record, *, most: int, where: str) -> bytes:
    """A record's payload: the decoded body of a response, the block of anything else. Raises InputError."""
    block = record.block or b""
    message = parse(block) if record.kind == "response" else None
    return block if message is None else decoded(message, most=most, where=where)
