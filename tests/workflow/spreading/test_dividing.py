"""Division: every part once, nothing that belongs together apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.proposing import Pairs
from synopticon.workflow.spreading import dividing
from synopticon.workflow.spreading.dividing import documents_together, pairs_together, parts_for, repeats_together


def test_parts_are_a_power_of_two_and_grow_with_the_collection() -> None:
    """Few for little, and never more than files can be open."""
    parts = [parts_for(size) for size in (0, 10**6, 10**9, 10**12)]
    assert parts == sorted(parts) and parts[0] == 4 and parts[-1] == dividing.MOST_PARTS
    assert all(number & (number - 1) == 0 for number in parts)


@given(st.lists(st.integers(1, 3_000_000), max_size=60))
def test_pairs_are_divided_by_their_letters(letters: list[int]) -> None:
    """Every pair in one stretch; a stretch is light but for its last pair."""
    pairs = Pairs(np.arange(len(letters)), np.arange(len(letters)))
    stretches = list(pairs_together(pairs, np.array(letters, np.int64)))
    assert [n for s in stretches for n in range(s.start, s.stop)] == list(range(len(letters)))
    assert all(2 * sum(letters[s][:-1]) <= 2 * dividing.LETTERS for s in stretches)


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 5))
def test_repeats_come_with_their_first_document(drawn: list[int], most: int) -> None:
    """Each further document of a body in one part, and the body's first one beside it."""
    bodies = [sorted(set(drawn)).index(body) for body in drawn]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dividing, "PAIRS", most)
        parts = list(repeats_together(np.array(bodies, np.int64), np.ones(len(bodies), np.int64)))
    first = {body: bodies.index(body) for body in bodies}
    further = [place for part in parts for place in part.tolist() if first[bodies[place]] != place]
    assert sorted(further) == [place for place, body in enumerate(bodies) if first[body] != place]
    for part in parts:
        assert part.tolist() == sorted(part.tolist()) and {first[bodies[place]] for place in part} <= set(part)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), max_size=60), st.integers(1, 9))
def test_no_component_is_divided(rows: list[tuple[int, int]], most: int) -> None:
    """Each document in one part, in the order of the documents; all of a component in the same."""
    component, near = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dividing, "DOCUMENTS", most)
        parts = [part.tolist() for part in documents_together(component, near)]
    assert sorted(place for part in parts for place in part) == list(range(len(rows)))
    assert all(part == sorted(part) for part in parts)
    homes = [{component[place] for place in part} for part in parts]
    assert sum(map(len, homes)) == len(set(component.tolist()))
