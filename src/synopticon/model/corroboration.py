"""Corroboration: the computed answer to "on how many independent origins does this rest?"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synopticon.model.judgement import Verdict


class Confidence(StrEnum):
    """Analytic confidence, from the protocol's table; never in one sentence with a likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Passages that go back to one origin.

    origin: item id, or None where the origin was not collected ("unseen").
    label: outlet and date, as a person would name it.
    source: the name of the source on which its documents rest, where they were put together for that; else None.
    documents: items of the evidence that belong here, the origin first.
    """

    family: str
    origin: str | None
    label: str
    channel: str
    first: str | None
    documents: tuple[str, ...]
    passages: tuple[str, ...]
    source: str | None = None
    witnesses: int = 0
    """How many witnesses stand behind it, where witnesses do; it has no documents then."""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A cited passage that rests on a source by its document's own words ("according to Yonhap").

    subject: what a judgement on it is about, "attribution:<passage>:<key>".
    key: the source's identity; name: as a person would call it; kind: its kind of source by the protocol, else empty.
    words: the sentence that names it; start, end: the naming words in the item's current text, in code points.
    lead: they stand at the document's beginning, not at the passage. verdict: the standing judgement, None without one.
    picture: where the source is a photograph, the item of it that the document shows or a person named; else None.
    """

    subject: str
    passage: str
    item: str
    key: str
    name: str
    kind: str
    words: str
    start: int
    end: int
    lead: bool
    verdict: Verdict | None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source that stands behind several origins of one stance, by their own words, or that a person has judged.

    origins: how many origins name it or are it. counted: true where they count as one, false where that is a proposal.
    collected: the item that is the source's own document, None where it was not collected.
    """

    key: str
    name: str
    stance: str
    origins: int
    counted: bool
    collected: str | None
    rests: tuple[RestsOn, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What stands behind a finding, counted by origins and not by documents.

    supporting, opposing: one group an independent origin.
    by_channel: (kind of source, independent origins) pairs over supporting groups, most first.
    echoes: supporting documents that add no origin.
    reasons: plain sentences, in the order in which a person would say them.
    fragility: what single loss would take the finding down, in words; empty where none would.
    sources: named sources that several origins share, those not judged yet among them.
    origins_if_confirmed: supporting origins left if every attribution that nobody overturned is right.
    """

    supporting: tuple[OriginGroup, ...]
    opposing: tuple[OriginGroup, ...]
    by_channel: tuple[tuple[str, int], ...]
    documents: int
    echoes: int
    confidence: Confidence
    reasons: tuple[str, ...]
    fragility: str = ""
    sources: tuple[SharedSource, ...] = ()
    origins_if_confirmed: int = 0
    witnesses: int = 0
    """Witnesses among the supporting evidence; several who were told by one person are one origin."""

    @property
    def independent_origins(self) -> int:
        """The number that the finding may claim."""
        return len(self.supporting)
