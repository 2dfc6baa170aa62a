"""Arrays handed to the compiled kernel by their addresses, and rows taken from it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import check

Ints = NDArray[np.int64]


class _Grown(ctypes.Structure):
    _fields_ = (("rows", ctypes.c_void_p), ("bytes", ctypes.c_size_t), ("count", ctypes.c_int64))


def whole(array: NDArray[Any], kind: type[np.generic]) -> NDArray[Any]:
    """The array as the kernel reads it: of this kind, without gaps."""
    return np.ascontiguousarray(array, kind)


def place(array: NDArray[Any]) -> ctypes.c_void_p:
    """Where the array lies; whoever asks keeps the array meanwhile."""
    return ctypes.c_void_p(array.ctypes.data)


def rows_of(library: ctypes.CDLL, ask: Callable[[Any], int], columns: int) -> Ints:
    """The rows that a function of the library lays down, with so many columns. Raises as `check` does."""
    found = _Grown()
    try:
        check(ask(ctypes.byref(found)))
        rows = np.empty((found.count, columns), np.int64)
        if found.count:
            ctypes.memmove(rows.ctypes.data, found.rows, rows.nbytes)
    finally:
        library.synopticon_let_go(ctypes.byref(found))
    return rows
