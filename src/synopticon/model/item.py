"""An item: a capture as people see it, with its reading, its channel's claims and their corrections put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the study. Its id is the capture's.

    Each fact is the latest correction by a person, else what the channel claimed, else what the document says of
    itself. `facts_from` is one of "correction", "claim", "document", in the order outlet, published, language.
    published is EDTF by the day; published_at the moment on that day, ISO 8601, where it was told.
    """

    id: str
    extraction: str | None
    asked: str
    url: str | None
    channel: str
    collected: datetime
    media_type: str | None
    format: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    length: int
    """Code points of the text."""
    family: str | None
    warnings: tuple[str, ...] = ()
    failure: str | None = None
    withdrawn: str | None = None
    """The reason of a withdrawal, if the capture was withdrawn as a mistake."""
    facts_from: tuple[str | None, str | None, str | None] = (None, None, None)
    published_at: str | None = None

    @property
    def when(self) -> str | None:
        """What orders documents in time: the moment of publication where it is known, else the day."""
        return self.published_at or self.published


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """A filter over items; None means no restriction. Order: published, collected, outlet, title; `-` reverses."""

    text: str | None = None
    """A substring of title, outlet or address."""
    outlet: str | None = None
    language: str | None = None
    channel: str | None = None
    family: str | None = None
    since: str | None = None
    until: str | None = None
    failed: bool | None = None
    withdrawn: bool | None = False
    order: str = "-published"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A slice of a list and the length of the whole."""

    rows: tuple[T, ...]
    total: int
