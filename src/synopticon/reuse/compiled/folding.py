"""Code points folded by the compiled kernel, as the table of normalising.py folds them."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int64, c_uint8

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import place, whole
from synopticon.kernel.library import check

Codes = NDArray[np.uint32]


class _Folds(ctypes.Structure):
    _fields_ = (
        *((name, c_int64) for name in ("size", "several")),
        *((name, ctypes.c_void_p) for name in ("counts", "ones", "forms")),
    )


def folded(
    library: ctypes.CDLL, codes: Codes, ones: Codes, counts: NDArray[np.uint8], forms: Codes, unknown: int
) -> tuple[Codes, NDArray[np.int64]] | int:
    """The folded codes, and for each the index of the code that it came from; or a code that the table does not know.

    counts: into how many each code point folds, or `unknown`; ones: which, or where the first of several stands among
    the forms. Raises ValueError where a code is beyond the table, or its forms are.
    """
    codes, counts = whole(codes, np.uint32), whole(counts, np.uint8)
    ones, forms = whole(ones, np.uint32), whole(forms, np.uint32)
    if len(ones) != len(counts):
        raise ValueError("the columns of a table are of unequal length")
    folds = _Folds(len(ones), len(forms), counts.ctypes.data, ones.ctypes.data, forms.ctypes.data)
    given, first, total = (place(codes), c_int64(len(codes)), byref(folds)), c_int64(), c_int64()
    check(library.synopticon_measure(*given, c_uint8(unknown), byref(first), byref(total)))
    if first.value < len(codes):
        return int(codes[first.value])
    out, source = np.empty(total.value + 1, np.uint32), np.empty(total.value + 1, np.int64)
    check(library.synopticon_fold(*given, total, place(out), place(source)))
    return out[:-1], source[:-1]
