"""Counting what is coded: how often each code, which codes together, and how the speakers knew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.coding.columns import Columns
from synopticon.coding.cooccurrence import Together, cooccurrence
from synopticon.coding.frequencies import NO_BASIS, SEVERAL, Frequency, bases_of, basis_codes, frequencies
from synopticon.coding.starting import BASIS
from synopticon.coding.tree import Tree
from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import SpanRow
from synopticon.workflow.coding_retrieval import Wanted, codes_meant, retrieve_codings

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

COLUMNS = ("all", "coder", "document", "case")
"""By what codes can be counted, beside the documents' attributes."""

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of frequencies. columns: in their order; tree: of the codes as they are now."""

    cells: tuple[Frequency, ...]
    columns: tuple[str, ...]
    tree: Tree


def count_codes(study: Study, wanted: Wanted, by: str = "all") -> Counted:
    """How often each code was given, by coder, document, case or an attribute of the document.

    Codings below a code are told beside its own, but never over the basis of knowledge: what was seen and what was
    told by others are not added up. Raises NotFound, UsageError.
    """
    found = retrieve_codings(study, wanted)
    apart, _ = basis_codes(found.tree, BASIS)

    def attribute(row: SpanRow) -> str:
        return found.documents[row.document].attributes.get(by) or NOT_KNOWN

    ways: dict[str, Callable[[SpanRow], str]] = {
        "all": lambda _: "all",
        "coder": lambda row: row.coder,
        "document": lambda row: row.document,
        "case": lambda row: found.documents[row.document].case or NOT_KNOWN,
    }
    known = {name for document in found.documents.values() for name in document.attributes}
    if by not in ways and by not in known and found.documents:
        names = ", ".join([*COLUMNS, *sorted(known)])
        raise UsageError(f"the documents have no attribute “{by}”", remedy=f"Choose one of: {names}.")
    cells = frequencies(found.rows, found.tree, ways.get(by, attribute), [apart] if apart else [])
    return Counted(tuple(cells), tuple(sorted({cell.column for cell in cells})), found.tree)


def count_together(study: Study, wanted: Wanted, *, depth: int | None = None) -> tuple[list[Together], Tree]:
    """Which codes were given together. depth: codes further down than so many levels (from 1) count as the one above
    them at that level; the bases of knowledge are never taken together.
    """
    found = retrieve_codings(study, wanted)
    tree = found.tree
    _, bases = basis_codes(tree, BASIS)
    under: dict[str, str] = {}
    levels = {code.id: level for level, code in tree.ordered()}
    for code in tree.paths:
        over = code
        while depth is not None and code not in bases and levels[over] >= depth:
            over = tree.by_id[over].parent or over
        under[code] = over
    return cooccurrence(Columns.of(found.rows), under), tree


def count_bases(study: Study, wanted: Wanted, *, basis: str = BASIS) -> Counted:
    """How often each code was given on which basis of knowledge: the basis that the same coder gave to words that the
    coding shares. Bases are counted apart; where several were given, under “several”. There is no sum.

    Raises NotFound where the codebook has no such code at its top.
    """
    # A basis may stand over words whatever code was asked for, so all codes are read.
    found = retrieve_codings(study, replace(wanted, codes=()))
    top, bases = basis_codes(found.tree, basis)
    if not top:
        raise NotFound(
            f"no code at the top of the tree is called “{basis}”",
            remedy="Name the code below which the bases of knowledge stand: --basis CODE",
        )
    known = bases_of(Columns.of(found.rows), bases)
    codes = codes_meant(found.tree, wanted)
    rows = [row for row in found.rows if row.id in known and row.code in codes]
    cells = frequencies(rows, found.tree, lambda row: known[row.id])
    names = [*dict.fromkeys(bases.values()), SEVERAL, NO_BASIS]
    return Counted(tuple(cells), tuple(names), found.tree)
