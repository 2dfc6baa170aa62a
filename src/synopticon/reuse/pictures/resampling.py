"""Grey pictures on other grids: means over boxes of any size and place, and soft blurs, in plain sums.

No products of matrices: those run on several threads, which stand in each other's way on a busy machine, and may
differ in the last digit from one machine to another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
"""(rows, columns), 0 black to 255 white."""


def box_means(grey: Grey, rows: NDArray[np.float64], columns: NDArray[np.float64]) -> Grey:
    """Means of grey over the cells between edges, in pixels from its upper left corner; making smaller never aliases.

    rows, columns: rising edges within the picture, one more than cells; they may lie between pixels. By running sums
    (Crow 1984).
    """
    return _along_rows(_along_rows(grey, rows).T, columns).T


def _along_rows(grey: Grey, edges: NDArray[np.float64]) -> Grey:
    sums = np.zeros((grey.shape[0] + 1, grey.shape[1]), dtype=np.float64)
    np.cumsum(grey, axis=0, out=sums[1:])
    inside = np.clip(edges, 0, grey.shape[0])
    low = np.minimum(inside.astype(np.intp), grey.shape[0] - 1)
    part = (inside - low)[:, None]
    upto = sums[low] * (1 - part) + sums[low + 1] * part
    means: Grey = (np.diff(upto, axis=0) / np.maximum(np.diff(edges), 1e-9)[:, None]).astype(np.float32)
    return means


def smaller(grey: Grey, factor: float) -> Grey:
    """The whole picture, factor times smaller."""
    rows, columns = (max(1, round(side / factor)) for side in grey.shape)
    return box_means(grey, np.linspace(0, grey.shape[0], rows + 1), np.linspace(0, grey.shape[1], columns + 1))


def blurred(grey: Grey, radius: float) -> Grey:
    """A Gaussian blur of that standard deviation in pixels; the border is repeated."""
    reach = int(3 * radius + 0.5)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / radius) ** 2).astype(np.float32)
    weights /= weights.sum()
    return _weighted(_weighted(grey, weights).T, weights).T


def _weighted(grey: Grey, weights: NDArray[np.float32]) -> Grey:
    reach = len(weights) // 2
    padded = np.pad(grey, ((reach, reach), (0, 0)), mode="edge")
    out = np.zeros_like(grey)
    for number, weight in enumerate(weights):
        out += weight * padded[number : number + grey.shape[0]]
    return out
