"""Spans kept as numbers are the spans that were given, seen from either side."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from synopticon.model.reuse import SharedSpan
from synopticon.model.spans import Spans

PLACE = st.integers(0, 2**31 - 1)
SPANS = st.lists(st.builds(SharedSpan, PLACE, PLACE, PLACE, PLACE), max_size=6)


@given(SPANS)
def test_they_are_the_spans_that_were_given(spans: list[SharedSpan]) -> None:
    """One by one, counted, compared, as a key, and from another process."""
    kept = Spans.of(spans)
    assert list(kept) == spans and len(kept) == len(spans) and kept == tuple(spans)
    assert [kept[at] for at in range(len(spans))] == spans and kept[1:] == tuple(spans[1:])
    assert hash(kept) == hash(tuple(spans)) and Spans.of(kept) is kept
    assert pickle.loads(pickle.dumps(kept)) == kept


@given(SPANS)
def test_seen_from_the_other_side_they_are_turned(spans: list[SharedSpan]) -> None:
    """And from there again they are as before."""
    turned = Spans.of(spans).turned()
    assert list(turned) == [SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in spans]
    assert turned.turned() == Spans.of(spans) and (turned == Spans.of(spans)) is (list(turned) == spans)
