"""The compiled kernel counts shared grams as NumPy does, and proposes the same pairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.kernel.library import find_kernel
from synopticon.reuse import proposing
from synopticon.reuse.compiled.sharing import Crowds, posted
from synopticon.reuse.proposing import CROWD, Postings, Shared, postings_of, propose, put_together, shared_in

Same = Callable[..., Any]


def postings(sets: list[set[int]], seed: int = 0) -> Postings:
    """Fingerprints of bodies that stand in some order."""
    rows = [(gram, owner) for owner, grams in enumerate(sets) for gram in sorted(grams)]
    grams, owners = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    rank = np.random.default_rng(seed).permutation(len(sets))
    return postings_of(grams.astype(np.uint64), owners.astype(np.int32), rank)


def shared(given: Postings, size: int) -> list[Shared]:
    """What pairs share, in stretches; one without pairs says nothing."""
    return [part for part in shared_in(given, size) if len(part.left)]


@given(st.lists(st.sets(st.integers(0, 30), max_size=25), max_size=20), st.integers(0, 9))
def test_small_sets_share_alike(the_same: Same, sets: list[set[int]], seed: int) -> None:
    """Whatever is held by whomever, in whatever order."""
    the_same(postings, sets, seed)
    the_same(shared, postings(sets, seed), len(sets))
    the_same(propose, [postings(sets, seed)], len(sets))


@pytest.mark.parametrize("batch", [40, 1000, 10**6])
def test_crowds_share_alike(the_same: Same, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    """Grams of larger crowds lead from their first body only; stretches are cut at the same bodies."""
    monkeypatch.setattr(proposing, "BATCH", batch)
    chance = np.random.default_rng(batch)
    sets = [set(chance.zipf(1.3, 60).clip(0, 10**9).tolist()) for _ in range(6 * CROWD)]
    parts = the_same(shared, postings(sets, batch), len(sets))
    assert (len(parts) > 1) is (batch < 10**6) and put_together(parts).grams.max() > 9
    the_same(propose, [postings(sets, batch)], len(sets))


def test_nothing_is_shared_alike(the_same: Same) -> None:
    """No grams, no bodies, or a gram a body."""
    for sets in ([], [set(), set()], [{1}, {2}, {3}]):
        the_same(postings, sets)
        assert the_same(shared, postings(sets), len(sets)) == []
        the_same(propose, [], len(sets))


@pytest.mark.parametrize("highest", [3, 2**20, 2**40, 2**64])
def test_many_grams_are_sorted_alike(the_same: Same, highest: int) -> None:
    """Near each other or far apart, held once or again and again, also by the same body."""
    chance = np.random.default_rng(7)
    grams = chance.integers(0, highest, 30_000, np.uint64, endpoint=False)
    grams[:9000] = grams[9000:18_000]
    owners = chance.integers(0, 700, 30_000).astype(np.int32)
    owners[:3000] = owners[9000:12_000]
    found = the_same(postings_of, grams, owners, chance.permutation(700))
    assert len(found.bodies) < len(grams) and found.crowd.sum() == len(found.bodies)


def test_what_does_not_belong_together_is_refused() -> None:
    """Nothing is looked up outside of what was handed over."""
    library = find_kernel().library
    assert library
    bodies = np.array([0, 1, 1, 2], np.int32)
    edges = np.array([0, 2, 4])
    for wrong, cut in (
        (bodies + 2, edges),
        (bodies - 1, edges),
        (bodies, edges * 2),
        (bodies, edges[::-1]),
        (bodies, edges[:0]),
    ):
        with pytest.raises(ValueError, match="columns"):
            Crowds.of(library, wrong.astype(np.int32), cut, 3, CROWD)
    for owners in (bodies + 9, bodies - 1, bodies[1:]):
        with pytest.raises(ValueError, match="columns"):
            posted(library, np.zeros(4, np.uint64), owners, np.arange(3))
    with pytest.raises(ValueError, match="columns"):
        posted(library, np.zeros(4, np.uint64), bodies, np.array([0, -1, 2**40]))
    crowds = Crowds.of(library, bodies, edges, 3, CROWD)
    assert crowds.shared(0, 3, 1).tolist() == [[0, 1, 1], [1, 2, 1]]
    for first, last, least in ((-1, 3, 1), (0, 4, 1), (0, 3, 0)):
        with pytest.raises(ValueError, match="columns"):
            crowds.shared(first, last, least)
