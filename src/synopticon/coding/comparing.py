"""What differs between two versions of a codebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from synopticon.coding.tree import Tree
from synopticon.model.coding import Code

_TOLD = ("name", "definition", "include", "exclude", "examples", "colour", "key", "retired")


@dataclass(frozen=True, slots=True)
class Difference:
    """One code that differs. what: "added", "gone", "moved" or the name of the part that was worded anew.

    before, after: that part in both versions, paths for what was added, gone or moved; "" where there is none.
    """

    code: str
    path: str
    what: str
    before: str
    after: str


def differences(old: Iterable[Code], new: Iterable[Code]) -> list[Difference]:
    """All that differs, in the order of the newer tree, then what is gone."""
    before, after = Tree(old), Tree(new)
    found: list[Difference] = []
    for _, code in after.ordered():
        path = after.path(code.id)
        was = before.by_id.get(code.id)
        if was is None:
            found.append(Difference(code.id, path, "added", "", path))
            continue
        if was.parent != code.parent:
            found.append(Difference(code.id, path, "moved", before.path(code.id), path))
        found += [
            Difference(code.id, path, part, _said(getattr(was, part)), _said(getattr(code, part)))
            for part in _TOLD
            if getattr(was, part) != getattr(code, part)
        ]
    found += [
        Difference(code.id, before.path(code.id), "gone", before.path(code.id), "")
        for _, code in before.ordered()
        if code.id not in after.by_id
    ]
    return found


def changed_and_gone(old: Iterable[Code], new: Iterable[Code]) -> tuple[list[Code], list[str]]:
    """What a store must keep of a new version: the codes that differ in any way, and the ids of those that are gone."""
    before, after = {code.id: code for code in old}, {code.id: code for code in new}
    changed = [code for one, code in after.items() if before.get(one) != code]
    return changed, [one for one in before if one not in after]


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return " | ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
