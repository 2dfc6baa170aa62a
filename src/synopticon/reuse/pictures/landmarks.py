"""Landmarks: places in a picture that are found again in its crops, copies and mirror images, each with 63 bits.

A landmark is a blob (difference of Gaussians, Lowe 2004) on one of several scales; its bits are the signs of the cosine
transform of what surrounds it. A mirror image only turns the signs of the odd columns, so it needs no second look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.pictures.resampling import Grey, blurred, smaller

LEVELS = 6
STEP = 2 ** (1 / 3)
"""Each level is so many times smaller than the one before. Six reach from the frame to a third of it."""
A_LEVEL = 40
"""Most landmarks of a level: the strongest."""
NEAR = 4
"""Pixels around a landmark within which none is stronger."""
SPACING, SAMPLES = 4, 8
"""Around a landmark SAMPLES x SAMPLES points are read, SPACING pixels apart."""
FAINT = 1.5
"""Grey steps a blob stands out at least."""
KEY_BITS = 24
"""Of the bits, the coarsest: those by which landmarks are looked up."""
DOUBTFUL = 3
"""Of the key's bits, so many with the smallest values are looked up both ways."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Columns, a row a landmark.

    x, y: pixels of the frame. level: 0 is the frame itself. bits: 63 signs, the coarsest lowest. keys: (rows,
    2**DOUBTFUL) of KEY_BITS bits, the first without any change.
    """

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    level: NDArray[np.int8]
    bits: NDArray[np.uint64]
    keys: NDArray[np.uint32]


def _cosines() -> NDArray[np.float32]:
    places = (2 * np.arange(SAMPLES) + 1) * np.pi / (2 * SAMPLES)
    return np.cos(np.arange(SAMPLES)[:, None] * places).astype(np.float32)


_COSINES = _cosines()
_ORDER = sorted(((v, u) for v in range(SAMPLES) for u in range(SAMPLES) if u + v), key=lambda p: (sum(p), p))
"""(row, column) frequencies of the bits, the coarsest first, without the mean."""
MIRROR = np.uint64(sum(1 << bit for bit, (_, u) in enumerate(_ORDER) if u % 2))
"""The bits that a mirror image turns."""


def landmarks_of(grey: NDArray[np.uint8]) -> Landmarks:
    """Find and describe the landmarks of a frame. A picture without structure has none."""
    level: Grey = grey.astype(np.float32)
    found: list[tuple[NDArray[np.float32], ...]] = []
    values: list[NDArray[np.float32]] = []
    for number in range(LEVELS):
        if number:
            level = smaller(grey.astype(np.float32), STEP**number)
        soft = blurred(level, 1.6)
        rows, columns = _blobs(soft - blurred(soft, 2.2))
        if len(rows):
            scale = np.array([grey.shape[0] / level.shape[0], grey.shape[1] / level.shape[1]], dtype=np.float32)
            found.append(((columns + 0.5) * scale[1], (rows + 0.5) * scale[0], np.full(len(rows), number)))
            values.append(_described(soft, rows, columns))
    if not found:
        nothing = np.zeros(0, dtype=np.float32)
        return Landmarks(nothing, nothing, np.zeros(0, np.int8), np.zeros(0, np.uint64), np.zeros((0, 8), np.uint32))
    x, y, levels = (np.concatenate(parts) for parts in zip(*found, strict=True))
    transformed = np.concatenate(values)
    bits = _packed(transformed)
    return Landmarks(x.astype(np.float32), y.astype(np.float32), levels.astype(np.int8), bits, _keys(bits, transformed))


def _blobs(response: Grey) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the strongest extremes that lie far enough inside to be described."""
    strength = np.abs(response)
    highest = strength
    for axis in (0, 1):
        padded = np.pad(highest, [(NEAR, NEAR) if axis == a else (0, 0) for a in (0, 1)], mode="edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEAR + 1, axis=axis)
        highest = windows.max(axis=-1)
    margin = SPACING * SAMPLES // 2
    inside = np.zeros(strength.shape, dtype=bool)
    inside[margin:-margin, margin:-margin] = True
    rows, columns = np.nonzero((strength == highest) & (strength >= FAINT) & inside)
    strongest = np.lexsort((columns, rows, -strength[rows, columns]))[:A_LEVEL]
    return rows[strongest], columns[strongest]


def _described(soft: Grey, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float32]:
    """(landmarks, 63): the cosine transform around each, the coarsest first."""
    reach = SPACING * (np.arange(SAMPLES) - (SAMPLES - 1) / 2)
    steps = np.round(reach).astype(np.intp)
    around = soft[(rows[:, None] + steps)[:, :, None], (columns[:, None] + steps)[:, None, :]]
    turned = np.einsum("vr,nrc,uc->nvu", _COSINES, around, _COSINES, optimize=True)
    return np.stack([turned[:, v, u] for v, u in _ORDER], axis=1)


def _packed(values: NDArray[np.float32]) -> NDArray[np.uint64]:
    weights = np.uint64(1) << np.arange(values.shape[1], dtype=np.uint64)
    bits: NDArray[np.uint64] = np.where(values > 0, weights, np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return bits


def _keys(bits: NDArray[np.uint64], values: NDArray[np.float32]) -> NDArray[np.uint32]:
    """The key of each, and what it would be if its most doubtful bits were otherwise."""
    key = (bits & np.uint64((1 << KEY_BITS) - 1)).astype(np.uint32)
    doubtful = np.argsort(np.abs(values[:, :KEY_BITS]), axis=1, kind="stable")[:, :DOUBTFUL].astype(np.uint32)
    keys = key[:, None]
    for column in range(DOUBTFUL):
        keys = np.concatenate([keys, keys ^ (np.uint32(1) << doubtful[:, column])[:, None]], axis=1)
    return keys
