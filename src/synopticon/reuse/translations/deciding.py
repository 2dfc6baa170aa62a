"""Which scored pairs are proposed: each the other's best, ahead of its rivals by a margin, with evidence enough.

Where the evidence is thin or two candidates are close, nothing is proposed; an abstention costs a reader less than a
wrong lead.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from synopticon.reuse.translations.proposing import Shelf
from synopticon.reuse.translations.reading import Reading
from synopticon.reuse.translations.scoring import Score

LEAST_MEETINGS = 3
"""Clues that must meet."""
MARGIN = 0.25
"""Share of its score by which the best pair must lead each rival."""
LEAST_PROBABILITY = 500
"""Probability, in thousandths, from which a pair is proposed."""
SLOPE, OFFSET = 2.2, -3.7
"""Of the logistic curve from strength to probability, fitted on half of the pairs of the benchmark."""
COPIES = 0.7
"""Share of common keys from which two documents of one language are copies, and no rivals of each other."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair that is proposed, by its places on the two shelves. lead: by how much it leads the best rival."""

    a: int
    b: int
    score: Score
    lead: float
    probability: int


def decide(scores: Mapping[tuple[int, int], Score], shelf_a: Shelf, shelf_b: Shelf) -> list[Decided]:
    """The pairs that are proposed, in the order of their places."""
    of_a: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    of_b: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), found in scores.items():
        of_a[a].append((-found.total, b))
        of_b[b].append((-found.total, a))
    decided = []
    for a, ranked in sorted(of_a.items()):
        best = min(ranked)[1]
        if min(of_b[best])[1] != a:
            continue
        found = scores[a, best]
        rivals = [
            *_rivals(ranked, best, shelf_b.readings),
            *_rivals(of_b[best], a, shelf_a.readings),
        ]
        lead = found.total - max([0.0, *rivals])
        likely = probability(
            found, shelf_a.readings[a], shelf_b.readings[best], len(shelf_a.readings) * len(shelf_b.readings)
        )
        if len(found.meetings) >= LEAST_MEETINGS and lead >= MARGIN * found.total and likely >= LEAST_PROBABILITY:
            decided.append(Decided(a, best, found, lead, likely))
    return decided


def _rivals(ranked: list[tuple[float, int]], best: int, readings: tuple[Reading, ...]) -> list[float]:
    """Scores of the candidates beside the best one that are no copies of it."""
    return [-total for total, other in ranked if other != best and not _copies(readings[best], readings[other])]


def _copies(one: Reading, other: Reading) -> bool:
    shared = len(one.places.keys() & other.places.keys())
    return shared >= COPIES * (len(one.places) + len(other.places) - shared)


def strength(found: Score, a: Reading, b: Reading, pairs: int) -> float:
    """The score, less what the best of so many pairs reaches by chance, for the length of the shorter side."""
    return (found.total - 0.5 * math.log(max(1, pairs))) / math.sqrt(max(1, min(a.telling, b.telling)))


def probability(found: Score, a: Reading, b: Reading, pairs: int) -> int:
    """In thousandths, that the better pair of texts with this score is a translation."""
    return round(1000 / (1 + math.exp(-min(50.0, SLOPE * strength(found, a, b, pairs) + OFFSET))))
