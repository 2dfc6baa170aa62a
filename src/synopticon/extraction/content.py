"""What goes into a format's reader and what comes out of it, the same for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the bytes before they are read.

    name: file name or path, only for messages and to tell two plain-text formats apart.
    url: the page's address, if it has one.
    max_characters: the longest text to keep.
    ocr: recognise letters in pictures and scans (needs the `ocr` extra).
    """

    name: str | None = None
    media_type: str | None = None
    url: str | None = None
    max_characters: int = 20_000_000
    ocr: bool = False

    @property
    def place(self) -> str | None:
        """What a message names as the place of a fault."""
        return self.name or self.url


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader found, before the rules that all formats share.

    published: EDTF or None. published_at: the moment on that day, ISO 8601, where it was told with the day. language:
    as the document declares it (BCP 47), not yet checked against the text.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    site: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    published_at: str | None = None


class FormatReader(Protocol):
    """A module of formats/: one function that reads its format."""

    def read(self, data: bytes, asked: Asked) -> Content:
        """Read data. Raises UnreadableFormat, DamagedInput, HostileInput, MissingPart."""
        ...
