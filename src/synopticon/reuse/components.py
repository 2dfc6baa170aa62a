"""Which bodies hang together by relations, however far: what has to be settled together, and nothing more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def components_of(size: int, left: Ints, right: Ints) -> Ints:
    """For each of so many bodies the least number of a body that hangs together with it, itself where none does.

    Minima are handed along the pairs and along what is known so far, until nothing changes: rounds grow with the
    logarithm of the longest chain (Shiloach and Vishkin 1982).
    """
    least = np.arange(size)
    while True:
        before = least
        least = least.copy()
        lower = np.minimum(before[left], before[right])
        for side in (left, right):
            np.minimum.at(least, side, lower)
            np.minimum.at(least, before[side], lower)
        least = least[least]
        if (least == before).all():
            return least
