"""Where words end in a text, and where names and numbers may stand: for many places of it at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.fillings import may_begin
from synopticon.reuse.normalising import code_points

Places = NDArray[np.integer[Any]]

_PAGE = 256
_WORD, _NAME = 1, 2


class _Traits:
    """What each code point is; found a page at a time, when a text first needs the page."""

    def __init__(self) -> None:
        self._traits = np.zeros(0x110000, np.uint8)
        self._known = np.zeros(0x110000 // _PAGE, bool)

    def of(self, text: str) -> NDArray[np.uint8]:
        """The traits of each code point of the text."""
        codes = code_points(text)
        pages = codes // _PAGE
        if not self._known[pages].all():
            for page in np.unique(pages[~self._known[pages]]).tolist():
                for code in range(page * _PAGE, (page + 1) * _PAGE):
                    self._traits[code] = _WORD * chr(code).isalnum() | _NAME * may_begin(chr(code))
                self._known[page] = True
        return self._traits[codes]


_TRAITS = _Traits()


class Marks:
    """The ends of a text's words and the places at which a name or a number may begin."""

    def __init__(self, text: str) -> None:
        traits = _TRAITS.of(text)
        word = (traits & _WORD).view(bool)
        self._outside = np.ones(len(text) + 1, bool)
        np.logical_and(word[1:], word[:-1], out=self._outside[1:-1])
        np.logical_not(self._outside[1:-1], out=self._outside[1:-1])
        self._edges = np.flatnonzero(self._outside)
        self._upto = np.cumsum(self._outside, dtype=np.int32)
        self._named = np.zeros(len(text) + 1, np.int32)
        np.cumsum(traits & _NAME, out=self._named[1:])

    def widened(self, starts: Places, stops: Places, most: int) -> tuple[Places, Places]:
        """The stretches with the whole of the words in which they begin and end, but for what lies so far out that they
        would become longer than most.
        """
        left = self._edges[self._upto[starts] - 1]
        right = self._edges[self._upto[stops] - self._outside[stops]]
        begin = np.maximum(left, stops - most)
        return begin, np.minimum(right, np.maximum(stops, begin + most))

    def may_name(self, starts: Places, stops: Places) -> NDArray[np.bool_]:
        """False where no name and no number can stand in a stretch."""
        return np.asarray(self._named[starts] < self._named[stops])
