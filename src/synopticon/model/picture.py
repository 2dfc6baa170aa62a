"""A picture of the study: which photograph it shows, by what it was verified, and which pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from synopticon.model.judgement import Judgement, Verdict

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels of the picture as a person sees it."""

PREFIX = "picture"
"""How the subject of a judgement on two pictures begins: picture:<item>:<item>, the lesser id first."""


class PictureKind(StrEnum):
    """How one picture relates to another. SAME_VIEW binds nothing."""

    SAME = "same"
    RECOMPRESSED = "recompressed"
    RESIZED = "resized"
    CROPPED = "cropped"
    FLIPPED = "flipped"
    SAME_VIEW = "same-view"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture among all, as the last comparison left it.

    group: an item of its group, after which that is named. digest: SHA-256 of the unpacked pixels. parent, kind,
    score (thousandths), here and there are None where it was verified against no other; here and there hold what both
    show, in pixels of this picture and of its parent. views: items that show the same view and were not merged, with
    the reasons. refused: why it was not compared at all; then width and height are 0.
    """

    item: str
    group: str
    digest: str
    width: int
    height: int
    parent: str | None = None
    kind: PictureKind | None = None
    score: int | None = None
    here: Box | None = None
    there: Box | None = None
    reasons: tuple[str, ...] = ()
    views: tuple[tuple[str, tuple[str, ...]], ...] = ()
    refused: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A page that shows a picture of the study, by the address it names. Both are items."""

    page: str
    picture: str


@dataclass(frozen=True, slots=True)
class PictureDecisions:
    """What persons decided about pairs of pictures, each pair in the order of its ids."""

    apart: frozenset[tuple[str, str]] = frozenset()
    joined: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> PictureDecisions:
        """The standing ones among all judgements of a study, in the order in which they were made."""
        latest = {one.subject: one.verdict for one in judgements if one.subject.startswith(f"{PREFIX}:")}
        decided: dict[Verdict, set[tuple[str, str]]] = {Verdict.OVERTURN: set(), Verdict.CONFIRM: set()}
        for subject, verdict in latest.items():
            _, one, other = subject.split(":", 2)
            if verdict in decided:
                decided[verdict].add((one, other))
        return cls(frozenset(decided[Verdict.OVERTURN]), frozenset(decided[Verdict.CONFIRM]))


def subject_of(one: str, other: str) -> str:
    """The subject of a judgement on two pictures, whichever is named first."""
    low, high = sorted((one, other))
    return f"{PREFIX}:{low}:{high}"
