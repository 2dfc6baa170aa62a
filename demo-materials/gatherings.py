"""Files that hold many items: a radio's feed with its whole texts, and a crawl with a page that was met twice."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from pages import page
from stories import Piece


def feed(pieces: Sequence[Piece]) -> bytes:
    """RSS 2.0 with content:encoded, newest entry first."""
    outlet = pieces[0].outlet
    entries = []
    for piece in sorted(pieces, key=lambda p: p.at, reverse=True):
        credit = f"<p>Source: {escape(piece.credit)}</p>" if piece.credit else ""
        body = f"<p>{escape(piece.dateline)} - " if piece.dateline else "<p>"
        body += "</p>\n<p>".join(escape(part) for part in piece.paragraphs) + "</p>\n" + credit
        author = f"<dc:creator>{escape(piece.byline)}</dc:creator>" if piece.byline else ""
        entries.append(
            f"<item><title>{escape(piece.title)}</title><link>{piece.url}</link><guid>{piece.url}</guid>"
            f"<pubDate>{format_datetime(datetime.fromisoformat(piece.at))}</pubDate>{author}"
            f"<content:encoded><![CDATA[{body}\n<p><small>{escape(outlet.notice)}</small></p>]]></content:encoded></item>"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>'
        f"<title>{escape(outlet.name)}</title><link>https://{outlet.host}/</link>"
        f"<description>{escape(outlet.notice)}</description><language>{outlet.language}</language>\n"
        + "\n".join(entries)
        + "\n</channel></rss>\n"
    )
    return text.encode()


def warc(pieces: Sequence[Piece]) -> bytes:
    """WARC 1.1, uncompressed: warcinfo, a response a page, and a revisit for each page that came back unchanged."""
    described = (
        "software: demo-materials\r\nformat: WARC File Format 1.1\r\n"
        "description: Invented pages for a demonstration study; none of these servers exists.\r\n"
    )
    records = [_record("warcinfo", "", "2024-04-28T10:00:00Z", "application/warc-fields", described.encode())]
    for piece in pieces:
        body = page(piece)
        again = piece.format == "revisit"
        moment = datetime.fromisoformat(piece.at) + timedelta(days=2 if again else 0, hours=6, minutes=7)
        charset = "gb18030" if piece.outlet.page == "chinese" else "utf-8"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        digest = f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"
        extra = [f"WARC-Payload-Digest: {digest}"]
        if again:
            extra.append("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
        kind = "revisit" if again else "response"
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        records.append(
            _record(
                kind, piece.url, stamp, "application/http; msgtype=response", head + (b"" if again else body), extra
            )
        )
    return b"".join(records)


def _record(kind: str, url: str, stamp: str, media_type: str, block: bytes, extra: Sequence[str] = ()) -> bytes:
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {url} {stamp}")
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>", f"WARC-Date: {stamp}"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [*extra, f"Content-Type: {media_type}", f"Content-Length: {len(block)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
