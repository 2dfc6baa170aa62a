"""Writing WARC 1.1 records: exact bytes, one gzip member a record, the same bytes for the same input.

Record ids follow from the content, and gzip carries no clock, so that a capture made twice is one blob.
"""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

HTTP_REQUEST = "application/http; msgtype=request"
HTTP_RESPONSE = "application/http; msgtype=response"


@dataclass(frozen=True, slots=True)
class Written:
    """A record as bytes: packed, and the id by which others refer to it."""

    data: bytes
    id: str


def record(
    kind: str,
    block: bytes,
    *,
    moment: datetime,
    url: str | None = None,
    content_type: str | None = None,
    payload: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Written:
    """One record. payload: the body inside the block as it lies there, for its digest; headers: further ones."""
    date = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    block_digest = hashlib.sha256(block).hexdigest()
    seed = f"{kind} {url or ''} {date} {block_digest} {sorted((headers or {}).items())}"
    identity = f"<{uuid.UUID(bytes=hashlib.sha256(seed.encode()).digest()[:16], version=4).urn}>"
    lines = {"WARC-Type": kind, "WARC-Record-ID": identity, "WARC-Date": date}
    if url is not None:
        lines["WARC-Target-URI"] = url
    lines |= headers or {}
    if payload is not None:
        lines["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(payload).hexdigest()}"
    lines["WARC-Block-Digest"] = f"sha256:{block_digest}"
    if content_type:
        lines["Content-Type"] = content_type
    lines["Content-Length"] = str(len(block))
    head = "WARC/1.1\r\n" + "".join(f"{name}: {_one_line(value)}\r\n" for name, value in lines.items()) + "\r\n"
    return Written(packed(head.encode() + block + b"\r\n\r\n"), identity)


def fields(values: Mapping[str, str]) -> bytes:
    """A block of `application/warc-fields`."""
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in values.items()).encode()


def joined(records: Sequence[Written]) -> tuple[bytes, tuple[int, ...]]:
    """All records behind each other, and where each begins."""
    begins, at = [], 0
    for one in records:
        begins.append(at)
        at += len(one.data)
    return b"".join(one.data for one in records), tuple(begins)


def packed(data: bytes) -> bytes:
    """One gzip member without name or time."""
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    return engine.compress(data) + engine.flush()


def _one_line(value: str) -> str:
    return " ".join(value.split())
