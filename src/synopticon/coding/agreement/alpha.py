"""Krippendorff's alpha of any level of measurement, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from synopticon.coding.agreement.distances import Level
from synopticon.coding.agreement.ratings import Coincidences

_PIECE = 1024
"""Values whose distances to all others are held at once."""


class Undefined(StrEnum):
    """Why alpha says nothing here; never told as 1, 0 or "nan"."""

    ONE_CODER = "fewer than two coders"
    NO_PAIRS = "no unit was judged by two coders"
    NO_VARIATION = "every value given is the same, so chance agreement cannot be told from any other"


@dataclass(frozen=True, slots=True)
class Alpha:
    """value: at most 1; 0 is what chance would give, below it coders differ systematically. None with the reason."""

    value: float | None
    undefined: Undefined | None = None


def alphas_of(coincidences: Coincidences, level: Level, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """An alpha for each row of times (how often each group counts); nan where what counts does not vary.

    α = 1 − (n − 1) Σ o δ² / Σ n n δ² over all pairs of values (Krippendorff 2011, E and F). For MASI the distance
    itself stands for δ², as its author uses it.
    """
    counts = times @ coincidences.counts
    if level.depends:
        each = zip(times[:, None], counts[:, None], strict=True)
        observed, expected = np.hstack([_disagreements(coincidences, level, *row) for row in each])
    else:
        observed, expected = _disagreements(coincidences, level, times, counts)
    answer: NDArray[np.float64] = np.full(len(times), np.nan)
    varies = expected > 0
    answer[varies] = 1 - (counts[varies].sum(axis=1) - 1) * observed[varies] / expected[varies]
    return answer


def _disagreements(
    coincidences: Coincidences, level: Level, times: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Two rows, Σ o δ² and Σ n n δ², a column for each row of times; δ² by the counts of the first where it depends."""
    answer = np.zeros((2, len(times)))
    for first in range(0, counts.shape[1], _PIECE):
        piece = slice(first, first + _PIECE)
        apart = level.between(coincidences.values, counts[0], piece)
        here = (coincidences.right >= first) & (coincidences.right < first + _PIECE)
        part = coincidences.amount[here] * apart[coincidences.left[here], coincidences.right[here] - first]
        answer[0] += times @ np.bincount(coincidences.group[here], part, coincidences.groups)
        answer[1] += ((counts @ apart) * counts[:, piece]).sum(axis=1)
    return answer
