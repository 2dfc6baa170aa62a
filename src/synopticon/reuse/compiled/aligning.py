"""Pairs of texts aligned by the compiled kernel; what it answers is what alignment.py would."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int64
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import Ints, place, rows_of, whole
from synopticon.reuse.compiled.batch import handed_over

if TYPE_CHECKING:
    from synopticon.reuse.columns import Columns

FIGURES = 10


class Rules(ctypes.Structure):
    """The constants by which texts are aligned, under their names in the modules that say what they mean."""

    _fields_ = (
        *((name, c_int64) for name in ("reach", "least_run", "gap", "drift", "look_ahead", "least_passage")),
        *((name, c_int64) for name in ("full", "commonest", "spelled", "dense")),
        *((name, ctypes.c_double) for name in ("hopeless", "least_beyond")),
    )


def aligned(
    library: ctypes.CDLL, texts: Columns, left: Ints, right: Ints, rules: Rules
) -> tuple[Ints, Ints, Ints, NDArray[np.float64]]:
    """(runs, passage, edges, figures) as in Alignments. Raises ValueError where the columns do not belong together."""
    columns, kept = handed_over(texts)
    left, right = whole(left, np.int64), whole(right, np.int64)
    if len(left) != len(right):
        raise ValueError("each of the columns of pairs has one side of them")
    edges = np.zeros(len(left) + 1, np.int64)
    figures = np.empty((len(left), FIGURES))
    sides = (c_int64(len(left)), place(left), place(right), place(edges), place(figures))
    rows = rows_of(library, lambda found: library.synopticon_align(byref(columns), byref(rules), *sides, found), 4)
    del kept
    return rows[:, :3].copy(), rows[:, 3].copy(), edges, figures
