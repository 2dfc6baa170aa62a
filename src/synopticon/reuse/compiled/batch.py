"""The columns of a batch of texts, handed to the compiled kernel."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import whole

if TYPE_CHECKING:
    from synopticon.reuse.columns import Columns

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


def handed_over(texts: Columns) -> tuple[ctypes.Structure, list[NDArray[Any]]]:
    """The columns by their addresses, and the arrays that must be kept meanwhile.

    Raises ValueError where one is longer or shorter than it can be.
    """
    batch = texts.batch
    given: list[NDArray[Any]] = [batch.codes, batch.edges, texts.letters, texts.worth, texts.hashes]
    given += [texts.places, texts.places_of, texts.table, texts.table_of]
    arrays = [whole(array, kind) for array, (_, kind) in zip(given, _COLUMNS, strict=True)]
    codes, edges, letters, worth, hashes, places, places_of, table, table_of = map(len, arrays)
    if {letters, worth, hashes} != {codes + 1} or {places_of, table_of} != {edges} or not edges:
        raise ValueError("the columns of a batch are of unequal length")
    return _Columns(codes, edges - 1, places, table, *(array.ctypes.data for array in arrays)), arrays
