"""Lists of codings with the words they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.coding.tree import Tree
from synopticon.model.coding import Coding, CodingAct, CodingQuery
from synopticon.model.item import Page
from synopticon.workflow.codebook import codebook_of
from synopticon.workflow.coding import whole_coding
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import texts_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Listed:
    """A coding as lists show it. path: of its code. words: those it covers, or "" where they may not be read."""

    coding: Coding
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one act made of a coding. path: of the code that it bore then, as the tree is now."""

    act: CodingAct
    coding: Coding
    stands: bool
    path: str


def history(study: Study, coding: str) -> list[Step]:
    """What each act made of a coding, oldest first. Raises NotFound."""
    tree = Tree(codebook_of(study).codes)
    steps = study.reader.coding_history(whole_coding(study, coding))
    return [Step(act, one.coding, one.stands, tree.path(one.coding.code)) for act, one in steps]


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
    return Page(tuple(with_words(study, tree, page.rows)), page.total)


def with_words(study: Study, tree: Tree, codings: Sequence[Coding]) -> list[Listed]:
    """These codings with the words they cover."""
    texts = texts_of(study, list(dict.fromkeys((one.document, one.reading) for one in codings)))
    return [
        Listed(one, tree.path(one.code), texts.get((one.document, one.reading), "")[one.start : one.end])
        for one in codings
    ]
