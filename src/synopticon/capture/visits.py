"""From what a browser saw to one capture: a WACZ with every answer, the page as it stood (DOM) and its picture."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlsplit

from synopticon.capture.exchanges import Wanted
from synopticon.capture.obtained import Obtained
from synopticon.capture.records import HTTP_REQUEST, HTTP_RESPONSE, Written, fields, record
from synopticon.capture.wacz_writing import Page, compose
from synopticon.model.capture import Capture, Channel, Form, Place
from synopticon.model.digests import sha256_hex

_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that no longer hold once the browser has decoded a body; they are kept under another name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the browser hands it over: the body decoded, headers in their order."""

    url: str
    moment: datetime
    method: str
    request_headers: Mapping[str, str]
    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    server: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it was seen."""

    url: str
    moment: datetime
    title: str
    dom: bytes
    picture: bytes | None
    answers: Sequence[Answer]
    conditions: Mapping[str, str] = field(default_factory=dict)


def captured(wanted: Wanted, visit: Visit) -> Obtained:
    """The capture of a visit: its payload is the DOM, which lies as a resource record in the visit's own WACZ."""
    software = record(
        "warcinfo", fields({"software": "Synopticon", "format": "WARC File Format 1.1", **visit.conditions}),
        moment=visit.moment, content_type="application/warc-fields",
    )  # fmt: skip
    records = [software]
    for answer in visit.answers:
        records += _records(answer)
    if visit.picture:
        records.append(_resource("view", visit, "image/png", visit.picture))
    before = sum(len(one.data) for one in records)
    dom = _resource("dom", visit, "text/html; charset=utf-8", visit.dom)
    records.append(dom)
    out = io.BytesIO()
    first = next((one.moment for one in visit.answers if one.url == visit.url), visit.moment)
    begin = compose(
        out,
        [Page(visit.url, first, visit.title)],
        [one.data for one in records],
        moment=visit.moment,
        title=visit.title,
    )
    wacz = out.getvalue()
    capture = Capture(
        asked=wanted.url,
        obtained=visit.url,
        collected=visit.moment,
        channel=Channel.BROWSER,
        digest=sha256_hex(visit.dom),
        size=len(visit.dom),
        media_type="text/html",
        place=Place(sha256_hex(wacz), Form.WARC, begin + before, len(dom.data)),
        claims=wanted.claims,
        conditions=visit.conditions,
        parent=wanted.parent,
    )
    return Obtained(capture, (wacz,))


def _resource(kind: str, visit: Visit, content_type: str, data: bytes) -> Written:
    return record(
        "resource", data, moment=visit.moment, url=f"urn:{kind}:{visit.url}", content_type=content_type, payload=data
    )


def _records(answer: Answer) -> list[Written]:
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else name, value.replace("\r", " ").replace("\n", ", "))
        for name, value in answer.headers
    ]
    head = f"HTTP/1.1 {answer.status} {answer.reason}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in [*headers, ("Content-Length", str(len(answer.body)))])
    response = record(
        "response", head.encode("utf-8", "replace") + b"\r\n" + answer.body, moment=answer.moment, url=answer.url,
        content_type=HTTP_RESPONSE, payload=answer.body,
        headers={"WARC-IP-Address": answer.server} if answer.server else {},
    )  # fmt: skip
    parts = urlsplit(answer.url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._?") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{answer.method} {path} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in answer.request_headers.items()]
    request = record(
        "request", ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace"), moment=answer.moment, url=answer.url,
        content_type=HTTP_REQUEST, headers={"WARC-Concurrent-To": response.id},
    )  # fmt: skip
    return [response, request]
