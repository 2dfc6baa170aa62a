"""What two pictures laid upon each other are: one photograph, the same view at another moment, or strangers.

Reprints lose their edges, gain bars with captions, are recompressed, resized, brightened or mirrored; what they show
stays. Where something inside differs, it is another moment of the same camera, or somebody altered it: a person must
look, and nothing is merged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.model.picture import Box, PictureKind
from synopticon.reuse.pictures.comparing import BLOCK, Overlay, overlaid
from synopticon.reuse.pictures.decoding import Frame
from synopticon.reuse.pictures.moving import MOVED, elsewhere, joined_to_edges
from synopticon.reuse.pictures.proposing import Placement

AGREES, DIFFERS = 0.7, 0.4
"""Correlation from which a block shows the same, and below which it shows something else."""
BLOCKS = 20
"""So many blocks with structure are needed to say anything."""
MOST_AGREE = 0.85
"""Share of the blocks with structure that show the same, at least."""
INSIDE, AT_EDGES = 0.01, 0.06
"""Share of the blocks that may show something else: inside, and joined to an edge (logos, lines of text)."""
HALF_AGREE = 0.6
"""Share from which two pictures that are not one show the same view."""
COMMON = 0.3
"""Share of the smaller picture that both must have in common."""
WHOLE = 0.96
"""Share of a picture from which it counts as all of it."""
BAR = 0.35
"""Share of the height or the width that bars may take."""
FLAT, DRAWN = 0.5, 0.4
"""Grey steps below which a small block is flat, and the share of flat blocks from which a picture is rather a
drawing, a page or a sign. Such share frames and parts without being one: two of them must agree as a whole."""
ALL_AGREE = 0.98
"""Share of the blocks of two drawings that show the same, at least."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found on the pixels. score: median correlation of the blocks; the boxes hold what both show."""

    kind: PictureKind
    score: float
    here: Box
    there: Box
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks that count. trimmed: how many rows and columns of blocks are bars: left, top, right, bottom."""

    values: NDArray[np.float32]
    trimmed: tuple[int, int, int, int]

    @property
    def structured(self) -> NDArray[np.float32]:
        return self.values[~np.isnan(self.values)]


def judged(here: Frame, there: Frame, placement: Placement) -> Verdict | None:
    """Compare two pictures where they may lie upon each other; None where they show different things."""
    laid = overlaid(here.grey, there.grey, placement)
    if laid is None:
        return None
    blocks = _without_bars(laid.agreement)
    values = blocks.structured
    if len(values) < BLOCKS:
        return None
    boxes = [_trimmed(box, laid.agreement, blocks.trimmed) for box in (laid.here, laid.there)]
    shares = tuple(_share(box, frame.grey.shape) for box, frame in zip(boxes, (here, there), strict=True))
    agreeing = float((values >= AGREES).mean())
    if max(shares) < COMMON or agreeing < HALF_AGREE:
        return None
    inside, at_edges = _differing(blocks.values)
    one = agreeing >= MOST_AGREE and inside <= INSIDE and at_edges <= AT_EDGES
    moved = _moved(laid, blocks.trimmed) if one else 0
    one = one and moved < MOVED
    if one and min(_flat(here.grey), _flat(there.grey)) > DRAWN:
        one = agreeing >= ALL_AGREE and min(shares) >= WHOLE and inside == at_edges == 0
    if placement.mirrored:
        boxes[0] = np.array(
            [here.grey.shape[1] - boxes[0][2], boxes[0][1], here.grey.shape[1] - boxes[0][0], boxes[0][3]]
        )
    whole = _in_pixels(boxes[0], here), _in_pixels(boxes[1], there)
    kind = _kind((here, there), shares, placement.mirrored) if one else PictureKind.SAME_VIEW
    reasons = _reasons(kind, agreeing, len(values), shares, blocks.trimmed, placement.mirrored, whole)
    if moved >= MOVED:
        reasons = (*reasons[:-1], "something solid stands in one of them and not in the other", reasons[-1])
    return Verdict(kind, round(float(np.median(values)), 3), *whole, reasons)


def _flat(grey: NDArray[np.uint8]) -> float:
    """Share of blocks of 8 x 8 pixels in which nothing is to be seen."""
    rows, columns = (side // 8 for side in grey.shape)
    return float((grey[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).std(axis=(1, 3)) < FLAT).mean())


def _without_bars(values: NDArray[np.float32]) -> _Blocks:
    """Take away rows and columns at the edges of which most show something else, while enough is left."""
    left, top, right, bottom = 0, 0, values.shape[1], values.shape[0]
    while True:
        most = ((bottom - top) > (1 - BAR) * values.shape[0], (right - left) > (1 - BAR) * values.shape[1])
        if most[0] and _is_bar(values[top, left:right]):
            top += 1
        elif most[0] and _is_bar(values[bottom - 1, left:right]):
            bottom -= 1
        elif most[1] and _is_bar(values[top:bottom, left]):
            left += 1
        elif most[1] and _is_bar(values[top:bottom, right - 1]):
            right -= 1
        else:
            taken = (left, top, values.shape[1] - right, values.shape[0] - bottom)
            return _Blocks(values[top:bottom, left:right], taken)


def _is_bar(line: NDArray[np.float32]) -> bool:
    known = line[~np.isnan(line)]
    return len(known) > 0 and float((known < DIFFERS).mean()) > 0.5


def _differing(values: NDArray[np.float32]) -> tuple[float, float]:
    """Share of all blocks that differ inside, and of those that differ and hang together with an edge."""
    differ = np.nan_to_num(values, nan=1.0) < DIFFERS
    joined = joined_to_edges(differ)
    return float((differ & ~joined).mean()), float(joined.mean())


def _moved(laid: Overlay, taken: tuple[int, int, int, int]) -> int:
    """Cells that show something else, without the bars."""
    rows, columns = laid.agreement.shape
    left, top, right, bottom = taken
    inside = np.s_[top * BLOCK : (rows - bottom) * BLOCK, left * BLOCK : (columns - right) * BLOCK]
    return int(elsewhere(laid.one[inside], laid.other[inside]).sum())


def _trimmed(
    box: NDArray[np.float64], values: NDArray[np.float32], taken: tuple[int, int, int, int]
) -> NDArray[np.float64]:
    """The box without the bars."""
    width, height = (box[2:] - box[:2]) / np.array(values.shape[::-1])
    left, top, right, bottom = taken
    shown: NDArray[np.float64] = box + np.array([left * width, top * height, -right * width, -bottom * height])
    return shown


def _share(box: NDArray[np.float64], shape: tuple[int, ...]) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]) / (shape[0] * shape[1]))


def _in_pixels(box: NDArray[np.float64], frame: Frame) -> Box:
    factors = np.array([frame.width / frame.grey.shape[1], frame.height / frame.grey.shape[0]] * 2)
    left, top, right, bottom = (int(value) for value in np.round(box * factors))
    return max(0, left), max(0, top), min(frame.width, right), min(frame.height, bottom)


def _kind(frames: tuple[Frame, Frame], shares: tuple[float, ...], mirrored: bool) -> PictureKind:
    if mirrored:
        return PictureKind.FLIPPED
    if min(shares) < WHOLE:
        return PictureKind.CROPPED
    same_size = (frames[0].width, frames[0].height) == (frames[1].width, frames[1].height)
    return PictureKind.RECOMPRESSED if same_size else PictureKind.RESIZED


def _reasons(
    kind: PictureKind,
    agreeing: float,
    blocks: int,
    shares: tuple[float, ...],
    bars: tuple[int, int, int, int],
    mirrored: bool,
    boxes: tuple[Box, Box],
) -> tuple[str, ...]:
    """Why, in words."""
    told = [f"{agreeing:.0%} of {blocks} blocks with structure show the same"]
    if mirrored:
        told.append("one is the mirror image of the other")
    if min(shares) < WHOLE:
        told.append(f"what both show is {shares[0]:.0%} of this and {shares[1]:.0%} of the other")
    ratio = (boxes[0][2] - boxes[0][0]) / max(1, boxes[1][2] - boxes[1][0])
    if not 0.98 <= ratio <= 1.02:
        told.append(f"it is shown {ratio:.2f} times as wide as in the other")
    sides = [side for side, count in zip(("left", "top", "right", "bottom"), bars, strict=True) if count]
    if sides:
        told.append(f"along the edge ({', '.join(sides)}) one has a bar, or something else")
    if kind is PictureKind.SAME_VIEW:
        told.append("something in it differs: another moment, a common frame, or an alteration; nothing is merged")
    return tuple(told)
