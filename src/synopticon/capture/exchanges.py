"""From HTTP exchanges as they went over the wire to one capture: WARC records in one blob, and the facts of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from synopticon.capture.http_payload import decoded, parse
from synopticon.capture.media_types import media_type_of
from synopticon.capture.obtained import Obtained
from synopticon.capture.records import HTTP_REQUEST, HTTP_RESPONSE, Written, fields, joined, record
from synopticon.errors import DamagedInput, HostileInput
from synopticon.model.capture import Capture, Channel, Claims, Failure, Form, Place
from synopticon.model.digests import sha256_hex

_CARRIED = ("etag", "last-modified", "content-language")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, byte for byte behind TLS.

    server: the address that answered, None where a proxy stood between; tls: version, cipher and certificate;
    truncated: why the answer is not whole ("length", "disconnect", "time"), in WARC's words.
    """

    url: str
    moment: datetime
    request: bytes
    response: bytes
    server: str | None = None
    tls: Mapping[str, str] = field(default_factory=dict)
    truncated: str | None = None

    @property
    def status(self) -> int:
        """The answer's status; 0 where none came."""
        message = parse(self.response)
        return message.status if message else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be fetched.

    known: the last successful capture of it, for a conditional request; claims: what a feed said of it; parent: the
    capture that named it.
    """

    url: str
    known: Capture | None = None
    claims: Claims = field(default_factory=Claims)
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one wanted address: the capture with its bytes, and its payload where it has one."""

    obtained: Obtained
    payload: bytes | None = None


def captured(
    wanted: Wanted, hops: Sequence[Exchange], conditions: dict[str, str], failure: Failure | None, most: int
) -> Fetched:
    """The capture of an address from its exchanges, redirects first. conditions: further facts of the obtaining."""
    last = hops[-1]
    message = parse(last.response)
    blob, place = _sealed(hops, conditions)
    facts = {**conditions, **_facts(hops)}
    payload: bytes | None = None
    if failure is None and message is not None:
        try:
            payload = decoded(message, most=most, where=last.url)
        except (DamagedInput, HostileInput) as error:
            failure = Failure(error.code, error.sentence())
        else:
            if not payload:
                failure = Failure("empty", "The server answered with nothing.")
    said = message.headers.get("content-type") if message else None
    capture = Capture(
        asked=wanted.url,
        collected=last.moment,
        channel=Channel.WEB,
        obtained=last.url,
        digest=sha256_hex(payload) if payload and failure is None else None,
        size=len(payload or b""),
        media_type=media_type_of(payload, said) if payload else None,
        place=place,
        claims=wanted.claims,
        conditions=facts,
        failure=failure,
        parent=wanted.parent,
    )
    return Fetched(Obtained(capture, (blob,)), payload if failure is None else None)


def failed(wanted: Wanted, moment: datetime, failure: Failure, conditions: Mapping[str, str]) -> Fetched:
    """A capture of which nothing came at all."""
    capture = Capture(
        asked=wanted.url,
        collected=moment,
        channel=Channel.WEB,
        claims=wanted.claims,
        conditions=conditions,
        failure=failure,
        parent=wanted.parent,
    )
    return Fetched(Obtained(capture))


def _sealed(hops: Sequence[Exchange], conditions: dict[str, str]) -> tuple[bytes, Place]:
    records: list[Written] = []
    final = 0
    for before, hop in zip([None, *hops], hops, strict=False):
        final = len(records)
        records += _records(hop, conditions | ({"via": before.url} if before else {}))
    data, begins = joined(records)
    return data, Place(sha256_hex(data), Form.WARC, begins[final], len(records[final].data))


def _records(hop: Exchange, conditions: Mapping[str, str]) -> list[Written]:
    headers: dict[str, str] = {}
    if hop.server:
        headers["WARC-IP-Address"] = hop.server
    if hop.truncated:
        headers["WARC-Truncated"] = hop.truncated
    message = parse(hop.response)
    response = record(
        "response", hop.response, moment=hop.moment, url=hop.url, content_type=HTTP_RESPONSE,
        payload=message.body if message else None, headers=headers,
    )  # fmt: skip
    together = {"WARC-Concurrent-To": response.id}
    request = record(
        "request", hop.request, moment=hop.moment, url=hop.url, content_type=HTTP_REQUEST, headers=together
    )
    about = fields({**{name.replace(" ", "-"): value for name, value in conditions.items()}, **hop.tls})
    metadata = record(
        "metadata", about, moment=hop.moment, url=hop.url, content_type="application/warc-fields", headers=together
    )
    return [response, request, metadata]


def _facts(hops: Sequence[Exchange]) -> dict[str, str]:
    last = hops[-1]
    facts = {"status": str(last.status), **last.tls}
    message = parse(last.response)
    if message:
        facts |= {name: message.headers[name] for name in _CARRIED if name in message.headers}
    if len(hops) > 1:
        facts["redirects"] = " → ".join([*(f"{hop.url} ({hop.status})" for hop in hops[:-1]), last.url])
    return facts
