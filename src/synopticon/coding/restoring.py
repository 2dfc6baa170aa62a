"""Going back to an earlier codebook without losing a code that codings bear."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from synopticon.coding.editing import add
from synopticon.coding.tree import plain
from synopticon.model.coding import Code


def restored(
    present: tuple[Code, ...], wanted: tuple[Code, ...], borne: Collection[str]
) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """The wanted codes and, beside them, the present ones that the wanted lack and that codings bear: those are kept,
    retired, below their parent where it is there and else at the top, under another name where theirs is taken.

    Answers all codes, and those that were kept.
    """
    there = {code.id for code in wanted}
    names = {(code.parent, plain(code.name)) for code in wanted}
    kept: list[Code] = []
    for code in present:
        if code.id in there or code.id not in borne:
            continue
        parent = code.parent if code.parent in there else None
        name, number = code.name, 1
        while (parent, plain(name)) in names:
            number += 1
            name = f"{code.name} ({number})"
        names.add((parent, plain(name)))
        kept.append(replace(code, name=name, parent=parent, key=None, retired=True))
    together = add(wanted, kept)
    return together, together[len(wanted) :]
