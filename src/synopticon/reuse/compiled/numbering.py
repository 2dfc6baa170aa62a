"""Grams numbered, sampled, weighed and put into tables by the compiled kernel, as columns.py and fingerprints.py do."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int64
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import Ints, place, whole
from synopticon.kernel.library import check
from synopticon.reuse.compiled.batch import handed_over
from synopticon.reuse.grams import DENSE, SPELLED, Hashes
from synopticon.reuse.normalising import Codes, Offsets
from synopticon.reuse.rarity import FULL, Rarity
from synopticon.reuse.sampling import BLUNT, CUT, SAMPLED

if TYPE_CHECKING:
    from synopticon.reuse.columns import Columns


class _Sampling(ctypes.Structure):
    _fields_ = (("sampled", ctypes.c_uint64), *((name, c_int64) for name in ("cut", "spelled", "dense", "full")))


class _Table(ctypes.Structure):
    _fields_ = (("size", c_int64), ("grams", ctypes.c_void_p), ("counts", ctypes.c_void_p))


_RULES = _Sampling(int(SAMPLED), int(CUT), SPELLED, DENSE, FULL)


def numbered(
    library: ctypes.CDLL, codes: Codes, edges: Offsets, rarity: Rarity
) -> tuple[Ints, Ints, Hashes, Ints, Ints]:
    """(letters, worth, hashes, places, places_of) as in Columns. Raises ValueError where the edges divide no codes."""
    codes, edges = whole(codes, np.uint32), whole(edges, np.int64)
    grams, counts = whole(rarity.grams, np.uint64), whole(rarity.counts, np.int64)
    if not len(edges) or len(grams) != len(counts):
        raise ValueError("columns that belong together are of unequal length")
    size = len(codes)
    letters, worth, places = np.empty(size + 1, np.int64), np.empty(size + 1, np.int64), np.empty(size, np.int64)
    hashes, places_of = np.empty(size + 1, np.uint64), np.empty(len(edges), np.int64)
    given = (place(codes), c_int64(size), place(edges), c_int64(len(edges) - 1), byref(_RULES))
    table = _Table(len(grams), grams.ctypes.data, counts.ctypes.data)
    made = map(place, (hashes, letters, worth, places, places_of))
    check(library.synopticon_columns(*given, byref(table), *made))
    return letters, worth, hashes, places[: places_of[-1]], places_of


def fill(library: ctypes.CDLL, columns: Columns, repeated: int) -> None:
    """Set the slots of the columns' table. Raises ValueError where the columns do not belong together."""
    given, kept = handed_over(columns)
    if columns.table.dtype != np.int32 or not columns.table.flags.c_contiguous:
        raise ValueError("the table's columns are not such as are filled")
    check(library.synopticon_fill(byref(given), c_int64(repeated), place(columns.table)))
    del kept


def sampled(
    library: ctypes.CDLL, codes: Codes, edges: Offsets, least: int
) -> tuple[NDArray[np.bool_], Hashes, NDArray[np.int64]]:
    """Whether each text can be compared, and the sampled grams of those that can, with their texts' places.

    least: letters for which the first different grams of a text must stand. Raises ValueError where the edges divide no
    codes.
    """
    codes, edges = whole(codes, np.uint32), whole(edges, np.int64)
    size = len(edges) - 1
    if size < 0:
        raise ValueError("texts are divided by columns of edges, one more than there are texts")
    comparable, grams, edges_of = np.empty(size, np.bool_), np.empty(len(codes), np.uint64), np.empty_like(edges)
    given = (place(codes), c_int64(len(codes)), place(edges), c_int64(size), byref(_RULES), c_int64(least))
    check(library.synopticon_sample(*given, place(comparable), place(grams), place(edges_of)))
    owners = np.repeat(np.arange(size), edges_of[1:] - edges_of[:-1])
    return comparable, grams[: edges_of[-1]].copy(), owners


def leads(
    library: ctypes.CDLL, grams: Hashes, owners: NDArray[np.int64], common: Hashes
) -> tuple[Hashes, NDArray[np.int32]]:
    """What leads from texts to others: a gram of the common ones joined with the next; sorted by text, each once.

    Raises ValueError where owners do not rise.
    """
    grams, owners, common = whole(grams, np.uint64), whole(owners, np.int64), whole(common, np.uint64)
    if len(grams) != len(owners):
        raise ValueError("the columns of grams and their owners are of unequal length")
    found, of, count = np.empty(len(grams), np.uint64), np.empty(len(grams), np.int32), c_int64()
    table = _Table(len(common), common.ctypes.data, None)
    given = (place(grams), place(owners), c_int64(len(grams)), byref(table), c_int64(int(CUT)), c_int64(int(BLUNT)))
    check(library.synopticon_lead(*given, place(found), place(of), byref(count)))
    return found[: count.value].copy(), of[: count.value].copy()
