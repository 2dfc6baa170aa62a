"""Lists of codings with the words they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.coding.quoting import Permission, permission
from synopticon.coding.tree import Tree
from synopticon.model.coding import Coding, CodingAct, CodingQuery
from synopticon.model.item import Page
from synopticon.workflow.codebook import codebook_of
from synopticon.workflow.coding import whole_coding
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import documents_of, texts_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


UNREADABLE = "out of use"
"""Why words are withheld of a document that may not be read: withdrawn, or its witness's consent has ended."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A coding as lists show it. path: of its code. words: those it covers; where they are withheld, "" and why in
    `withheld`.
    """

    coding: Coding
    path: str
    words: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one act made of a coding. path: of the code that it bore then, in the codebook under which it was given."""

    act: CodingAct
    coding: Coding
    stands: bool
    path: str


def history(study: Study, coding: str) -> list[Step]:
    """What each act made of a coding, oldest first. Raises NotFound."""
    steps = study.reader.coding_history(whole_coding(study, coding))
    trees = {version: Tree(codebook_of(study, version).codes) for version in {one.coding.version for _, one in steps}}
    return [Step(act, one.coding, one.stands, trees[one.coding.version].path(one.coding.code)) for act, one in steps]


def listed(
    study: Study,
    *,
    document: str | None = None,
    code: str | None = None,
    coder: str | None = None,
    viewer: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> Page[Listed]:
    """A page of codings by document and place; of a code with all below it.

    viewer: who looks, else the study's usual name: blind coding keeps from a coder what others gave. Raises NotFound,
    UsageError.
    """
    tree = Tree(codebook_of(study).codes)
    query = CodingQuery(
        documents=(whole_document(study, document),) if document else None,
        codes=tree.with_descendants(tree.find(code).id) if code else None,
        coders=(coder,) if coder else None,
        viewer=coder_of(study, viewer),
        limit=limit,
        offset=offset,
    )
    page = study.reader.codings(query)
    return Page(tuple(_with_words(study, tree, page.rows)), page.total)


def _with_words(study: Study, tree: Tree, codings: Sequence[Coding]) -> Iterator[Listed]:
    """These codings with the words they cover, as far as each document's terms allow it today."""
    texts = texts_of(study, list(dict.fromkeys((one.document, one.reading) for one in codings)))
    documents = documents_of(study, list(dict.fromkeys(one.document for one in codings)))
    today = study.clock().date()
    for one in codings:
        known = documents.get(one.document)
        allowed = permission(known.terms, today) if known else Permission(False, UNREADABLE)
        if allowed.verbatim:
            words = texts.get((one.document, one.reading), "")[one.start : one.end]
            yield Listed(one, tree.path(one.code), words)
        else:
            yield Listed(one, tree.path(one.code), "", allowed.label)
