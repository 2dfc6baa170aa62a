"""What tracing needs of a document: its text and the few facts that say who published it, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """One document. published is EDTF, an ISO 8601 moment, or a date as people write it; language a BCP 47 tag; None
    where it is not known.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class Corpus(Protocol):
    """Documents that may be more than fit into memory: streamed once, and asked for again a few at a time."""

    def documents(self) -> Iterator[Document]:
        """Every document, each exactly once, in any order."""
        ...

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The texts of these documents, the same as `documents` gave."""
        ...


class InMemory:
    """A corpus that is already in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        if len(self._documents) != len(documents):
            raise ValueError("two documents bear the same id")

    def documents(self) -> Iterator[Document]:
        """Every document."""
        return iter(self._documents.values())

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The texts of these documents."""
        return {name: self._documents[name].text for name in ids}
