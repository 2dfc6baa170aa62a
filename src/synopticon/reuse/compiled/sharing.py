"""Shared grams counted by the compiled kernel, a body at a time, as proposing.py counts them."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int64
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.handing import Ints, place, rows_of, whole
from synopticon.kernel.library import check

MOST = 2**32 - 1
"""Places under all grams that the kernel can number."""


class _Crowds(ctypes.Structure):
    _fields_ = (
        *((name, c_int64) for name in ("grams", "places", "size", "crowd")),
        *((name, ctypes.c_void_p) for name in ("edges", "bodies")),
    )


class _ByBody(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_void_p) for name in ("begins", "places", "gram_of"))


@dataclass(frozen=True, slots=True)
class Crowds:
    """The bodies under each gram, looked up from the bodies' side.

    findings: of each body, how many places stand behind its own under the same grams, as far as they are led to.
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
        places, gram_of = np.empty(len(bodies), np.uint32), np.empty(len(bodies), np.uint32)
        crowds = _Crowds(len(edges) - 1, len(bodies), size, crowd, edges.ctypes.data, bodies.ctypes.data)
        made = (place(begins), place(places), place(gram_of), place(findings))
        check(library.synopticon_by_body(byref(crowds), *made))
        by_body = _ByBody(begins.ctypes.data, places.ctypes.data, gram_of.ctypes.data)
        return cls(library, findings, (crowds, by_body), (bodies, edges, begins, places, gram_of))

    def shared(self, first: int, last: int, least: int) -> Ints:
        """Rows of (left, right, shared grams) of the bodies from first to last, sorted, where they are not fewer than
        least.
        """
        crowds, by_body = map(byref, self._given)
        asked = (c_int64(first), c_int64(last), c_int64(least))
        return rows_of(self.library, lambda found: self.library.synopticon_share(crowds, by_body, *asked, found), 3)
