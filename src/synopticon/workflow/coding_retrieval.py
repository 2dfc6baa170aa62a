"""Retrieval: which passages bear a code, in which cases, with which attributes, beside which others; and quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synopticon.coding.columns import Columns
from synopticon.coding.quoting import Permission, permission
from synopticon.coding.retrieval import Condition, retrieve
from synopticon.coding.tree import Tree
from synopticon.errors import UsageError
from synopticon.language.folding import fold
from synopticon.model.coding import CodedDocument, CodingQuery, Relation, SpanRow
from synopticon.workflow.codebook import codebook_of
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import documents_of, texts_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

AROUND = 80
"""Characters shown on either side of a quotation."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a passage must, or must `no`t, stand beside. code: as people name it. distance: for NEAR, in characters."""

    relation: Relation
    code: str
    distance: int = 0
    no: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. codes: any of these, as people name them; none means all. below: with all codes below.

    attributes: what the passage's document must have, by name; a date by its beginning. viewer: who looks.
    """

    codes: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    below: bool = True
    documents: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    case: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    one_coder: bool = False
    viewer: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with what stands around it. words, before, after: "" where the consent withholds them."""

    coding: str
    path: str
    coder: str
    document: CodedDocument
    start: int
    end: int
    before: str
    words: str
    after: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The codings that were found, their documents, and the tree of codes as it is now."""

    rows: tuple[SpanRow, ...]
    documents: Mapping[str, CodedDocument]
    tree: Tree


def retrieve_codings(study: Study, wanted: Wanted) -> Retrieved:
    """The codings that meet all that is wanted, by document and place. Raises NotFound, UsageError."""
    tree = Tree(codebook_of(study).codes)
    codes = codes_meant(tree, wanted)
    conditions = [
        Condition(one.relation, _named(tree, [one.code], wanted.below)[0], one.distance, one.no)
        for one in wanted.beside
    ]
    if any(one.distance < 0 for one in wanted.beside):
        raise UsageError("a distance cannot be less than nothing", remedy="Write --within 200.")
    rows = _spans(study, wanted, codes.union(*(one.codes for one in conditions)))
    found = retrieve(Columns.of(rows), codes, conditions, one_coder=wanted.one_coder) if conditions else rows
    known = documents_of(study, list(dict.fromkeys(row.document for row in found)))
    met = {one: document for one, document in known.items() if _meets(document, wanted)}
    return Retrieved(tuple(row for row in found if row.document in met), met, tree)


def codes_meant(tree: Tree, wanted: Wanted) -> frozenset[str]:
    """The ids of the codes that are wanted; where none is named, of all that the tree has."""
    if not wanted.codes:
        return frozenset(tree.by_id)
    return frozenset().union(*_named(tree, wanted.codes, wanted.below))


def _spans(study: Study, wanted: Wanted, codes: frozenset[str]) -> list[SpanRow]:
    """The spans to look at: of these codes, of the wanted documents and coders, without what the viewer may not see."""
    few = bool(wanted.codes) and len(codes) <= _FEW
    query = CodingQuery(
        documents=tuple(whole_document(study, one) for one in wanted.documents) or None,
        codes=tuple(sorted(codes)) if few else None,
        coders=wanted.coders or None,
        viewer=coder_of(study, wanted.viewer),
    )
    found = study.reader.coding_spans(query)
    return found if few else [row for row in found if row.code in codes]


def quotes(study: Study, found: Retrieved, *, around: int = AROUND) -> list[Quote]:
    """The passages with their words, as far as each document's terms allow it today."""
    today = study.clock().date()
    asked = list(dict.fromkeys((row.document, row.reading) for row in found.rows))
    texts = texts_of(study, asked)
    listed = []
    for row in found.rows:
        document = found.documents[row.document]
        allowed = permission(document.terms, today)
        text = texts.get((row.document, row.reading), "") if allowed.verbatim else ""
        listed.append(
            Quote(
                row.id, found.tree.path(row.code), row.coder, document, row.start, row.end,
                text[max(0, row.start - around) : row.start], text[row.start : row.end],
                text[row.end : row.end + around], allowed,
            )
        )  # fmt: skip
    return listed


_FEW = 500
"""Codes that are named to the database; where there are more, all codings are read and sifted here."""


def _named(tree: Tree, codes: Sequence[str], below: bool) -> list[frozenset[str]]:
    chosen = [tree.find(code).id for code in codes]
    return [frozenset(tree.with_descendants(one)) if below else frozenset([one]) for one in chosen]


def _meets(document: CodedDocument, wanted: Wanted) -> bool:
    if wanted.case is not None and fold(document.case) != fold(wanted.case):
        return False
    for name, value in wanted.attributes.items():
        has = fold(document.attributes.get(name, ""))
        if not (has.startswith(fold(value)) if name == "published" and value else has == fold(value)):
            return False
    return True
