"""Which scored pairs are proposed: each the other's best, ahead of its rivals by a margin, with evidence enough.

Where the evidence is thin or two candidates are close, nothing is proposed; an abstention costs a reader less than a
wrong lead.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from synopticon.reuse.translations.reading import Card
from synopticon.reuse.translations.scoring import Weight
from synopticon.reuse.translations.weighing import Shelf

LEAST_MEETINGS = 3
"""Clues that must meet."""
MARGIN = 0.25
"""Share of its score by which the best pair must lead each rival."""
LEAST_PROBABILITY = 200
"""Probability, in thousandths, from which a pair is proposed."""
SLOPE, OFFSET = 3.3, -2.85
"""Of the logistic curve from strength to probability, fitted on half of the pairs of the benchmark."""
COPIES = 0.7
"""Share of common keys from which two documents of one language are copies, and no rivals of each other."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair that is proposed, by its places on the two shelves. lead: by what share of its score it leads the best
    rival. probability: in thousandths.
    """

    a: int
    b: int
    lead: float
    probability: int


def decide(scores: Mapping[tuple[int, int], Weight], one: Shelf, other: Shelf) -> list[Decided]:
    """The pairs that are proposed, in the order of their places; of equal ones the first."""
    of_a: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    of_b: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), found in scores.items():
        of_a[a].append((-found.total, b))
        of_b[b].append((-found.total, a))
    pairs = len(one.cards) * len(other.cards)
    decided = []
    for a, ranked in sorted(of_a.items()):
        b = min(ranked)[1]
        found = scores[a, b]
        likely = probability(found, pairs)
        if min(of_b[b])[1] != a or found.met < LEAST_MEETINGS or likely < LEAST_PROBABILITY:
            continue
        rival = max(_best_rival(ranked, b, other.cards), _best_rival(of_b[b], a, one.cards))
        if rival <= (1 - MARGIN) * found.total:
            decided.append(Decided(a, b, 1 - rival / found.total, likely))
    return decided


def _best_rival(ranked: list[tuple[float, int]], best: int, cards: Sequence[Card]) -> float:
    """The best score, or 0, of a candidate beside the best one that is no copy of it."""
    scores = (-total for total, other in sorted(ranked) if other != best and not _copies(cards[best], cards[other]))
    return max(0.0, next(scores, 0.0))


def _copies(one: Card, other: Card) -> bool:
    shared = len(np.intersect1d(one.keys, other.keys, assume_unique=True))
    return shared >= COPIES * (len(one.keys) + len(other.keys) - shared)


def strength(found: Weight, pairs: int) -> float:
    """The score, less what the best of so many pairs reaches by chance, for the clues of the side with fewer."""
    return (found.total - 0.5 * math.log(max(1, pairs))) / math.sqrt(max(1, found.telling))


def probability(found: Weight, pairs: int) -> int:
    """In thousandths, that the best pair with this score, among so many, is a translation."""
    return round(1000 / (1 + math.exp(-max(-50.0, min(50.0, SLOPE * strength(found, pairs) + OFFSET)))))
