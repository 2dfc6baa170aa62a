"""The levels of measurement: how far apart two values are, each a row of one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.errors import NotFound

Distance = Callable[[NDArray[Any], NDArray[np.float64], slice], NDArray[np.float64]]
"""(values, how often each occurs, some of them) → values × those, symmetric, zero between a value and itself.

Thousands of different sets make a matrix that is only ever needed a piece at a time."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of measurement: name, description, an example, what its values must be, and its difference function.

    depends: whether the difference depends on how often the values occur.
    """

    name: str
    description: str
    example: str
    needs: str
    between: Distance
    depends: bool = False


def _nominal(values: NDArray[Any], _: NDArray[np.float64], some: slice) -> NDArray[np.float64]:
    places = np.arange(len(values))
    answer: NDArray[np.float64] = (places[:, None] != places[None, some]).astype(np.float64)
    return answer


def _ordinal(values: NDArray[Any], counts: NDArray[np.float64], some: slice) -> NDArray[np.float64]:
    order = np.argsort(values, kind="stable")
    ranked = counts[order]
    middle = np.empty(len(counts))
    middle[order] = np.cumsum(ranked) - ranked / 2
    answer: NDArray[np.float64] = (middle[:, None] - middle[None, some]) ** 2
    return answer


def _interval(values: NDArray[Any], _: NDArray[np.float64], some: slice) -> NDArray[np.float64]:
    answer: NDArray[np.float64] = (values[:, None] - values[None, some]) ** 2.0
    return answer


def _ratio(values: NDArray[Any], _: NDArray[np.float64], some: slice) -> NDArray[np.float64]:
    total = np.abs(values[:, None] + values[None, some])
    apart = np.abs(values[:, None] - values[None, some])
    answer: NDArray[np.float64] = np.divide(apart, total, out=np.zeros_like(total), where=total > 0) ** 2
    return answer


def _masi(values: NDArray[Any], _: NDArray[np.float64], some: slice) -> NDArray[np.float64]:
    members = values.astype(np.float64)
    both = members @ members[some].T
    sizes = members.sum(axis=1)
    either = sizes[:, None] + sizes[None, some] - both
    jaccard = np.divide(both, either, out=np.ones_like(both), where=either > 0)
    equal = both == either
    within = both == np.minimum(sizes[:, None], sizes[None, some])
    alike = np.where(equal, 1.0, np.where(within, 2 / 3, np.where(both > 0, 1 / 3, 0.0)))
    answer: NDArray[np.float64] = 1.0 - jaccard * alike
    return answer


LEVELS: tuple[Level, ...] = (
    Level(
        "nominal",
        "values are the same or they are not: 0 or 1 (Krippendorff 2011, F)",
        "present or absent",
        "values of any kind",
        _nominal,
    ),
    Level(
        "ordinal",
        "values are ranks: the squared number of given values that lie between two, each end by half (ibid.)",
        "discussed → procured → installed → powered",
        "numbers that say the order",
        _ordinal,
        depends=True,
    ),
    Level(
        "interval",
        "values are points on a scale: their squared difference (ibid.)",
        "a year",
        "numbers",
        _interval,
    ),
    Level(
        "ratio",
        "values are amounts above zero: their difference as a part of their sum, squared (ibid.)",
        "a number of cameras",
        "numbers, none below zero",
        _ratio,
    ),
    Level(
        "masi",
        "values are sets: 1 − Jaccard × {1 equal, 2/3 one within the other, 1/3 overlapping, 0 disjoint} "
        "(Passonneau 2006, Measuring Agreement on Set-valued Items)",
        "{school, camera} beside {camera}",
        "a row of memberships a value; two empty sets are equal",
        _masi,
    ),
)


def level(name: str) -> Level:
    """The level of that name; raises NotFound with the names there are."""
    for row in LEVELS:
        if row.name == name:
            return row
    names = ", ".join(row.name for row in LEVELS)
    raise NotFound(f"there is no level of measurement called {name!r}", remedy=f"The levels are {names}.")
