"""What is marked in a text: passages that findings cite, and spans that other documents share.

Offsets are code points of the extraction's text; the page's own module turns them into the browser's UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synopticon.model.item import Item
from synopticon.model.passage import Passage
from synopticon.model.reuse import Kind, Reuse
from synopticon.web.desk import Desk

DRAWN = 200
"""Relations whose spans are drawn in a text; the family's page shows the rest."""
LISTED = 12
"""Relations that are listed beside it."""

Row = list[str | int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document that shares words with this one, or may be a translation of it."""

    item: Item
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything marked in one text. neighbours share its words, related counts them all; counterparts are possibly
    translations of it. rows: [kind, start, end, id] for the page.
    """

    passages: tuple[Passage, ...]
    neighbours: tuple[Neighbour, ...]
    related: int
    counterparts: tuple[Neighbour, ...]
    rows: list[Row]


def marks_of(desk: Desk, item: Item, at: list[int] | None = None) -> Marks:
    """The marks of an item's current text; a passage cut from an earlier extraction is listed, not drawn."""
    reader = desk.study.reader
    reuses = sorted(reader.reuses_of([item.id]), key=lambda reuse: (-reuse.score, reuse.id))
    translations = [reuse for reuse in reuses if reuse.kind is Kind.TRANSLATION]
    reuses = [reuse for reuse in reuses if reuse.kind is not Kind.TRANSLATION]
    passages = tuple(sorted(reader.passages_of(item.id), key=lambda passage: (passage.start, passage.end)))
    rows: list[Row] = [["cited", p.start, p.end, p.id] for p in passages if p.extraction == item.extraction]
    rows += [row for reuse in reuses[:DRAWN] for row in _spans("shared", reuse, item.id)]
    rows += [row for reuse in translations[:LISTED] for row in _spans("answered", reuse, item.id)]
    if at:
        rows.append(["found", *at, ""])
    return Marks(passages, _neighbours(desk, item, reuses), len(reuses), _neighbours(desk, item, translations), rows)


def _neighbours(desk: Desk, item: Item, reuses: Sequence[Reuse]) -> tuple[Neighbour, ...]:
    """The first of them, with the documents to which they lead."""
    leading = [(_other(reuse, item.id), reuse) for reuse in reuses[:LISTED]]
    others = desk.study.reader.items_of([other for other, _ in leading])
    return tuple(Neighbour(others[other], reuse) for other, reuse in leading if other in others)


def _other(reuse: Reuse, item: str) -> str:
    return reuse.b if reuse.a == item else reuse.a


def _spans(kind: str, reuse: Reuse, item: str) -> list[Row]:
    here = [(s.a_start, s.a_end) if reuse.a == item else (s.b_start, s.b_end) for s in reuse.spans]
    return [[kind, start, end, _other(reuse, item)] for start, end in here]
