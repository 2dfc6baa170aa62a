"""A capture read by a named extractor version: its text and what the document says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synopticon.model.digests import digest_of, sha256_hex


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor reads from bytes, before anything knows where they came from.

    text: plain text, NFC as found, `\\n` between blocks; offsets into it count Unicode code points.
    published: EDTF, never guessed from the day of collecting; None where the document does not say.
    published_at: the moment on the day of published, ISO 8601, with a zone only where one was told; None where only the
        day was.
    language: BCP 47 primary tag with script where needed; None where too little text decides it.
    site: the outlet's own name or host, as the document gives it.
    format: the content's format by its bytes ("html", "pdf", "docx", …), never by its name.
    extractor: name and version, e.g. "html/1".
    warnings: sentences about what was lost or doubtful; never empty text for "all is well".
    """

    text: str
    format: str
    extractor: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    site: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """A reading of one capture."""

    capture: str
    reading: Reading

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return sha256_hex(self.reading.text.encode("utf-8", "surrogatepass"))

    @property
    def id(self) -> str:
        """Digest of the capture, the extractor and all that was read."""
        r = self.reading
        # Readings of a day alone bear the ids that they had before moments were kept.
        moment = [r.published_at] if r.published_at else []
        return digest_of(
            ["extraction", self.capture, r.extractor, self.text_digest, r.title, list(r.authors), r.published,
             r.language, r.site, r.url, r.format, list(r.warnings), dict(r.metadata), *moment]
        )  # fmt: skip
