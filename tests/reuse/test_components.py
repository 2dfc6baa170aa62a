"""Components: what hangs together by any chain is one, and nothing else is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.components import components_of


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))))
def test_components_are_those_of_a_walk_through_the_graph(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    """Each body is named after the least one that a walk along the pairs can come to."""
    size, pairs = drawn
    near: dict[int, set[int]] = {body: {body} for body in range(size)}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    least = []
    for body in range(size):
        seen, waiting = {body}, [body]
        while waiting:
            waiting.extend(found := near[waiting.pop()] - seen)
            seen |= found
        least.append(min(seen))
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    assert components_of(size, left, right).tolist() == least


def test_a_long_chain_is_one() -> None:
    """Ten thousand bodies, each related to the next alone, in a mixed order."""
    order = np.random.default_rng(4).permutation(10_000)
    assert not components_of(10_000, order[:-1], order[1:]).any()


def test_no_bodies_have_no_components() -> None:
    """Nothing in, nothing out."""
    none = np.zeros(0, np.int64)
    assert not len(components_of(0, none, none))
