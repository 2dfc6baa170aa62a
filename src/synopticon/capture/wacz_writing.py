"""Writing WACZ 1.1: WARC records, their index, the list of pages and the list of files, the same for the same input.

All members are stored uncompressed (records are gzipped already), so that a record has a place in the whole file and
no version of a compressor changes a byte.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from synopticon.capture import cdx
from synopticon.capture.archives import member_begin
from synopticon.capture.warc_reading import Record, records
from synopticon.model.digests import digest_of
from synopticon.version import __version__

WARC, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_LIST, _SEAL = "datapackage.json", "datapackage-digest.json"
NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a reader of the archive may open: its address, the moment of its record, its title."""

    url: str
    moment: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A member of the archive as the list of files names it."""

    path: str
    sha256: str
    size: int


def compose(
    out: BinaryIO,
    pages: Sequence[Page],
    warc_records: Iterable[bytes],
    *,
    moment: datetime,
    title: str = "",
    more: Mapping[str, bytes] = NOTHING,
) -> int:
    """Write a WACZ to a seekable stream; answers where in it the WARC begins, to which records' offsets are added.

    warc_records: whole records, a gzip member each; more: further members by path, which the list of files names too.
    """
    moment = moment.astimezone(UTC)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        lines: list[str] = []
        warc = _write_warc(archive, warc_records, moment, lines)
        index = _member(archive, INDEX, "".join(f"{line}\n" for line in sorted(lines)).encode(), moment)
        listed = _member(archive, PAGES, _pages(pages), moment)
        further = [_member(archive, path, data, moment) for path, data in more.items()]
        package = _json(
            {
                "profile": "data-package",
                "resources": [
                    {"name": Path(one.path).name, "path": one.path, "hash": f"sha256:{one.sha256}", "bytes": one.size}
                    for one in (warc, index, listed, *further)
                ],
                "wacz_version": "1.1.1",
                "software": f"Synopticon {__version__}",
                "created": cdx.stamp(moment),
                **({"title": title} if title else {}),
                **({"mainPageUrl": pages[0].url, "mainPageDate": cdx.stamp(pages[0].moment)} if pages else {}),
            }
        )
        sealed = _member(archive, _LIST, package, moment)
        _member(archive, _SEAL, _json({"path": _LIST, "hash": f"sha256:{sealed.sha256}"}), moment)
        info = archive.getinfo(WARC)
    return member_begin(out, info)


def _write_warc(
    archive: zipfile.ZipFile, warc_records: Iterable[bytes], moment: datetime, lines: list[str]
) -> Resource:
    digest, size = hashlib.sha256(), 0
    with archive.open(_info(WARC, moment), "w", force_zip64=True) as member:
        for data in warc_records:
            for found in records(io.BytesIO(data), most=len(data) * 1100 + 4096):
                line = cdx.line(found, size + found.offset, Path(WARC).name) if isinstance(found, Record) else None
                if line:
                    lines.append(line)
            member.write(data)
            digest.update(data)
            size += len(data)
    return Resource(WARC, digest.hexdigest(), size)


def _pages(pages: Sequence[Page]) -> bytes:
    rows: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for page in pages:
        moment = cdx.stamp(page.moment.astimezone(UTC))
        identity = digest_of(["page", page.url, moment])[:22]
        row = {"id": identity, "url": page.url, "ts": moment}
        rows.append(row | ({"title": page.title} if page.title else {}))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _member(archive: zipfile.ZipFile, name: str, data: bytes, moment: datetime) -> Resource:
    archive.writestr(_info(name, moment), data)
    return Resource(name, hashlib.sha256(data).hexdigest(), len(data))


def _info(name: str, moment: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
