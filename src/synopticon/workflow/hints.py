"""What to say beside a search's answer: why it is empty, and what a restriction by date left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from synopticon.language.folding import fold
from synopticon.language.query import All, Either, Filter, Node, Not, Words

DATES = frozenset({"since", "until"})


def hints(
    tree: Node, total: int, count: Callable[[Node], int], outlets: Callable[[], list[tuple[str, int]]]
) -> tuple[str, ...]:
    """Sentences about an answer of so many documents. count and outlets ask the study, where there is need."""
    said = list(_undated(tree, count))
    if total == 0:
        said += [*_unknown_outlets(tree, outlets), *_beginnings(tree, count)]
    return tuple(said)


def _undated(tree: Node, count: Callable[[Node], int]) -> Iterator[str]:
    """Documents without a date meet no restriction by date; a person should know how many."""
    if not any(part.name in DATES for part in _filters(tree)):
        return
    left_out = count(All((_without_dates(tree), Filter("undated", ""))))
    if left_out:
        documents = "One more document has" if left_out == 1 else f"{left_out:,} more documents have"
        yield f"{documents} no date and would be found without since and until."


def _unknown_outlets(tree: Node, outlets: Callable[[], list[tuple[str, int]]]) -> Iterator[str]:
    asked = [part.value for part in _filters(tree) if part.name == "outlet"]
    if not asked:
        return
    names = {fold(name): name for name, _ in outlets()}
    for value in asked:
        if fold(value) not in names:
            near = [f"“{names[name]}”" for name in get_close_matches(fold(value), names, n=3, cutoff=0.4)]
            yield f"No source is called “{value}”" + (f"; there is {', '.join(near)}." if near else ".")


def _beginnings(tree: Node, count: Callable[[Node], int]) -> Iterator[str]:
    wider = _widened(tree)
    found = count(wider) if wider != tree else 0
    if found:
        documents = "one document has" if found == 1 else f"{found:,} documents have"
        yield f"No document has all of these words; {documents} words that begin so: write word* for that."


def _filters(tree: Node) -> Iterator[Filter]:
    match tree:
        case Filter():
            yield tree
        case All(parts) | Either(parts):
            for part in parts:
                yield from _filters(part)
        case Not(part):
            yield from _filters(part)
        case Words():
            return


def _without_dates(tree: Node) -> Node:
    match tree:
        case Filter(name) if name in DATES:
            return All(())
        case All(parts):
            return All(tuple(_without_dates(part) for part in parts))
        case Either(parts):
            return Either(tuple(_without_dates(part) for part in parts))
        case _:
            return tree


def _widened(tree: Node) -> Node:
    """The tree with every wanted word as a beginning."""
    match tree:
        case Words(exact=False):
            return replace(tree, prefix=True)
        case All(parts):
            return All(tuple(_widened(part) for part in parts))
        case Either(parts):
            return Either(tuple(_widened(part) for part in parts))
        case _:
            return tree
