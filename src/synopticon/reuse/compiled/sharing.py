"""Grams sorted with their bodies, and shared ones counted, by the compiled kernel, as proposing.py does both."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int64
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import Ints, place, rows_of, whole
from synopticon.kernel.library import check
from synopticon.reuse.grams import Hashes

MOST = 2**32 - 1
"""Places under all grams that the kernel can number."""


class _Crowds(ctypes.Structure):
    _fields_ = (
        *((name, c_int64) for name in ("grams", "places", "size", "crowd")),
        *((name, ctypes.c_void_p) for name in ("edges", "bodies")),
    )


class _ByBody(ctypes.Structure):
    _fields_ = (("stretches", c_int64), *((name, ctypes.c_void_p) for name in ("begins", "nexts", "lasts")))


def posted(
    library: ctypes.CDLL, grams: Hashes, owners: NDArray[np.int32], rank: Ints
) -> tuple[Hashes, Ints, NDArray[np.int32]]:
    """(grams, begins, bodies) as in Postings. Raises ValueError where an owner has no rank."""
    grams, owners, rank = whole(grams, np.uint64), whole(owners, np.int32), whole(rank, np.int64)
    if len(grams) != len(owners):
        raise ValueError("the columns of grams and their owners are of unequal length")
    size = len(grams)
    each, begins, bodies = np.empty(size, np.uint64), np.empty(size, np.int64), np.empty(size, np.int32)
    found = np.zeros(2, np.int64)
    given = (place(grams), place(owners), c_int64(size), place(rank), c_int64(len(rank)))
    check(library.synopticon_postings(*given, place(each), place(begins), place(bodies), place(found)))
    different, kept = found.tolist()
    return each[:different].copy(), begins[:different].copy(), bodies[:kept].copy()


@dataclass(frozen=True, slots=True)
class Crowds:
    """The bodies under each gram, looked up from the bodies' side.

    findings: of each body, how many places stand behind its own under the same grams, as far as it leads to them.
    """

    library: ctypes.CDLL
    findings: Ints
    _given: tuple[ctypes.Structure, ctypes.Structure]
    _kept: tuple[NDArray[Any], ...] = field(repr=False)

    @classmethod
    def of(cls, library: ctypes.CDLL, bodies: NDArray[np.int32], edges: Ints, size: int, crowd: int) -> Crowds:
        """bodies: gram by gram, divided by edges; each less than size. crowd: from more on, the first alone leads.

        Raises ValueError where these do not belong together, or the places are more than MOST.
        """
        bodies, edges = whole(bodies, np.int32), whole(edges, np.int64)
        if not len(edges):
            raise ValueError("columns are divided by edges")
        begins, findings = np.empty(size + 1, np.int64), np.empty(size, np.int64)
        nexts, lasts = np.empty(len(bodies), np.uint32), np.empty(len(bodies), np.uint32)
        crowds = _Crowds(len(edges) - 1, len(bodies), size, crowd, edges.ctypes.data, bodies.ctypes.data)
        made = (place(begins), place(nexts), place(lasts), place(findings))
        check(library.synopticon_by_body(byref(crowds), *made))
        by_body = _ByBody(int(begins[-1]), begins.ctypes.data, nexts.ctypes.data, lasts.ctypes.data)
        return cls(library, findings, (crowds, by_body), (bodies, edges, begins, nexts, lasts))

    def shared(self, first: int, last: int, least: int) -> Ints:
        """Rows of (left, right, shared grams) of the bodies from first to last, sorted, where they are not fewer than
        least.
        """
        crowds, by_body = map(byref, self._given)
        asked = (c_int64(first), c_int64(last), c_int64(least))
        return rows_of(self.library, lambda found: self.library.synopticon_share(crowds, by_body, *asked, found), 3)
