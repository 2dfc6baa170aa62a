"""What the coding page shows of one document: its codings, the codes with their keys, who coded what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from synopticon.model.coding import Assignment, Code, CodedDocument, Coding, CodingQuery, Memo
from synopticon.workflow.codebook import Tree, codebook_of
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_blind import unseen_by
from synopticon.workflow.coding_documents import read_document
from synopticon.workflow.study import Study

NO_COLOUR = "#6b6b6b"
LISTED = 120
"""Codings listed beside the text, those around the one that a person is at; all of them are drawn in it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A code as it is offered. colour: its own, or that of the nearest code above it."""

    id: str
    name: str
    path: str
    key: str
    colour: str
    retired: bool
    definition: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A coding as the page shows it. own: whether the one who codes here gave it."""

    coding: Coding
    code: Offered
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class CodingView:
    """One document before one coder. only: whose codings are shown, "" for all. unseen: others' are kept back.

    strays: how many codings count into an earlier reading of the document and cannot be drawn.
    """

    document: CodedDocument
    coder: str
    only: str
    shown: tuple[Shown, ...]
    coders: tuple[tuple[str, int], ...]
    unseen: bool
    assignment: Assignment | None
    memos: tuple[Memo, ...]
    strays: int


def view_of(study: Study, document: str, coder: str, only: str = "") -> tuple[CodingView, str]:
    """The view and the text. document: a whole id; coder: "" for the study's usual name.

    Raises NotFound, Refused, UsageError.
    """
    found, text = read_document(study, document)
    who = coder_of(study, coder or None)
    rows = study.reader.codings(CodingQuery(documents=(document,), viewer=who)).rows
    here = [row for row in rows if row.reading == found.reading]
    codes = {code.id: code for code in offered(study)}
    chosen = [row for row in here if not only or row.coder == only]
    counted = Counter(row.coder for row in here)
    mine = study.reader.assignments(document=document, coder=who)
    view = CodingView(
        found,
        who,
        only,
        tuple(_shown(row, codes, text, who) for row in chosen),
        tuple(sorted(counted.items())),
        unseen_by(study, document, who),
        mine[0] if mine else None,
        tuple(study.reader.memos(about=document, kind="document")),
        len(rows) - len(here),
    )
    return view, text


def offered(study: Study) -> list[Offered]:
    """Every code in the order of the tree, retired ones too. Raises UsageError where there is no codebook."""
    tree = Tree(codebook_of(study).codes)
    codes = [(tree.by_id[one], path) for one, path in tree.paths.items()]
    return [
        Offered(code.id, code.name, path, code.key or "", _colour(tree, code), code.retired, code.definition)
        for code, path in codes
    ]


def data_of(view: CodingView, codes: Sequence[Offered]) -> dict[str, object]:
    """What the page's own module needs: the codes that can be given or are drawn, and the codings as rows."""
    drawn = {one.code.id for one in view.shown}
    return {
        "coder": view.coder,
        "codes": [
            {"id": one.id, "name": one.name, "path": one.path, "key": one.key, "colour": one.colour}
            for one in codes
            if not one.retired or one.id in drawn
        ],
        "rows": rows_of(view),
    }


def rows_of(view: CodingView) -> list[list[str | int | bool]]:
    """[id, start, end, code, coder, own, memo] of each coding shown, in code points."""
    return [
        [one.coding.id, one.coding.start, one.coding.end, one.code.id, one.coding.coder, one.own, one.coding.memo]
        for one in view.shown
    ]


def listed_around(view: CodingView, offset: int) -> tuple[Shown, ...]:
    """At most LISTED neighbours: those around the first coding that begins at the offset or behind it."""
    at = sum(one.coding.start < offset for one in view.shown)
    first = max(0, min(at - LISTED // 2, len(view.shown) - LISTED))
    return view.shown[first : first + LISTED]


def _shown(row: Coding, codes: dict[str, Offered], text: str, who: str) -> Shown:
    code = codes.get(row.code) or Offered(row.code, row.code[:8], row.code[:8], "", NO_COLOUR, True, "")
    return Shown(row, code, text[row.start : row.end], row.coder == who)


def _colour(tree: Tree, code: Code) -> str:
    above: Code | None = code
    for _ in tree.by_id:
        if above is None or above.colour:
            break
        above = tree.by_id.get(above.parent or "")
    return above.colour if above and above.colour else NO_COLOUR
