"""From WARC records to captures: which of them are items, where they lie, and what stays inside the archive."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import BinaryIO

from synopticon.capture.http_payload import parse
from synopticon.capture.media_types import is_document, is_picture, media_type_of
from synopticon.capture.obtained import Desk, Obtained
from synopticon.capture.payload import payload_of_record
from synopticon.capture.warc_reading import Lost, Record, records
from synopticon.errors import InputError
from synopticon.model.capture import Capture, Channel, Claims, Failure, Form, Place
from synopticon.model.digests import sha256_hex

_HASHES = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}
_CARRIED = ("etag", "last-modified")


@dataclass
class Tally:
    """What a person should be told about an archive after it was read."""

    inside: Counter[str] = field(default_factory=Counter)
    lost: list[Lost] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)

    def sentences(self, name: str) -> Iterator[str]:
        """The tally in words."""
        for lost in self.lost[:5]:
            yield (
                f"{name}: nothing readable in {lost.length:,} bytes from offset {lost.offset:,}: {lost.reason}. "
                "Reading went on behind them."
            )
        if len(self.lost) > 5:
            yield f"{name}: {len(self.lost) - 5} more damaged stretches."
        for sentence in self.doubtful[:5]:
            yield f"{name}: {sentence}"
        if self.inside:
            parts = ", ".join(f"{count:,} {what}" for what, count in self.inside.most_common())
            yield f"{name}: kept inside the archive and not made items: {parts}."


@dataclass(frozen=True)
class Region:
    """A WARC inside an archived blob: a stream over its bytes, and where in the blob the stream begins."""

    source: BinaryIO
    blob: str
    offset: int
    name: str


class Reading:
    """Reads the records of one archive's WARCs into captures."""

    def __init__(self, desk: Desk, channel: Channel, parent: Capture, titles: Mapping[str, str]) -> None:
        """titles: what the archive's list of pages calls each address."""
        self._desk, self._channel, self._parent, self._titles = desk, channel, parent, titles
        self._originals: dict[str, Capture | None] = {}
        self.tally = Tally()

    def captures(self, region: Region) -> Iterator[Obtained]:
        """A capture for every item among the records, in their order. Raises PackedWhole."""
        for found in records(region.source, most=self._desk.limits.body):
            self._desk.done(found.length)
            if isinstance(found, Lost):
                self.tally.lost.append(Lost(region.offset + found.offset, found.length, found.reason))
                continue
            capture = self._capture(found, region)
            if capture is not None:
                yield Obtained(capture)

    def _capture(self, record: Record, region: Region) -> Capture | None:
        if record.kind not in ("response", "resource", "conversion", "revisit"):
            return None
        url = record.headers.get("warc-target-uri", "").strip("<>")
        place = Place(region.blob, Form.WARC, region.offset + record.offset, record.length)
        if record.kind == "revisit":
            return self._revisit(record, url)
        if record.block is None:
            return self._failed(record, url, "too-large", f"the record is larger than {self._desk.limits.body:,} bytes")
        self._check_digest(record, url)
        capture = self._item(record, url, place)
        if capture is None or capture.failure is None:
            for name in _names(record):
                self._originals.setdefault(name, capture)
        return capture

    def _item(self, record: Record, url: str, place: Place) -> Capture | None:
        message = parse(record.block or b"") if record.kind == "response" else None
        if message is not None and message.status != 200:
            self.tally.inside[f"answers with status {message.status}"] += 1
            return None
        said = message.headers.get("content-type") if message else record.headers.get("content-type")
        try:
            payload = payload_of_record(record, most=self._desk.limits.body, where=url)
        except InputError as error:
            return self._failed(record, url, error.code, error.sentence())
        media_type = media_type_of(payload, said)
        if url.startswith("urn:"):
            # How recorders name what they made of a page: its DOM, text, picture. The page itself has its own record.
            self.tally.inside["records about pages"] += 1
            return None
        if not payload or not (is_document(media_type, url) or self._wanted_picture(media_type, len(payload))):
            self.tally.inside[_kind_in_words(media_type) if payload else "empty answers"] += 1
            return None
        conditions = {"record": record.headers.get("warc-record-id", ""), "record type": record.kind}
        if message:
            conditions["status"] = str(message.status)
            conditions |= {name: message.headers[name] for name in _CARRIED if name in message.headers}
        return Capture(
            asked=url,
            obtained=url,
            collected=_moment(record.headers.get("warc-date"), self._parent.collected),
            channel=self._channel,
            digest=sha256_hex(payload),
            size=len(payload),
            media_type=media_type,
            place=place,
            claims=self._claims(url),
            conditions=conditions,
            parent=self._parent.id,
        )

    def _wanted_picture(self, media_type: str, size: int) -> bool:
        """True for a picture that is large enough to be an item, where pictures are asked for."""
        least = self._desk.limits.pictures
        return 0 < least <= size and is_picture(media_type)

    def _revisit(self, record: Record, url: str) -> Capture | None:
        """A record that says "as before": the payload is the earlier record's, the moment its own."""
        meant = next((name for name in _meant(record) if name in self._originals), None)
        original = self._originals[meant] if meant else None
        if original is not None:
            conditions = {**original.conditions, "record": record.headers.get("warc-record-id", ""),
                          "record type": "revisit"}  # fmt: skip
            moment = _moment(record.headers.get("warc-date"), self._parent.collected)
            claims = self._claims(url)
            return replace(original, asked=url, obtained=url, collected=moment, claims=claims, conditions=conditions)
        message = parse(record.block or b"")
        if message is not None and message.status not in (200, 304):
            self.tally.inside[f"answers with status {message.status}"] += 1
            return None
        said = media_type_of(b"", message.headers.get("content-type")) if message else "text/html"
        if meant or not is_document(said, url):
            self.tally.inside["repeated answers"] += 1
            return None
        return self._failed(
            record, url, "revisit-without-original",
            "the record says that nothing had changed since an earlier one, which is not in this archive",
        )  # fmt: skip

    def _failed(self, record: Record, url: str, code: str, reason: str) -> Capture:
        return Capture(
            asked=url,
            collected=_moment(record.headers.get("warc-date"), self._parent.collected),
            channel=self._channel,
            conditions={"record": record.headers.get("warc-record-id", "")},
            failure=Failure(code, reason),
            parent=self._parent.id,
        )

    def _claims(self, url: str) -> Claims:
        asked = self._desk.asked
        return Claims(url=url, title=self._titles.get(url), outlet=asked.outlet, language=asked.language)

    def _check_digest(self, record: Record, url: str) -> None:
        stated = record.headers.get("warc-block-digest")
        if stated and not digest_holds(record.block or b"", stated):
            self.tally.doubtful.append(f"the record of {url} does not have the digest that it states.")


