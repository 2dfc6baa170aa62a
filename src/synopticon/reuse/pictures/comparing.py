"""Two pictures compared on their pixels: laid upon each other as exactly as can be, then judged block by block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.pictures.proposing import Placement
from synopticon.reuse.pictures.resampling import Grey, blurred, box_means

LONGER_SIDE = 192
"""Pixels of the longer side of what both have in common, when laid upon each other."""
BLOCK = 12
TILE, REACH = 48, 8
"""Pixels of the tiles that are shifted against each other, and by how much at most."""
NOISE = 1.5
"""Grey steps of what a compression adds; structure weaker than that says nothing."""
STRUCTURE = 4.0
"""Standard deviation in grey steps from which a block has structure."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What two pictures have in common, cell on cell.

    agreement: (rows, columns) correlation of each block, NaN where neither has structure. one, other: both on one grid
    of cells, BLOCK of them a block. boxes: the same area in the frames of both, (left, top, right, bottom), that of the
    first before it is mirrored back.
    """

    agreement: NDArray[np.float32]
    one: Grey
    other: Grey
    here: NDArray[np.float64]
    there: NDArray[np.float64]


def overlaid(here: NDArray[np.uint8], there: NDArray[np.uint8], placement: Placement) -> Overlay | None:
    """Lay the frame `here` on `there`, refine the placement on the pixels, and compare block by block.

    None where they have hardly anything in common.
    """
    one: Grey = (here[:, ::-1] if placement.mirrored else here).astype(np.float32)
    other: Grey = there.astype(np.float32)
    fit = np.array([[placement.scale, placement.left], [placement.scale, placement.top]])
    for _ in range(3):
        laid = _laid(one, other, fit)
        if laid is None:
            return None
        fit = _refined(laid, fit)
    laid = _laid(one, other, fit)
    if laid is None:
        return None
    one, other = blurred(laid[0], 0.8), blurred(laid[1], 0.8)
    return Overlay(_agreement(one, other), one, other, laid[2], laid[3])


_Laid = tuple[Grey, Grey, NDArray[np.float64], NDArray[np.float64]]


def _laid(one: Grey, other: Grey, fit: NDArray[np.float64]) -> _Laid | None:
    """Both on one grid over what they have in common, and its boxes in both. fit: scale and shift of x, then of y."""
    size_one, size_other = np.array(one.shape[::-1]), np.array(other.shape[::-1])
    low = np.maximum(0.0, -fit[:, 1] / fit[:, 0])
    high = np.minimum(size_one, (size_other - fit[:, 1]) / fit[:, 0])
    if np.any((high - low) < 2 * BLOCK) or np.any((high - low) * fit[:, 0] < 2 * BLOCK):
        return None
    finest = np.minimum(high - low, (high - low) * fit[:, 0])
    cells = np.maximum(2 * BLOCK, np.round(finest * min(1.0, LONGER_SIDE / float(finest.max())))).astype(np.intp)
    x, y = (np.linspace(low[axis], high[axis], cells[axis] + 1) for axis in (0, 1))
    there_x, there_y = fit[0, 0] * x + fit[0, 1], fit[1, 0] * y + fit[1, 1]
    boxes = [np.array([a[0], b[0], a[-1], b[-1]]) for a, b in ((x, y), (there_x, there_y))]
    return box_means(one, y, x), box_means(other, there_y, there_x), boxes[0], boxes[1]


def _refined(laid: _Laid, fit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The placement corrected by how far each tile must be shifted; its two scales may part a little."""
    one, other, box, _ = laid
    cell = (box[2:] - box[:2]) / np.array(one.shape[::-1])
    places, shifts, weights = [], [], []
    tile = min(TILE, *one.shape)
    for top in _starts(one.shape[0], tile):
        for left in _starts(one.shape[1], tile):
            inside = np.s_[top : top + tile, left : left + tile]
            found = _shift(one[inside], other[inside])
            if found:
                places.append((left + tile / 2, top + tile / 2))
                shifts.append(found[:2])
                weights.append(found[2])
    if len(places) < 2:
        return fit
    at, by, weight = np.array(places), np.array(shifts), np.array(weights)
    corrected = fit.copy()
    for axis in (0, 1):
        here = box[axis] + at[:, axis] * cell[axis]
        there = fit[axis, 0] * (here + by[:, axis] * cell[axis]) + fit[axis, 1]
        corrected[axis] = _line(here, there, weight, fit[axis])
    return corrected


def _starts(length: int, tile: int) -> list[int]:
    count = max(2, -(-length // tile)) if length > tile else 1
    return [int(start) for start in np.linspace(0, length - tile, count)]


def _shift(one: Grey, other: Grey) -> tuple[float, float, float] | None:
    """How far other lies from one, (x, y, correlation), in cells; None where nothing stands out."""
    window = np.hanning(one.shape[0] + 2)[1:-1, None] * np.hanning(one.shape[1] + 2)[1:-1]
    a, b = ((tile - tile.mean()) * window for tile in (one, other))
    strength = float(np.sqrt((a * a).sum() * (b * b).sum()))
    if strength < NOISE**2 * one.size:
        return None
    full = np.fft.irfft2(np.conj(np.fft.rfft2(a)) * np.fft.rfft2(b), s=a.shape) / strength
    near = np.roll(full, (REACH, REACH), axis=(0, 1))[: 2 * REACH + 1, : 2 * REACH + 1]
    row, column = np.unravel_index(int(near.argmax()), near.shape)
    best = float(near[row, column])
    if best < 0.5:
        return None
    return _peak(near[row], int(column)) - REACH, _peak(near[:, column], int(row)) - REACH, best


def _peak(values: NDArray[np.float64], at: int) -> float:
    """Where a parabola through the highest value and its neighbours is highest."""
    if not 0 < at < len(values) - 1:
        return float(at)
    before, top, after = (float(v) for v in values[at - 1 : at + 2])
    bend = before - 2 * top + after
    return at + (0.5 * (before - after) / bend if bend < 0 else 0.0)


def _line(
    here: NDArray[np.float64], there: NDArray[np.float64], weight: NDArray[np.float64], before: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scale and shift by weighted least squares, without tiles far off the middle; else the old scale."""
    off = there - before[0] * here - before[1]
    kept = np.abs(off - np.median(off)) <= max(3.0, 2.5 * float(np.median(np.abs(off - np.median(off)))))
    here, there, weight = here[kept], there[kept], weight[kept]
    middle = np.average(here, weights=weight), np.average(there, weights=weight)
    spread = float((weight * (here - middle[0]) ** 2).sum())
    scale = before[0]
    if spread > 1:
        scale = float((weight * (here - middle[0]) * (there - middle[1])).sum()) / spread
        scale = float(np.clip(scale, 0.9 * before[0], 1.1 * before[0]))
    return np.array([scale, middle[1] - scale * middle[0]])


def _agreement(one: Grey, other: Grey) -> NDArray[np.float32]:
    """Correlation of each block; NaN where neither has structure, 0 where only one has."""
    rows, columns = (side // BLOCK for side in one.shape)
    blocks = [
        grey[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2)
        for grey in (one, other)
    ]
    a, b = (block - block.mean(axis=(2, 3), keepdims=True) for block in blocks)
    power_a, power_b = (a * a).mean(axis=(2, 3)), (b * b).mean(axis=(2, 3))
    agreement = (a * b).mean(axis=(2, 3)) / np.sqrt((power_a + NOISE**2) * (power_b + NOISE**2))
    return np.where(np.maximum(power_a, power_b) >= STRUCTURE**2, agreement, np.nan).astype(np.float32)
