"""All measures of one view of the units: alpha with its interval, percent, kappa, and on how much they rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.coding.agreement.alpha import Alpha, Undefined
from synopticon.coding.agreement.beside import Kappa, kappa_of, percent_of, shared_of
from synopticon.coding.agreement.bootstrap import TIMES, Interval, alpha_with_interval
from synopticon.coding.agreement.distances import Level
from synopticon.coding.agreement.ratings import Ratings, coincidences_of
from synopticon.coding.agreement.units import Units
from synopticon.coding.agreement.views import PRESENT, as_presence

ENOUGH_DOCUMENTS = 10
"""From fewer documents than this passages are drawn: too few ways to draw whole documents."""


@dataclass(frozen=True, slots=True)
class Measured:
    """units: pairable ones, by weight (characters or passages). groups: drawn in the bootstrap, documents or stretches.

    percent: 0 to 1. shared: of what one gave the code, the share that another gave it too; None where there is no
    such value. marked: by the coders' places, how many units each gave the code; empty where not asked.
    """

    alpha: Alpha
    interval: Interval | None
    percent: float | None
    kappa: Kappa
    units: int
    groups: int
    shared: float | None = None
    marked: tuple[int, ...] = ()


def groups_of(units: Units) -> tuple[NDArray[np.int64], bool]:
    """What a bootstrap draws together, and whether that is whole documents.

    Documents that two coders coded, if there are enough of them; else every unit's row is drawn by itself.
    """
    paired = units.judged.sum(axis=1) >= 2
    whole = len(np.unique(units.document[paired])) >= ENOUGH_DOCUMENTS
    return (units.document if whole else np.arange(len(units.document), dtype=np.int64)), whole


def measure(ratings: Ratings, level: Level, seed: bytes, *, times: int = TIMES, mark: int | None = None) -> Measured:
    """Everything that is told of these ratings; seed makes the draws, the same for the same seed.

    mark: the place of the value whose sharing is told, None where no value is a mark.
    """
    coincidences = coincidences_of(ratings)
    alpha, interval = alpha_with_interval(coincidences, level, seed, times=times)
    if ratings.table.shape[1] < 2:
        alpha = Alpha(None, Undefined.ONE_CODER)
    marked = () if mark is None else tuple(int(n) for n in ratings.weights @ (ratings.table == mark))
    return Measured(
        alpha,
        interval,
        percent_of(coincidences),
        kappa_of(ratings),
        int(ratings.weights[ratings.pairable()].sum()),
        coincidences.groups,
        None if mark is None else shared_of(coincidences, mark),
        marked,
    )


def measure_code(
    units: Units, groups: NDArray[np.int64], code: str, level: Level, seed: bytes, *, times: int = TIMES
) -> Measured:
    """The measures of one code, present or absent over all that anybody coded."""
    return measure(as_presence(units, groups, code), level, seed, times=times, mark=PRESENT)
