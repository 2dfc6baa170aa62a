"""Codes and codings: the nodes of a codebook, and passages given a code by a coder under a codebook version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from synopticon.model.testimony import Terms

SETTLED = "settled"
"""The coder's name that codings bear which were settled between coders; no person may work under it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A node of the codebook.

    id: random, lasts over renamings and moves. name: unique among its siblings. parent: None at the top.
    key: one character that gives the code on the coding page, or None. colour: `#rrggbb`.
    place: the order among its siblings, from 0. retired: no longer offered, its codings stand.
    """

    id: str
    name: str
    parent: str | None = None
    definition: str = ""
    examples: tuple[str, ...] = ()
    include: str = ""
    exclude: str = ""
    colour: str | None = None
    key: str | None = None
    place: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """One version's place in the history. act: the id of the act that moved codings with it (a merge), if one did."""

    version: int
    at: datetime
    by: str
    note: str = ""
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes as they stood at one version; versions count from 1 and are never overwritten."""

    version: int
    codes: tuple[Code, ...]
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A span of a document given a code by one coder.

    document: a media item's id or the random id of a witness's signed text. reading: the extraction, or the version
    of the signed text, into which the offsets count. start, end: 0-based Unicode code points, end exclusive.
    version: of the codebook under which it was given.
    """

    id: str
    document: str
    reading: str
    start: int
    end: int
    code: str
    coder: str
    version: int
    at: datetime
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A coder's note on the study, a code or a document; `about` is that thing's id, "" for the study.

    kind: "study", "code" or "document". A coding carries its own memo.
    """

    id: str
    about: str
    kind: str
    text: str
    by: str
    at: datetime


class DocumentKind(StrEnum):
    """What can be coded."""

    ITEM = "item"
    """A media item: the text of its current reading."""
    TESTIMONY = "testimony"
    """A witness's signed working text."""


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document as coding sees it, without its text.

    reading: the current one; None where it has not been read. case: whom it belongs to (an outlet, a pseudonym).
    attributes: coarse facts by which cases are compared. terms: what a witness's consent allows; None for media.
    """

    id: str
    kind: DocumentKind
    reading: str | None
    title: str
    language: str | None
    length: int
    case: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    terms: Terms | None = None


class ActKind(StrEnum):
    """What an act on codings was."""

    CODE = "code"
    CHANGE = "change"
    REMOVE = "remove"
    SETTLE = "settle"
    CODEBOOK = "codebook"
    """Codings that followed a change of the codebook; undone with that change, never alone."""
    ANCHOR = "anchor"
    """Codings found again in a new reading; no coder's own act, so nobody's undo takes it back."""
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class CodingAct:
    """One act of one person on one or more codings. id: random. document: the only one it touches, else "".

    of: for UNDO and REDO, the act that they take back or do again.
    """

    id: str
    by: str
    kind: ActKind
    at: datetime
    document: str = ""
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A coding as an act left it; stands: False where the act took it away."""

    coding: Coding
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What one act did to one coding. before: None where the act made it. now: how the coding is at present."""

    before: Revision | None
    after: Revision
    now: Revision


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided between coders about a stretch of a document, and why.

    coding: the settled coding, or None where none of those beside it shall count. beside: the coders' codings, which
    stand unchanged.
    """

    id: str
    document: str
    coding: str | None
    beside: tuple[str, ...]
    reason: str
    by: str
    at: datetime


class Progress(StrEnum):
    """How far a coder is with a document."""

    ASSIGNED = "assigned"
    DONE = "done"
    DROPPED = "dropped"
    """The assignment was taken back."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A document that a coder shall code. blind: without seeing others' codings until all who code it blind are done.

    at, by: of the latest step.
    """

    document: str
    coder: str
    blind: bool
    progress: Progress
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CodingQuery:
    """A filter over standing codings; None means no restriction, an empty tuple lets nothing through.

    viewer: who looks; where that person codes a document blind, others' codings of it are left out until all who code
    it blind are done. None leaves nothing out.
    """

    documents: tuple[str, ...] | None = None
    codes: tuple[str, ...] | None = None
    coders: tuple[str, ...] | None = None
    viewer: str | None = None
    limit: int | None = None
    offset: int = 0


class SpanRow(NamedTuple):
    """What counting needs of a coding; there may be a hundred thousand of them, so it is as light as a tuple."""

    id: str
    document: str
    reading: str
    start: int
    end: int
    code: str
    coder: str


class Relation(StrEnum):
    """How a coding may stand to others."""

    OVERLAPS = "overlaps"
    """They share a character."""
    INSIDE = "inside"
    """It lies wholly within one of them."""
    NEAR = "near"
    """At most so many characters lie between them; overlapping ones are near."""
    WITH = "with"
    """They stand in the same document."""


class Extent(StrEnum):
    """How much around the words is coded."""

    MATCH = "match"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
