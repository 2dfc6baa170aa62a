"""Codes and codings: the nodes of a codebook, and passages given a code by a coder under a codebook version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    """A coder's note on the study, a code, a document or a coding; `about` is that thing's id, "" for the study."""

    id: str
    about: str
    kind: str
    text: str
    by: str
    at: datetime
