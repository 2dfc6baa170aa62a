"""Which pictures may show the same: those whose landmarks lie on one another after one shift and one change of size.

A pure function of the set: nothing depends on the order in which pictures came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.pictures.landmarks import KEY_BITS, MIRROR, STEP, Landmarks

DIFFERENT_BITS = 16
"""Of a landmark's 63 bits, so many may differ."""
CROWDED = 64
"""Where more landmarks share a key, only those of the first pictures are paired with all others."""
FIRST = 8
LANDMARKS = 4
"""So many landmarks, in different places, must lie on one another."""
APART = 8.0
"""Pixels of the frame beyond which two landmarks are different places, and within which one lies on another."""
HYPOTHESES = 64
"""Of a pair's matched landmarks, so many with the fewest different bits are asked where the picture lies."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one frame lies on another: x there = scale * x here + left, y there = scale * y here + top.

    mirrored: here is to be mirrored first, so that x here counts from its right edge. landmarks: how many places
    agree.
    """

    mirrored: bool
    scale: float
    left: float
    top: float
    landmarks: int

    def turned(self, width_here: int, width_there: int) -> Placement:
        """The same, said of the other frame. The widths are those of the frames."""
        left = -self.left / self.scale
        if self.mirrored:
            left = width_here - (width_there - self.left) / self.scale
        return Placement(self.mirrored, 1 / self.scale, left, -self.top / self.scale, self.landmarks)


@dataclass(frozen=True, slots=True)
class _Matches:
    """Pairs of landmarks: rows in the columns of all landmarks, here in the earlier picture; mirrored a whole table."""

    here: NDArray[np.intp]
    there: NDArray[np.intp]
    mirrored: NDArray[np.bool_]


def propose(pictures: Sequence[Landmarks], widths: Sequence[int]) -> Iterator[tuple[int, int, Placement]]:
    """Pairs (earlier, later, where the earlier lies on the later), one or two (mirrored too) a pair of pictures.

    pictures: in an order that depends on them alone. widths: of their frames, in pixels.
    """
    owner = np.repeat(np.arange(len(pictures)), [len(marks.bits) for marks in pictures])
    if len(set(owner)) < 2:
        return
    x, y, level, bits, keys = (
        np.concatenate([getattr(marks, name) for marks in pictures]) for name in ("x", "y", "level", "bits", "keys")
    )
    matches = _matched(owner, bits, keys)
    if not len(matches.here):
        return
    order = np.lexsort((matches.mirrored, owner[matches.there], owner[matches.here]))
    here, there, mirrored = matches.here[order], matches.there[order], matches.mirrored[order]
    pair = np.stack([owner[here], owner[there], mirrored])
    starts = np.flatnonzero(np.any(np.diff(pair, axis=1, prepend=-1) != 0, axis=0))
    for start, end in zip(starts, [*starts[1:], len(here)], strict=True):
        if end - start < LANDMARKS:
            continue
        some, others = here[start:end], there[start:end]
        one, other, flip = int(pair[0, start]), int(pair[1, start]), bool(pair[2, start])
        left = widths[one] - x[some] if flip else x[some]
        closeness = np.bitwise_count(bits[some] ^ bits[others] ^ (MIRROR if flip else np.uint64(0)))
        points = np.stack([left, y[some], x[others], y[others]]).astype(np.float64)
        placement = _placed(points, (level[others] - level[some]).astype(np.intp), closeness, flip)
        if placement:
            yield one, other, placement


