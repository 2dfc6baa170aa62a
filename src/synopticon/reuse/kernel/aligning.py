"""Pairs of texts aligned by the compiled kernel; what it answers is what alignment.py would."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.kernel.library import check

if TYPE_CHECKING:
    from synopticon.reuse.columns import Columns

Ints = NDArray[np.int64]

FIGURES = 10


class Rules(ctypes.Structure):
    """The constants by which texts are aligned, under their names in the modules that say what they mean."""

    _fields_ = (
        *((name, ctypes.c_int64) for name in ("reach", "least_run", "gap", "drift", "look_ahead", "least_passage")),
        *((name, ctypes.c_int64) for name in ("full", "commonest", "spelled", "dense")),
        *((name, ctypes.c_double) for name in ("hopeless", "least_beyond")),
    )


_COLUMNS: tuple[tuple[str, type[np.generic]], ...] = (
    ("codes", np.uint32),
    ("edges", np.int64),
    ("letters", np.int64),
    ("worth", np.int64),
    ("hashes", np.uint64),
    ("places", np.int64),
    ("places_of", np.int64),
    ("table", np.int32),
    ("table_of", np.int64),
)


class _Columns(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("signs", "texts", "grams", "slots")),
        *((name, ctypes.c_void_p) for name, _ in _COLUMNS),
    )


class _Found(ctypes.Structure):
    _fields_ = (("rows", ctypes.c_void_p), ("bytes", ctypes.c_size_t), ("count", ctypes.c_int64))


def aligned(
    library: ctypes.CDLL, texts: Columns, left: Ints, right: Ints, rules: Rules
) -> tuple[Ints, Ints, Ints, NDArray[np.float64]]:
    """(runs, passage, edges, figures) as in Alignments. Raises ValueError where the columns do not belong together."""
    columns, kept = _handed_over(texts)
    left, right = (np.ascontiguousarray(side, np.int64) for side in (left, right))
    if len(left) != len(right):
        raise ValueError("a pair has two sides")
    edges = np.zeros(len(left) + 1, np.int64)
    figures = np.empty((len(left), FIGURES))
    found = _Found()
    try:
        sides = (_at(left), _at(right), _at(edges), _at(figures))
        check(
            library.synopticon_align(
                ctypes.byref(columns), ctypes.byref(rules), ctypes.c_int64(len(left)), *sides, ctypes.byref(found)
            )
        )
        rows = np.empty((found.count, 4), np.int64)
        if found.count:
            ctypes.memmove(rows.ctypes.data, found.rows, rows.nbytes)
    finally:
        library.synopticon_let_go(ctypes.byref(found))
        del kept
    return rows[:, :3].copy(), rows[:, 3].copy(), edges, figures


def _handed_over(texts: Columns) -> tuple[_Columns, list[NDArray[Any]]]:
    """The columns by their addresses, and the arrays that must stay meanwhile."""
    batch = texts.batch
    given = (batch.codes, batch.edges, texts.letters, texts.worth, texts.hashes, texts.places, texts.places_of)
    arrays = [
        np.ascontiguousarray(array, kind)
        for array, (_, kind) in zip((*given, texts.table, texts.table_of), _COLUMNS, strict=True)
    ]
    codes, edges, letters, worth, hashes, places, places_of, table, table_of = arrays
    beside = {len(letters), len(worth), len(hashes)}
    if beside != {len(codes) + 1} or {len(places_of), len(table_of)} != {len(edges)} or not len(edges):
        raise ValueError("the columns of a batch are of unequal length")
    sizes = (len(codes), len(edges) - 1, len(places), len(table))
    return _Columns(*sizes, *(array.ctypes.data for array in arrays)), arrays


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