def _names(record: Record) -> Iterator[str]:
    """What a later revisit may call this record by: its payload's digest, its id, its address and moment."""
    return _called(record, "warc-record-id", "warc-target-uri", "warc-date")


def _meant(record: Record) -> Iterator[str]:
    """What a revisit calls the record that it repeats by."""
    return _called(record, "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date")


def _called(record: Record, identity: str, address: str, moment: str) -> Iterator[str]:
    headers = record.headers
    yield from (headers[name] for name in ("warc-payload-digest", identity) if headers.get(name))
    yield f"{headers.get(address, '')} {headers.get(moment, '')}"


def digest_holds(data: bytes, stated: str) -> bool:
    """True where data has a stated digest (`sha1:` in base 32 or hexadecimal, …), or where its kind is unknown here."""
    kind, _, value = stated.partition(":")
    if kind.lower() not in _HASHES:
        return True
    raw = hashlib.new(_HASHES[kind.lower()], data, usedforsecurity=False).digest()
    return value.lower() in (raw.hex(), base64.b32encode(raw).decode().lower())


def _moment(text: str | None, otherwise: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return otherwise
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _kind_in_words(media_type: str) -> str:
    main, _, sub = media_type.partition("/")
    if main in ("image", "audio", "video", "font"):
        return {"image": "pictures", "audio": "sounds", "video": "films", "font": "fonts"}[main]
    return {"css": "style sheets", "javascript": "scripts", "x-javascript": "scripts", "json": "data"}.get(
        sub, "others"
    )
