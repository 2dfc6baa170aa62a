"""A WACZ 1.1.1 written member by member: stored uncompressed, hashed as it goes, the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from synopticon.capture.records import packed
from synopticon.capture.warc_reading import Record, records
from synopticon.model.digests import sha256_hex

WARC, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Archived:
    """The records of one capture, packed one gzip member each, and how its page is shown."""

    data: bytes
    url: str
    title: str | None
    moment: datetime


class WaczWriter:
    """Writes into an open file; `finish` adds what lists the rest. Nothing is read back."""

    def __init__(self, file: BinaryIO, *, software: str, created: str) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._software, self._created = software, created
        self._resources: list[dict[str, str | int]] = []

    def archive(self, captures: Iterable[Archived]) -> None:
        """The one WARC, its index and the list of pages."""
        index: list[str] = []
        pages = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Cited pages"})]
        at = 0
        digest = hashlib.sha256()
        with self._zip.open(_member(WARC), "w", force_zip64=True) as out:
            for one in captures:
                out.write(one.data)
                digest.update(one.data)
                index += _index_lines(one.data, at)
                page = {"id": sha256_hex(one.url.encode())[:16], "url": one.url, "ts": one.moment.isoformat()}
                pages.append(json.dumps(page | ({"title": one.title} if one.title else {}), ensure_ascii=False))
                at += len(one.data)
        self._list(WARC, digest.hexdigest(), at)
        self.member(INDEX, "".join(f"{line}\n" for line in sorted(index)).encode("utf-8"))
        self.member(PAGES, "".join(f"{line}\n" for line in pages).encode("utf-8"))

    def member(self, path: str, data: bytes) -> None:
        """One more file, listed with its hash."""
        self._zip.writestr(_member(path), data)
        self._list(path, sha256_hex(data), len(data))

    def finish(self) -> None:
        """The list of all members, and its digest; then the ZIP is whole."""
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": self._software,
            "created": self._created,
            "resources": self._resources,
        }
        listed = json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8")
        self._zip.writestr(_member("datapackage.json"), listed)
        seal = {"path": "datapackage.json", "hash": f"sha256:{sha256_hex(listed)}"}
        self._zip.writestr(_member("datapackage-digest.json"), json.dumps(seal, indent=2))
        self._zip.close()

    def _list(self, path: str, digest: str, size: int) -> None:
        name = path.rpartition("/")[2]
        self._resources.append({"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size})


def repacked(data: bytes) -> bytes:
    """WARC records one gzip member each, whether they lay packed or plain."""
    if data.startswith(b"\x1f\x8b"):
        return data
    found = [one for one in records(io.BytesIO(data), most=1 << 62) if isinstance(one, Record)]
    return b"".join(packed(data[one.offset : one.offset + one.length]) for one in found)


def surt(url: str) -> str:
    """The address with its host turned round, as indexes sort it: `com,example)/path?query`."""
    parts = urlsplit(url)
    if not parts.hostname:
        return url.lower()
    host = ",".join(reversed(parts.hostname.lower().removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.lower().split('&')))}" if parts.query else ""
    return f"{host}{port}){parts.path.lower() or '/'}{query}"


def _index_lines(data: bytes, at: int) -> list[str]:
    lines = []
    for one in records(io.BytesIO(data), most=1 << 62):
        if not isinstance(one, Record) or one.kind not in ("response", "resource"):
            continue
        url, head = one.headers.get("warc-target-uri", ""), (one.block or b"")[:4096]
        status = head[9:12].decode("ascii", "replace") if head.startswith(b"HTTP/") else "200"
        row = {
            "url": url,
            "mime": _mime(one, head),
            "status": status,
            "digest": one.headers.get("warc-payload-digest", one.headers.get("warc-block-digest", "")),
            "length": str(one.length),
            "offset": str(at + one.offset),
            "filename": WARC.rpartition("/")[2],
        }
        moment = "".join(letter for letter in one.headers.get("warc-date", "") if letter.isdigit())[:14]
        lines.append(f"{surt(url)} {moment} {json.dumps(row, ensure_ascii=False)}")
    return lines


def _mime(record: Record, head: bytes) -> str:
    if record.kind == "resource":
        return record.headers.get("content-type", "application/octet-stream")
    for line in head.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-type":
            return value.decode("latin-1").split(";")[0].strip()
    return "application/octet-stream"


def _member(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _EPOCH)
    info.external_attr = 0o644 << 16
    return info
