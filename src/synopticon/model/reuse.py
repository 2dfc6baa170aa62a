"""Reuse: verified alignments between documents, and the families that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from synopticon.model.digests import digest_of


class Kind(StrEnum):
    """What one document is to another."""

    COPY = "copy"
    LIGHT = "light"
    ABRIDGED = "abridged"
    NOISY = "noisy"
    REWRITE = "rewrite"
    EXPANDED = "expanded"
    EXCERPT = "excerpt"
    QUOTE = "quote"
    TEMPLATE = "template"
    TRANSLATION = "translation?"


BINDING = frozenset({Kind.COPY, Kind.LIGHT, Kind.ABRIDGED, Kind.NOISY, Kind.REWRITE, Kind.EXPANDED, Kind.EXCERPT})
"""Kinds that make two documents one family; a quotation, a template and a proposed translation do not."""


class Role(StrEnum):
    """A document's part in its family."""

    ORIGIN = "origin"
    ECHO = "echo"
    SINGLE = "single"
    ECHO_OF_UNSEEN = "echo-of-unseen"


@dataclass(frozen=True, slots=True)
class SharedSpan:
    """The same words on both sides, as code-point offsets, ends exclusive."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """A verified alignment between items a and b (a < b by id). score is the shared share of the shorter text, in
    thousandths, so that it is the same on every machine.
    """

    a: str
    b: str
    kind: Kind
    score: int
    spans: Sequence[SharedSpan]
    reasons: tuple[str, ...]
    method: str

    @property
    def id(self) -> str:
        """Digest of the pair and the method: a later method's alignment is another proposal."""
        return digest_of(["reuse", self.a, self.b, self.method])


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the derived families: what a document is, to which family it belongs, and why.

    family is named after a member and never null; parent and origin are item ids or null; probabilities are in
    thousandths.
    """

    item: str
    family: str
    role: Role
    parent: str | None = None
    origin: str | None = None
    origin_probability: int | None = None
    kind: Kind | None = None
    score: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A family as a list shows it."""

    id: str
    size: int
    origin: str | None
    title: str | None
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    languages: tuple[str, ...]
