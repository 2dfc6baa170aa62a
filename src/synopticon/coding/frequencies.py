"""How often codes were given, along a column of any kind; and how the speakers knew, each basis counted apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from synopticon.coding.columns import Columns
from synopticon.coding.retrieval import Condition, meets
from synopticon.coding.tree import Tree, plain
from synopticon.model.coding import Relation, SpanRow

NO_BASIS, SEVERAL = "none given", "several"
"""Columns of a table of bases: codings over which no basis was coded, and those over which more than one was."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """One cell: how many codings of a code fall under a column, and in how many documents they stand.

    below: with those of all codes below it; None where these may not be added up.
    """

    code: str
    column: str
    codings: int
    documents: int
    below: int | None


def frequencies(
    rows: Iterable[SpanRow], tree: Tree, column: Callable[[SpanRow], str], apart: Collection[str] = ()
) -> list[Frequency]:
    """Every cell that is not empty, codes in the order of the tree, columns by name.

    apart: codes over which nothing may be added up, because what stands below them must be counted apart.
    """
    own: defaultdict[tuple[str, str], int] = defaultdict(int)
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        cell = (row.code, column(row))
        own[cell] += 1
        where[cell].add(row.document)
    below: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (code, name), number in own.items():
        for over in _upwards(tree, code, apart):
            below[over, name] += number
    order = {code: place for place, code in enumerate(tree.paths)}
    cells = sorted(set(own) | set(below), key=lambda cell: (order.get(cell[0], len(order)), cell))
    return [
        Frequency(*cell, own[cell], len(where[cell]), None if cell[0] in apart else below[cell] or own[cell])
        for cell in cells
    ]


def basis_codes(tree: Tree, basis: str) -> tuple[str, dict[str, str]]:
    """The code of that name at the top of the tree, and the names of the bases below it by the ids of all codes that
    stand for them. "" and nothing where there is no such code.
    """
    for code in tree.children(None):
        if plain(code.name) == plain(basis):
            bases = tree.children(code.id)
            return code.id, {one: base.name for base in bases for one in tree.with_descendants(base.id)}
    return "", {}


def bases_of(columns: Columns, bases: Mapping[str, str]) -> dict[str, str]:
    """For each coding that stands for no basis itself, the one that the same coder gave to words it shares, by the
    coding's id: a basis, SEVERAL or NO_BASIS.
    """
    names = list(dict.fromkeys(bases.values()))
    over = [
        meets(columns, Condition(Relation.OVERLAPS, frozenset(one for one in bases if bases[one] == name)), True)
        for name in names
    ]
    which = np.full(len(columns.rows), len(names))
    for place, truths in enumerate(over):
        which[truths] = np.where(which[truths] == len(names), place, len(names) + 1)
    called = [*names, NO_BASIS, SEVERAL]
    return {
        row.id: called[place] for row, place in zip(columns.rows, which.tolist(), strict=True) if row.code not in bases
    }


def _upwards(tree: Tree, code: str, apart: Collection[str]) -> list[str]:
    """The code and those above it, up to one over which nothing is added up."""
    found: list[str] = []
    over: str | None = code
    while over is not None and over in tree.by_id and (over not in apart or over == code):
        found.append(over)
        over = tree.by_id[over].parent
    return found
