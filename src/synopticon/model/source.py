"""A source: who speaks in the study, with what was obtained of it and what was not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. documents: obtained and not withdrawn; failed: attempts that brought nothing.

    channels and languages are those of both; first and last: days (YYYY-MM-DD) of its earliest and latest dated
    document, None where none is dated.
    """

    outlet: str
    documents: int
    failed: int
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """A filter over sources; None means no restriction. Order: documents, failed, outlet; `-` reverses.

    text: a substring of the name. channel: something came that way. failed: True for those with failed attempts, those
    that brought nothing at all included; False for those with documents.
    """

    text: str | None = None
    channel: str | None = None
    failed: bool = False
    order: str = "-documents"
    limit: int = 50
    offset: int = 0
