"""Changes of the codebook: each takes the codes of one version and answers with those of the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from synopticon.coding.checking import check_codebook, code_name, colour, key
from synopticon.coding.tree import Tree
from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import Code

Codes = tuple[Code, ...]


def cleaned(code: Code) -> Code:
    """A code as it is kept: its name's blanks, its colour and its key put in order. Raises UsageError."""
    return replace(
        code,
        name=code_name(code.name),
        definition=code.definition.strip(),
        examples=tuple(one for example in code.examples if (one := example.strip())),
        include=code.include.strip(),
        exclude=code.exclude.strip(),
        colour=colour(code.colour) if code.colour else None,
        key=key(code.key) if code.key else None,
    )


def add(codes: Codes, new: Sequence[Code]) -> Codes:
    """The codes with new ones, each last among its siblings. Raises UsageError as check_codebook does."""
    last: dict[str | None, int] = {}
    for code in codes:
        last[code.parent] = max(last.get(code.parent, -1), code.place)
    added: list[Code] = []
    for code in new:
        last[code.parent] = last.get(code.parent, -1) + 1
        added.append(replace(cleaned(code), place=last[code.parent]))
    together = (*codes, *added)
    check_codebook(together)
    return together


def change(codes: Codes, changed: Code) -> Codes:
    """The codes with one of them worded anew (name, definition, rules, examples, colour, key, retired)."""
    _known(Tree(codes), changed.id)
    wanted = cleaned(changed)
    together = tuple(wanted if code.id == changed.id else code for code in codes)
    check_codebook(together)
    return together


def move(codes: Codes, code: str, parent: str | None, place: int | None = None) -> Codes:
    """The codes with one below another parent, with all that is below it; place counts from 0, None is last.

    Raises UsageError where the new parent is the code itself or stands below it.
    """
    tree = Tree(codes)
    moved = _known(tree, code)
    if parent is not None and parent in tree.with_descendants(code):
        raise UsageError(
            f"“{moved.name}” cannot stand below itself",
            where=tree.path(parent),
            remedy="Move it to a code that is not below it.",
        )
    siblings = [one for one in tree.children(parent) if one.id != code]
    siblings.insert(len(siblings) if place is None else max(0, min(place, len(siblings))), moved)
    places = {one.id: number for number, one in enumerate(siblings)}
    together = tuple(
        replace(one, place=places.get(one.id, one.place), parent=parent if one.id == code else one.parent)
        for one in codes
    )
    check_codebook(together)
    return together


def merge(codes: Codes, merged: Sequence[str], into: str) -> Codes:
    """The codes without those that were merged; what stood below them stands below `into`, last.

    Raises UsageError where `into` stands below one of them, or where two codes of one name would be siblings.
    """
    tree = Tree(codes)
    _known(tree, into)
    for one in merged:
        _known(tree, one)
        if into in tree.with_descendants(one):
            raise UsageError(
                f"“{tree.by_id[one].name}” cannot be merged into a code below it",
                where=tree.path(into),
                remedy="Merge the other way round, or move the lower code out first.",
            )
    gone = set(merged)
    left = tuple(code for code in codes if code.id not in gone)
    place = max((code.place for code in tree.children(into)), default=-1)
    orphans = [code for one in merged for code in tree.children(one) if code.id not in gone]
    places = {code.id: place + number for number, code in enumerate(orphans, start=1)}
    together = tuple(replace(code, parent=into, place=places[code.id]) if code.id in places else code for code in left)
    check_codebook(together)
    return together


def split(codes: Codes, code: str, parts: Iterable[Code]) -> Codes:
    """The codes with new ones beside one that is retired; its codings stay with it until people sort them."""
    tree = Tree(codes)
    whole = _known(tree, code)
    new = [replace(part, parent=whole.parent) for part in parts]
    if len(new) < 2:
        raise UsageError("a code is split into at least two", remedy="Name both: --into NAME --into NAME")
    return change(add(codes, new), replace(whole, retired=True))


def retire(codes: Codes, code: str, *, retired: bool = True) -> Codes:
    """The codes with one, and all below it, no longer offered; or offered again."""
    tree = Tree(codes)
    _known(tree, code)
    touched = set(tree.with_descendants(code))
    together = tuple(replace(one, retired=retired) if one.id in touched else one for one in codes)
    check_codebook(together)
    return together


def _known(tree: Tree, code: str) -> Code:
    """The code of that id. Raises NotFound where somebody has taken it away meanwhile."""
    if code not in tree.by_id:
        raise NotFound(f"no code has the id {code}", remedy="See: synopticon codebook show")
    return tree.by_id[code]
