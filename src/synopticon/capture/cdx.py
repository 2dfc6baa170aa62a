"""The CDXJ index of WARC records: one line a record, sorted by a key that every player of web archives computes."""

from __future__ import annotations

import json
import re
from datetime import datetime
from posixpath import normpath
from urllib.parse import quote, urlsplit

import idna

from synopticon.capture.http_payload import parse
from synopticon.capture.warc_reading import Record

_WWW = re.compile(r"^www\d*\.")
_AS_IS = "".join(chr(code) for code in range(33, 127))
_DEFAULT = {"http": 80, "https": 443}


def line(record: Record, offset: int, filename: str) -> str | None:
    """The index line of a record that lies at offset of a WARC of that name; None for records that nobody asks for."""
    if record.kind not in ("response", "resource", "revisit"):
        return None
    url = record.headers.get("warc-target-uri", "").strip("<>")
    moment = record.headers.get("warc-date", "")
    message = parse(record.block or b"") if record.kind != "resource" else None
    said = message.headers.get("content-type", "") if message else record.headers.get("content-type", "")
    digest = record.headers.get("warc-payload-digest") or record.headers.get("warc-block-digest", "")
    fields = {
        "url": url,
        "mime": "warc/revisit" if record.kind == "revisit" else said.partition(";")[0].strip() or "unk",
        "status": str(message.status) if message else "200",
        "digest": digest,
        "length": str(record.length),
        "offset": str(offset),
        "filename": filename,
    }
    return f"{surt(url)} {re.sub(r'[^0-9]', '', moment)[:14]} {json.dumps(fields, ensure_ascii=True)}"


def surt(url: str) -> str:
    """The sort-friendly form of an address (SURT), canonical as the Internet Archive's rules have it.

    Lower case, host reversed with commas, without `www.`, default port, fragment and trailing slash; the query's
    parts sorted. `https://www.Example.org/A/?b=1&a=2` is `org,example)/a?a=2&b=1`.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in _DEFAULT:
        return url
    host = ",".join(reversed(_WWW.sub("", _ascii(parts.hostname or "")).split(".")))
    if parts.port and parts.port != _DEFAULT[parts.scheme.lower()]:
        host += f":{parts.port}"
    path = normpath(_quoted(parts.path or "/")).replace("//", "/")
    query = "&".join(sorted(_quoted(parts.query).split("&")))
    return f"{host}){path}" + (f"?{query}" if query else "")


def _quoted(text: str) -> str:
    return quote(text, safe=_AS_IS).lower()


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return host


def stamp(moment: datetime) -> str:
    """A moment as web archives write it in lists of pages."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