def _matched(owner: NDArray[np.intp], bits: NDArray[np.uint64], keys: NDArray[np.uint32]) -> _Matches:
    """Landmarks of different pictures with a key in common and few different bits."""
    mirror_key = np.uint32(int(MIRROR) & ((1 << KEY_BITS) - 1))
    rows = np.arange(len(owner))
    plain = _sharing(keys.ravel(), np.repeat(rows, keys.shape[1]), owner)
    turned = _sharing(
        np.concatenate([keys.ravel(), keys[:, 0] ^ mirror_key]),
        np.concatenate([np.repeat(rows, keys.shape[1]), rows + len(rows)]),
        np.concatenate([owner, owner]),
    )
    across = (turned[0] < len(rows)) != (turned[1] < len(rows))
    here = np.concatenate([plain[0], turned[0][across] % len(rows)])
    there = np.concatenate([plain[1], turned[1][across] % len(rows)])
    mirrored = np.arange(len(here)) >= len(plain[0])
    swap = owner[here] > owner[there]
    here, there = np.where(swap, there, here), np.where(swap, here, there)
    close = np.bitwise_count(bits[here] ^ bits[there] ^ np.where(mirrored, MIRROR, np.uint64(0))) <= DIFFERENT_BITS
    whole = np.unique(np.stack([here[close], there[close], mirrored[close]]), axis=1)
    return _Matches(whole[0], whole[1], whole[2].astype(np.bool_))


def _sharing(
    keys: NDArray[np.uint32], rows: NDArray[np.intp], owner: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of rows that share a key and belong to different pictures."""
    order = np.lexsort((rows, owner[rows], keys))
    keys, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.diff(keys, prepend=keys[0] ^ 1) != 0)
    sizes = np.diff(starts, append=len(keys))
    here, there = [], []
    for size in np.unique(sizes[sizes > 1]):
        runs = rows[starts[sizes == size][:, None] + np.arange(size)]
        first, second = np.triu_indices(size, 1) if size <= CROWDED else _fans(int(size))
        one, other = runs[:, first].ravel(), runs[:, second].ravel()
        different = owner[one] != owner[other]
        here.append(one[different])
        there.append(other[different])
    nothing = np.zeros(0, dtype=np.intp)
    return np.concatenate([nothing, *here]), np.concatenate([nothing, *there])


def _fans(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first few with all that follow."""
    first, second = np.indices((FIRST, size)).reshape(2, -1)
    return first[second > first], second[second > first]


def _placed(
    points: NDArray[np.float64], levels: NDArray[np.intp], closeness: NDArray[np.uint8], mirrored: bool
) -> Placement | None:
    """The shift and change of size on which most landmarks agree. points: (x here, y here, x there, y there)."""
    chosen = np.argsort(closeness, kind="stable")[:HYPOTHESES]
    scale = STEP ** levels[chosen].astype(np.float64)
    left = points[2, chosen] - scale * points[0, chosen]
    top = points[3, chosen] - scale * points[1, chosen]
    off_x = points[2] - (scale[:, None] * points[0] + left[:, None])
    off_y = points[3] - (scale[:, None] * points[1] + top[:, None])
    loose = 2 * APART * np.maximum(scale, 1)[:, None]
    near = (np.abs(off_x) < loose) & (np.abs(off_y) < loose) & (np.abs(levels - levels[chosen][:, None]) <= 1)
    agreeing = near[np.argmax(near.sum(axis=1))]
    for _ in range(3):
        if _places(points, agreeing) < LANDMARKS:
            return None
        fit = _fitted(points[:, agreeing])
        tight = APART * max(1.0, fit[0]) / 1.5
        agreeing = (np.abs(points[2] - fit[0] * points[0] - fit[1]) < tight) & (
            np.abs(points[3] - fit[0] * points[1] - fit[2]) < tight
        )
    count = _places(points, agreeing)
    if count < LANDMARKS:
        return None
    scale_, left_, top_ = _fitted(points[:, agreeing])
    return Placement(mirrored, scale_, left_, top_, count) if 0.2 < scale_ < 5 else None


def _fitted(points: NDArray[np.float64]) -> tuple[float, float, float]:
    """Scale, left and top by least squares, one scale for both directions."""
    middle = points.mean(axis=1)
    x, y, u, v = points - middle[:, None]
    spread = float((x * x + y * y).sum())
    scale = float((x * u + y * v).sum()) / spread if spread > 0 else 1.0
    return scale, float(middle[2] - scale * middle[0]), float(middle[3] - scale * middle[1])


def _places(points: NDArray[np.float64], agreeing: NDArray[np.bool_]) -> int:
    """How many different places are among the landmarks that agree."""
    cells = np.floor(points[:2, agreeing] / APART).astype(np.intp)
    return len(np.unique(cells[0] * 4096 + cells[1]))
