"""One table of units looked at in three ways: sets of codes, one code present or absent, ranks of a branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.coding.agreement.ratings import MISSING, Ratings
from synopticon.coding.agreement.units import Units

ABSENT, PRESENT = 0, 1


def as_sets(units: Units, groups: NDArray[np.int64], *, empty: bool = True) -> Ratings:
    """The value of a unit is the set of its codes, for the level "masi".

    empty: whether a coder who gave none of the codes where another gave some has judged (the empty set) or is left
    out (missing), which asks only whether those who both coded a unit gave it the same.
    """
    flat = units.packed.reshape(-1, units.packed.shape[2])
    sets, place = np.unique(flat, axis=0, return_inverse=True)
    table = place.reshape(units.judged.shape)
    judged = units.judged if empty else units.judged & units.packed.any(axis=2)
    members = np.unpackbits(sets, axis=1, count=len(units.codes)).astype(np.bool_)
    return Ratings(np.where(judged, table, MISSING), members, units.weight, groups)


def as_presence(units: Units, groups: NDArray[np.int64], code: str) -> Ratings:
    """The value of a unit is whether it has that code, for the level "nominal"; over all that anybody coded."""
    table = np.where(units.judged, np.where(units.has(code), PRESENT, ABSENT), MISSING)
    return Ratings(table, np.array([ABSENT, PRESENT], np.float64), units.weight, groups)


@dataclass(frozen=True, slots=True)
class Ranked:
    """several: how many values were left out because one coder gave a unit more than one code of the branch."""

    ratings: Ratings
    several: int


def as_ranks(units: Units, groups: NDArray[np.int64], codes: Sequence[str]) -> Ranked:
    """The value of a unit is the rank, from 1, of the one code that it has out of a branch in its order.

    For the levels nominal, ordinal, interval and ratio. A coder who gave none of them has not judged; one who gave
    several has not said which.
    """
    has = np.stack([units.has(code) for code in codes], axis=2)
    number = has.sum(axis=2)
    table = np.where(number == 1, has.argmax(axis=2), MISSING)
    several = int((units.weight[:, None] * (number > 1)).sum())
    return Ranked(Ratings(table, np.arange(1.0, len(codes) + 1), units.weight, groups), several)
