"""What is told beside alpha: percent agreement, Cohen's kappa, and how much of what one marked another marked too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from synopticon.coding.agreement.ratings import MISSING, Coincidences, Ratings


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa of each pair of coders (by their places), None where neither varies; and the mean of the pairs."""

    pairs: tuple[tuple[int, int, float | None], ...]
    mean: float | None


def percent_of(coincidences: Coincidences) -> float | None:
    """The share of pairs of values that are equal, 0 to 1; chance agreement is in it. None without pairs."""
    total = coincidences.amount.sum()
    equal = coincidences.amount[coincidences.left == coincidences.right].sum()
    return float(equal / total) if total else None


def shared_of(coincidences: Coincidences, value: int) -> float | None:
    """Of the units to which a coder gave this value, the share to which another gave it too, 0 to 1.

    With two coders the positive agreement 2a / (2a + b + c) of Cicchetti and Feinstein (1990). What nobody marked
    cannot enter. None where nobody gave the value.
    """
    given = coincidences.counts[:, value].sum()
    both = coincidences.amount[(coincidences.left == value) & (coincidences.right == value)].sum()
    return float(both / given) if given else None


def kappa_of(ratings: Ratings) -> Kappa:
    """κ = (p − pₑ) / (1 − pₑ), values being equal or not (Cohen 1960); for several coders the mean (Light 1971)."""
    pairs = tuple(
        (one, other, _kappa(ratings, one, other)) for one, other in combinations(range(ratings.table.shape[1]), 2)
    )
    told = [value for _, _, value in pairs if value is not None]
    return Kappa(pairs, float(np.mean(told)) if told else None)


def _kappa(ratings: Ratings, one: int, other: int) -> float | None:
    left, right = ratings.table[:, one], ratings.table[:, other]
    both = (left != MISSING) & (right != MISSING)
    left, right, weights = left[both], right[both], ratings.weights[both].astype(np.float64)
    total = weights.sum()
    if not total:
        return None
    size = len(ratings.values)
    expected = float(np.bincount(left, weights, size) @ np.bincount(right, weights, size) / total**2)
    agreed = float(weights[left == right].sum() / total)
    return (agreed - expected) / (1 - expected) if expected < 1 else None
