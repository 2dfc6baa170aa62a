"""What is marked in a text: passages that findings cite, and spans that other documents share.

Offsets are code points of the extraction's text; the page's own module turns them into the browser's UTF-16 units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.model.item import Item
from synopticon.model.passage import Passage
from synopticon.model.reuse import Kind

if TYPE_CHECKING:
    from synopticon.web.desk import Desk

NEIGHBOURS = 200
"""Documents whose shared spans are drawn on an item's page; the family's page shows the rest."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document that shares words with this one. spans: (start, end) in this text."""

    item: Item
    kind: Kind
    score: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything marked in one text."""

    passages: tuple[Passage, ...]
    neighbours: tuple[Neighbour, ...]
    more: int
    """Neighbours beyond those drawn."""
    extraction: str | None

    def as_json(self) -> list[list[object]]:
        """[kind, start, end, id] rows: "cited" with the passage's id, "shared" with the neighbour's number."""
        here = [passage for passage in self.passages if passage.extraction == self.extraction]
        cited: list[list[object]] = [["cited", passage.start, passage.end, passage.id] for passage in here]
        shared: list[list[object]] = [
            ["shared", start, end, neighbour.item.id] for neighbour in self.neighbours for start, end in neighbour.spans
        ]
        return cited + shared


def marks_of(desk: Desk, item: Item) -> Marks:
    """The marks of an item's current text; a passage cut from an earlier extraction is listed, not drawn."""
    reader = desk.study.reader
    reuses = sorted(reader.reuses_of([item.id]), key=lambda reuse: (-reuse.score, reuse.id))
    neighbours = []
    for reuse in reuses[:NEIGHBOURS]:
        here_is_a = reuse.a == item.id
        spans = tuple((s.a_start, s.a_end) if here_is_a else (s.b_start, s.b_end) for s in reuse.spans)
        neighbours.append(Neighbour(reader.item(reuse.b if here_is_a else reuse.a), reuse.kind, reuse.score, spans))
    passages = tuple(sorted(reader.passages_of(item.id), key=lambda p: (p.start, p.end)))
    return Marks(passages, tuple(neighbours), max(0, len(reuses) - NEIGHBOURS), item.extraction)
