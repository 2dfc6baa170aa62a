"""What one document is to another, judged from how much of each the alignment covers and how it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.model.reuse import Kind
from synopticon.reuse.alignment import Alignment
from synopticon.reuse.end_to_end import placed
from synopticon.reuse.normalising import Normal
from synopticon.reuse.openings import NOTHING_KNOWN, Setting
from synopticon.reuse.passages import Figures, Floats
from synopticon.reuse.readings import Reading
from synopticon.reuse.telling_apart import CLEAN, IN_ORDER, LARGE_PART, Compared, told_apart

QUOTES = 0.08
"""Least share of either text that is worth recording as a quotation."""
SENTENCE, QUOTED = 30.0, 60.0
"""Rare letters that the longest passage must have, and a quotation's: a common phrase in two texts is no relation."""
WHOLE = 0.8
"""From here on a text is covered as a whole, but for a credit line or a closing formula."""
LIGHT = 0.85
"""Density above which a text is lightly edited; in the same order below it, it is garbled by noise, or rewritten."""

_FIELDS = Figures._fields


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind with its score (thousandths) and its reasons."""

    kind: Kind
    score: int
    reasons: tuple[str, ...]


def related(figures: Floats) -> NDArray[np.bool_]:
    """False where so little is shared that there is nothing to judge: no copy, and no quotation worth the name.

    figures: the Figures of a pair, or of many pairs, a row each.
    """
    share_a, share_b, longest = (figures[..., _FIELDS.index(name)] for name in ("share_a", "share_b", "longest"))
    most = np.maximum(share_a, share_b)
    return np.asarray((most >= QUOTES) & (longest >= np.where(most >= LARGE_PART, SENTENCE, QUOTED)))


def judge(found: Alignment, a: Normal, b: Normal, setting: Setting = NOTHING_KNOWN) -> Verdict | None:
    """The kind of a verified alignment, the second text read as the later one; None where too little is shared."""
    if not related(np.array(found.figures)):
        return None
    (aligned,) = placed([(found, Reading.of(a), Reading.of(b))])
    return judged([Compared(aligned, setting)])[0]


def judged(pairs: Sequence[Compared]) -> list[Verdict | None]:
    """The same for many pairs, all of them related."""
    answers = zip(pairs, told_apart(pairs), strict=True)
    return [_verdict(pair, *(answer or _bound(pair.figures))) for pair, answer in answers]


def _verdict(pair: Compared, kind: Kind, why: str) -> Verdict | None:
    figures = pair.figures
    if kind is Kind.QUOTE and figures.longest < QUOTED:
        return None
    score = round(1000 * (figures.share_a if len(pair.a) <= len(pair.b) else figures.share_b))
    return Verdict(kind, score, (_shares(figures), why))


def turned(kind: Kind) -> Kind:
    """The kind with the earlier and the later text exchanged."""
    return {Kind.ABRIDGED: Kind.EXPANDED, Kind.EXPANDED: Kind.ABRIDGED}.get(kind, kind)


def _bound(found: Figures) -> tuple[Kind, str]:
    """The kind of a relation that binds, with what it means."""
    kind = _kind(found)
    return kind, _WHY[kind]


def _kind(found: Figures) -> Kind:
    least = min(found.share_a, found.share_b)
    if found.in_order < IN_ORDER:
        return Kind.REWRITE
    if least >= WHOLE:
        return Kind.COPY if found.density >= CLEAN else Kind.LIGHT if found.density >= LIGHT else Kind.NOISY
    if found.share_b < found.share_a:
        return Kind.EXPANDED if found.share_a >= WHOLE else Kind.EXCERPT
    return Kind.ABRIDGED if found.share_b >= WHOLE else Kind.EXCERPT


_WHY = {
    Kind.COPY: "the words are the same but for small changes",
    Kind.LIGHT: "the same text with light edits",
    Kind.NOISY: "the same text in the same order, with many small changes of letters or words",
    Kind.REWRITE: "the same passages in another order or with many changed words",
    Kind.EXPANDED: "the later text holds the earlier one and more",
    Kind.ABRIDGED: "the later text is a shortened form of the earlier one",
    Kind.EXCERPT: "a large part of one text stands in the other",
}


def _shares(found: Figures) -> str:
    return (
        f"shared passages cover {found.share_a:.0%} and {found.share_b:.0%} of the two texts, "
        f"counted by how rare their words are"
    )
