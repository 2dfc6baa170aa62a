"""A capture: bytes obtained, or the reason why they were not, with every condition of the obtaining."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from synopticon.model.digests import digest_of


class Channel(StrEnum):
    """The way by which bytes came here."""

    WEB = "web"
    BROWSER = "browser"
    FEED = "feed"
    SITEMAP = "sitemap"
    FILE = "file"
    WARC = "warc"
    WACZ = "wacz"
    CORPUS = "corpus"


class Form(StrEnum):
    """How the payload lies in its blob."""

    BYTES = "bytes"
    """The range itself is the payload."""
    GZIP = "gzip"
    """The range is gzip; the payload is what it unpacks to."""
    WARC = "warc"
    """The range is WARC records (gzip members or plain); the payload is the body of the response or resource record."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the obtained bytes lie in the archive. length None means: to the end of the blob."""

    blob: str
    form: Form = Form.BYTES
    offset: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What the channel said of the item (a feed entry, a column of a corpus), as opposed to what the bytes say."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """EDTF."""
    language: str | None = None
    """BCP 47."""
    published_at: str | None = None
    """The moment on the day of `published`, where it was told: ISO 8601, with a zone only where one was told."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was obtained: a short code that programs compare, and a sentence for people."""

    code: str
    reason: str


def is_container(conditions: Mapping[str, str]) -> bool:
    """True where these are the conditions of an archive, a corpus, a feed or a sitemap."""
    return conditions.get("role") == "container"


@dataclass(frozen=True, slots=True)
class Capture:
    """One obtaining of one asked-for thing.

    asked: a URL, or `file:` and the path inside the folder that was handed in (never an absolute path: it would
        name the collector's machine), or a container's locator with `#` and the member.
    obtained: the address that answered, after redirects; None for files.
    collected: when the bytes were obtained (for WARC records, the record's own date), UTC.
    digest: SHA-256 of the payload; None for a failure.
    conditions: facts of the obtaining as text (status, redirects, TLS, validators, robots, user agent).
    parent: id of the capture that led here (a feed, a sitemap, an archive), if any.
    """

    asked: str
    collected: datetime
    channel: Channel
    obtained: str | None = None
    digest: str | None = None
    size: int = 0
    media_type: str | None = None
    place: Place | None = None
    claims: Claims = field(default_factory=Claims)
    conditions: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None
    parent: str | None = None

    @property
    def container(self) -> bool:
        """True for evidence that is kept whole, but is no item to be read."""
        return is_container(self.conditions)

    @property
    def id(self) -> str:
        """Digest of what was asked and what came of it: the same thing obtained twice is one capture."""
        outcome = self.failure.code if self.failure else self.digest
        return digest_of(["capture", self.asked, outcome])
