"""What one document is to another, judged from how much of each the alignment covers and how it differs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synopticon.model.reuse import Kind
from synopticon.reuse.alignment import Alignment
from synopticon.reuse.normalising import Normal
from synopticon.reuse.passages import Figures
from synopticon.reuse.slots import STRANGE, slots_between, strangers

BINDS: tuple[tuple[float, float], ...] = ((40.0, 0.85), (60.0, 0.8), (100.0, 0.72), (150.0, 0.62), (250.0, 0.5))
"""Share of either text from which a common origin binds two documents, by the rare letters that they share, straight
between the points: a few phrases of an agency's house style can be half of a short text, never of a long one."""
QUOTES = 0.08
"""Least share of either text that is worth recording as a quotation."""
SENTENCE, QUOTED = 30.0, 60.0
"""Rare letters that the longest passage must have, and a quotation's: a common phrase in two texts is no relation."""
HALF, MOSTLY = 0.4, 0.7
"""Where less than the first of one text is shared, it must be more than the second of the other: two reports that list
the same persons are not copies of each other."""
IN_ORDER, SHUFFLED, OWN_LATER, NEARLY_ALL = 0.8, 0.66, 0.75, 0.9
"""Passages of which less than the first stand in one order bind only from the second on; what one outlet reports on
another day binds only from the third on, and from NEARLY_ALL on where the order differs too: a later enlargement of
one statement does, the next round of messages does not."""
PART = 0.1
"""Least share of the larger text: what is held by a much larger one among other things (a digest of the week, a
collection of speeches) is not bound to it, or all that it holds would be one family."""
SHORT, LONG = 250.0, 400.0
"""Rare letters in common: below the first, names decide; below the second, an outlet's own phrases of another day do
not make a copy."""
WHOLE = 0.8
"""From here on a text is covered as a whole, but for a credit line or a closing formula."""
CLEAN, LIGHT = 0.97, 0.85
"""Densities: above the first, the words are the same; above the second, lightly edited; a text in the same order
below it is garbled by noise, or rewritten."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind with its score (thousandths) and its reasons."""

    kind: Kind
    score: int
    reasons: tuple[str, ...]


def related(figures: Figures) -> bool:
    """False where so little is shared that there is nothing to judge."""
    return max(figures.share_a, figures.share_b) >= QUOTES and figures.longest >= SENTENCE


def judge(found: Alignment, a: Normal, b: Normal, *, own_later: bool = False) -> Verdict | None:
    """The kind of a verified alignment, the second text read as the later one; None where too little is shared.

    own_later: the two come from one outlet on different days.
    """
    figures = found.figures
    if not related(figures):
        return None
    kind, why = _unbound(found, a, b, own_later) or _bound(figures)
    if kind is Kind.QUOTE and figures.longest < QUOTED:
        return None
    score = round(1000 * (figures.share_a if len(a) <= len(b) else figures.share_b))
    return Verdict(kind, score, (_shares(figures), why))


def _unbound(found: Alignment, a: Normal, b: Normal, own_later: bool) -> tuple[Kind, str] | None:
    """Why the relation binds nobody; None where it binds."""
    figures = found.figures
    most, least = max(figures.share_a, figures.share_b), min(figures.share_a, figures.share_b)
    if most < _enough(figures, least, own_later):
        return Kind.QUOTE, _LITTLE
    if least < PART:
        return Kind.QUOTE, _COLLECTION
    slots = slots_between(found, a, b)
    if slots.tell_a_template(figures.shared):
        return Kind.TEMPLATE, f"the same frame with other names, numbers or days at {slots.slots} places: another event"
    if own_later and figures.shared < LONG and not (least >= NEARLY_ALL and figures.density >= CLEAN):
        return Kind.TEMPLATE, "the same outlet on another day: a report of its own, in its own phrases"
    if figures.shared < SHORT and strangers(a, b) >= STRANGE:
        return Kind.TEMPLATE, "either text has names, days or numbers that the other does not know: another event"
    return None


def _enough(figures: Figures, least: float, own_later: bool) -> float:
    """The share of either text that must be covered for a common origin."""
    return max(
        float(np.interp(figures.shared, [mass for mass, _ in BINDS], [share for _, share in BINDS])),
        MOSTLY if least < HALF else 0.0,
        SHUFFLED if figures.in_order < IN_ORDER else 0.0,
        (NEARLY_ALL if figures.in_order < IN_ORDER else OWN_LATER) if own_later else 0.0,
    )


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


_LITTLE = "too little of either text for a common origin of the whole: a quotation or a shared passage"
_COLLECTION = "one text holds the other as a small part among other things: a collection, or a long quotation"
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
