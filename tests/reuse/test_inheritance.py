"""Which places of a text stand in which others of its family, whatever its length and however many the others are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from synopticon.model.reuse import Kind, SharedSpan
from synopticon.model.spans import Spans
from synopticon.reuse.inheritance import CLOSEST, FINEST, Link, Texts, longest, stretches

WHOLE = "The river rose on Monday. Two bridges were closed. The school took in forty people."


def test_the_places_of_a_text_that_stand_in_another_are_found_from_both_sides(kin: Callable[..., Any]) -> None:
    """A shortened text stands wholly in the longer one, which has its last sentence for itself."""
    texts = kin(("a", None, WHOLE), ("b", None, WHOLE[:51])).texts()
    assert texts.size(1, texts.held(1, 0)) == 51 and texts.own(1) == 0
    assert texts.size(0, texts.held(0, 1)) == 51 and texts.own(0) == len(WHOLE) - 51
    alone = texts.held_by_none(0, [1])
    assert texts.readings(0, alone) == 1 and texts.longest(0, alone) == len(WHOLE) - 51
    assert texts.covered(0) == 1.0 and 0.6 < texts.covered(1) < 0.63


def test_what_is_left_out_between_two_is_an_omission_and_a_cut_end_is_none(kin: Callable[..., Any]) -> None:
    """The middle sentence left out counts once; the last one left out does not; a replaced word neither."""
    shorter = WHOLE.replace(" Two bridges were closed.", "")
    other = "Yesterday t" + WHOLE[1:]
    texts = kin(("a", None, WHOLE), ("b", None, shorter), ("c", None, WHOLE[:51]), ("d", None, other)).texts()
    assert texts.omissions(1, 0) == 1
    assert texts.omissions(2, 0) == 0
    assert texts.omissions(0, 3) == 0 and texts.omissions(3, 0) == 0


def test_texts_without_a_relation_share_nothing(kin: Callable[..., Any]) -> None:
    """Where nothing was verified nothing is held, and the text is all its own."""
    texts = kin(("a", None, WHOLE), ("b", None, "0123456789" * 5)).texts()
    assert texts.held(0, 1) == 0 and texts.near(0) == () and texts.own(1) == 50
    assert texts.inherited(0, 1) == 0.0


def test_a_long_text_is_compared_in_coarser_places() -> None:
    """A text of ten million code points takes no more than the finest division; its share holds."""
    size = 10_000_000
    link = Link(Kind.EXCERPT, 1000, 0.5, Spans.of([SharedSpan(0, size // 2, 0, size // 2)]), "a")
    texts = Texts({0: size, 1: size // 2}, {0: {1: link}, 1: {0: link}}, {"a": 0})
    held = texts.held(0, 1)
    assert held.bit_length() <= FINEST and abs(texts.size(0, held) / size - 0.5) < 0.001
    assert abs(texts.own(0) - size // 2) < 2 * size / FINEST


def test_spans_beyond_the_end_of_a_text_are_cut_off() -> None:
    """A reprint that is a sign shorter may stand for the first document of its body, to which the spans belong."""
    link = Link(Kind.COPY, 1000, 1.0, Spans.of([SharedSpan(0, 20, 5, 25), SharedSpan(22, 30, 27, 35)]), "a")
    texts = Texts({0: 21, 1: 35}, {0: {1: link}, 1: {0: link}}, {"a": 0})
    assert texts.size(0, texts.held(0, 1)) == 20 and texts.size(1, texts.held(1, 0)) == 28


def test_of_very_many_others_the_closest_are_looked_at() -> None:
    """Those that hold most of the text; where they hold as much, the earlier of the family."""
    links = {0: {other: Link(Kind.LIGHT, 500, 0.5 + 0.1 * (other == 77)) for other in range(1, 100)}}
    texts = Texts(dict.fromkeys(range(100), 10), links, {})
    assert texts.near(0) == (77, *range(1, CLOSEST))


@given(st.lists(st.booleans(), max_size=200), st.integers(1, 20))
def test_stretches_are_counted_and_measured_as_they_stand(places: list[bool], least: int) -> None:
    """Counted from so many places on, and the longest measured, as in a row of marks."""
    mask = sum(1 << place for place, there in enumerate(places) if there)
    found = [len(part) for part in "".join("x" if there else " " for there in places).split()]
    assert stretches(mask, least) == sum(length >= least for length in found)
    assert longest(mask) == max(found, default=0)
