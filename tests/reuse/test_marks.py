"""Marks: stretches of a text widened to whole words, many at once, as one would do it letter by letter."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.fillings import FILLING
from synopticon.reuse.marks import Marks


def widened(text: str, start: int, stop: int, most: int) -> tuple[int, int]:
    """Letter by letter."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum() and start > stop - most:
        start -= 1
    while 0 < stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum() and stop < start + most:
        stop += 1
    return start, stop


@given(st.text("ab C,1한 一", max_size=40), st.data(), st.integers(2, 12))
def test_many_stretches_are_widened_as_one_by_one(text: str, data: st.DataObject, most: int) -> None:
    """To whole words, and no further than asked; what holds no name is known to hold none."""
    place = st.integers(0, len(text))
    drawn = [sorted(pair) for pair in data.draw(st.lists(st.tuples(place, place), max_size=5))]
    cuts = [(start, stop) for start, stop in drawn if stop - start <= most]
    marks = Marks(text)
    starts, stops = np.array([start for start, _ in cuts], int), np.array([stop for _, stop in cuts], int)
    begins, ends = marks.widened(starts, stops, most)
    assert list(zip(begins.tolist(), ends.tolist(), strict=True)) == [
        widened(text, start, stop, most) for start, stop in cuts
    ]
    for begin, end, may in zip(begins.tolist(), ends.tolist(), marks.may_name(begins, ends).tolist(), strict=True):
        assert may or not FILLING.search(text[begin:end])
