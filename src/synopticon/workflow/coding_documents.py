"""Documents that can be coded: the one place that answers an id with its text, whatever kind of document it is.

`SOURCES` lists the kinds. Another kind of document needs a row there and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from synopticon.errors import NotFound, Refused, UsageError
from synopticon.model.coding import CodedDocument, DocumentKind
from synopticon.model.item import Item
from synopticon.workflow.testimony_documents import Testimony

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


class DocumentSource(Protocol):
    """One kind of document."""

    @property
    def kind(self) -> DocumentKind:
        """Which."""
        ...

    def called(self, study: Study, beginning: str) -> list[str]:
        """The ids of documents of this kind that begin so, or that a person calls so; a few where there are many."""
        ...

    def documents(self, study: Study, ids: Sequence[str]) -> dict[str, CodedDocument]:
        """These documents by id; ids that nothing of this kind bears, and what may not be read, are left out."""
        ...

    def everything(self, study: Study) -> Iterator[CodedDocument]:
        """Every document of this kind that can be coded, ordered by id."""
        ...

    def texts(self, study: Study, readings: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The texts of these (document, reading); those that are not there any more are left out."""
        ...


class Items:
    """Media items: the text of the current extraction, cases by outlet. Withdrawn items are left out."""

    kind = DocumentKind.ITEM

    def called(self, study: Study, beginning: str) -> list[str]:
        """The one item that begins so; none where none or more than one does."""
        try:
            return [study.reader.whole_id("item", beginning)]
        except NotFound:
            return []

    def documents(self, study: Study, ids: Sequence[str]) -> dict[str, CodedDocument]:
        """Items that were read and not withdrawn."""
        found = study.reader.items_of(ids)
        return {one: _of(item) for one, item in found.items() if item.extraction and item.withdrawn is None}

    def everything(self, study: Study) -> Iterator[CodedDocument]:
        """Every item that was read and not withdrawn."""
        return map(_of, study.reader.all_items())

    def texts(self, study: Study, readings: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Extractions are kept for good: an earlier reading's text is there too."""
        items = study.reader.items_of([document for document, _ in readings])
        current = [(one, reading) for one, reading in readings if one in items and items[one].extraction == reading]
        texts = study.reader.texts([document for document, _ in current])
        found = {(document, reading): texts[document] for document, reading in current}
        for document, reading in readings:
            if (document, reading) not in found and document in items:
                found[document, reading] = study.reader.extraction(reading).reading.text
        return found


SOURCES: tuple[DocumentSource, ...] = (Items(), Testimony())
"""Every kind of document that can be coded."""


def whole_document(study: Study, said: str) -> str:
    """The id of the document that an id's beginning or a pseudonym means. Raises NotFound, UsageError."""
    found = [one for source in SOURCES for one in source.called(study, said)]
    if not found:
        # The items' own message says whether the beginning is too short, unknown or shared by several.
        return study.reader.whole_id("item", said)
    if len(found) > 1:
        listed = ", ".join(one[:12] for one in found[:6])
        raise UsageError(f"{len(found)} documents are called {said}", why=listed, remedy="Write more of the id.")
    return found[0]


def documents_of(study: Study, ids: Sequence[str]) -> dict[str, CodedDocument]:
    """These documents by id; what is unknown, withdrawn or may not be read is left out."""
    found: dict[str, CodedDocument] = {}
    for source in SOURCES:
        found |= source.documents(study, [one for one in ids if one not in found])
    return found


def document_of(study: Study, document: str) -> CodedDocument:
    """One document by its whole id. Raises Refused where it was withdrawn or was never read, NotFound."""
    found = documents_of(study, [document])
    if document in found:
        return found[document]
    item = study.reader.item(document)
    raise Refused(
        "this document cannot be coded",
        where=f"item {document[:12]}",
        why=f"it was withdrawn: {item.withdrawn}" if item.withdrawn else item.failure or "nothing was read from it",
    )


def read_document(study: Study, document: str) -> tuple[CodedDocument, str]:
    """One document with its current text. Raises Refused, NotFound."""
    found = document_of(study, document)
    if found.reading is None:
        raise Refused("this document has no text to code", where=f"document {document[:12]}")
    return found, texts_of(study, [(document, found.reading)])[document, found.reading]


def texts_of(study: Study, readings: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The texts of these (document, reading); those that are not there any more are left out."""
    found: dict[tuple[str, str], str] = {}
    for source in SOURCES:
        found |= source.texts(study, [one for one in readings if one not in found])
    return found


def all_documents(study: Study) -> Iterator[CodedDocument]:
    """Every document that can be coded, kind after kind."""
    for source in SOURCES:
        yield from source.everything(study)


def _of(item: Item) -> CodedDocument:
    facts = {
        "outlet": item.outlet,
        "language": item.language,
        "channel": item.channel,
        "published": item.published,
        "family": item.family,
    }
    return CodedDocument(
        id=item.id,
        kind=DocumentKind.ITEM,
        reading=item.extraction,
        title=item.title or item.asked,
        language=item.language,
        length=item.length,
        case=item.outlet or "",
        attributes={name: fact for name, fact in facts.items() if fact},
    )
