"""What stands elsewhere in one of two pictures that lie upon each other: the frames of a fixed camera differ by that.

A block of which half is another thing may still correlate, for the wall behind a person is the same. So the grey steps
themselves are compared: once their tones are made alike, a recompression leaves thin and weak differences along edges,
and a person who has moved a solid one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.pictures.resampling import Grey

SOLID = 5
"""Cells: so wide and so high a place must differ everywhere. The strokes of a word laid over a picture are thinner."""
STEPS = 16.0
"""Grey steps by which it must differ."""
AROUND = 7
"""Cells over which outlines are compared, and over which they count for what lies beside them."""
UNLIKE = 0.3
"""Likeness of outlines below which they are not the same."""
NOISE = 2.5
"""Grey steps of what a compression adds to them."""
TONES = 24
"""Pieces of the curve by which the tones of one picture become those of the other."""
MOVED = 8
"""Such cells from which two pictures are not one. Drawn frames of one camera had a hundred and more, copies three
at most."""
LEAST = 20
"""Cells from which a piece of the curve is known."""


def elsewhere(one: Grey, other: Grey) -> NDArray[np.bool_]:
    """Cells at which the two differ and everything around does, apart from what hangs together with an edge.

    one, other: the same place in both at the same size. A change of brightness or contrast is taken out, by its curve
    from one to the other or back: where one is burnt out, the other is not asked what stood there. A thing whose colour
    was brightened otherwise than the rest keeps its outline; so the outlines around must differ as well.
    """
    differ = np.minimum(_off(one, other), _off(other, one)) > STEPS
    inside = differ & ~joined_to_edges(differ)
    return _eroded(differ) & inside & _widened(_likeness(one, other) < UNLIKE)


def joined_to_edges(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of a mask the part that hangs together with an edge."""
    joined = mask.copy()
    joined[1:-1, 1:-1] = False
    while True:
        wide = np.pad(joined, 1)
        grown = mask & (wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:])
        if (grown == joined).all():
            return joined
        joined = grown


def _off(one: Grey, other: Grey) -> Grey:
    """By how many grey steps one is off from what the other, in its tones, lets expect."""
    edges = np.linspace(0, 256, TONES + 1)
    pieces = np.clip(np.digitize(other.ravel(), edges) - 1, 0, TONES - 1)
    order = np.argsort(pieces, kind="stable")
    starts = np.searchsorted(pieces[order], np.arange(TONES + 1))
    tones, values = [], []
    for low, high in pairwise(starts):
        if high - low >= LEAST:
            cells = order[low:high]
            tones.append(float(np.median(other.ravel()[cells])))
            values.append(float(np.median(one.ravel()[cells])))
    if not tones:
        return np.zeros_like(one)
    expected = np.interp(other, tones, values)
    if len(tones) > 1:
        # Beyond the tones that are known the curve goes on as it ended.
        for at, inner in ((0, 1), (-1, -2)):
            slope = (values[at] - values[inner]) / (tones[at] - tones[inner]) if tones[at] != tones[inner] else 1.0
            beyond = other < tones[0] if at == 0 else other > tones[-1]
            expected = np.where(beyond, values[at] + slope * (other - tones[at]), expected)
    off: Grey = np.abs(one - expected).astype(np.float32)
    return off


def _eroded(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells around which all of SOLID x SOLID are set."""
    padded = np.pad(mask, SOLID // 2)
    rows = np.lib.stride_tricks.sliding_window_view(padded, SOLID, axis=0).all(axis=-1)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, SOLID, axis=1).all(axis=-1))


def _likeness(one: Grey, other: Grey) -> Grey:
    """From 1 where outlines are the same to -1 where they are opposite; 1 where neither has any.

    The structural part of SSIM (Wang, Bovik, Sheikh and Simoncelli 2004) over squares.
    """
    means = [_mean(grey) for grey in (one, other)]
    powers = [_mean(grey * grey) - mean * mean for grey, mean in zip((one, other), means, strict=True)]
    common = _mean(one * other) - means[0] * means[1]
    alike = (2 * common + 2 * NOISE**2) / (powers[0] + powers[1] + 2 * NOISE**2)
    return np.asarray(alike, dtype=np.float32)


def _mean(grey: Grey) -> Grey:
    """The mean over AROUND x AROUND cells; the border is repeated."""
    padded = np.pad(grey, AROUND // 2, mode="edge")
    sums = np.zeros((padded.shape[0] + 1, padded.shape[1] + 1))
    sums[1:, 1:] = padded.astype(np.float64).cumsum(axis=0).cumsum(axis=1)
    square = sums[AROUND:, AROUND:] - sums[:-AROUND, AROUND:] - sums[AROUND:, :-AROUND] + sums[:-AROUND, :-AROUND]
    return (square / AROUND**2).astype(np.float32)


def _widened(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells that have one of the mask within AROUND // 2 of them."""
    padded = np.pad(mask, AROUND // 2)
    rows = np.lib.stride_tricks.sliding_window_view(padded, AROUND, axis=0).any(axis=-1)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, AROUND, axis=1).any(axis=-1))
