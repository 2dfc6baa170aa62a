"""The sample of a growing collection is that of the whole, and its table says what has changed."""

from __future__ import annotations

import hashlib
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse import asked, rarity
from synopticon.reuse.asked import Asked
from synopticon.reuse.rarity import FULL, rarity_in, sample_of


def bodies(seed: int, size: int) -> dict[bytes, np.ndarray]:
    """Digests, and grams of which some are held by many."""
    chance = random.Random(seed)
    return {
        hashlib.sha256(f"{seed} {number}".encode()).digest(): np.array(
            sorted({chance.randrange(40) for _ in range(8)}), np.uint64
        )
        for number in range(size)
    }


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 60), st.lists(st.integers(0, 60), max_size=5))
def test_however_bodies_join_the_sample_and_the_table_are_those_of_all(seed: int, size: int, cuts: list[int]) -> None:
    """And the grams that count otherwise are told, neither more nor fewer."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (asked, rarity):
            patch.setattr(module, "SAMPLE", 12)
        every = bodies(seed, size)
        names = list(every)
        growing = Asked({}, 0)
        kept: set[bytes] = set()
        for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), size], strict=True):
            before = growing.rarity
            came, left = growing.join({name: every[name] for name in names[begin:end]})
            kept = (kept | came) - left
            changed = growing.renew()
            grams = np.arange(40).astype(np.uint64)
            assert set(changed.tolist()) == set(grams[before.of(grams) != growing.rarity.of(grams)].tolist())
        assert kept == set(growing.sample) == set(sample_of(names[: max([size, *cuts])]))
        grams, held = np.unique(np.concatenate([np.zeros(0, np.uint64), *growing.sample.values()]), return_counts=True)
        whole = rarity_in(grams, held, size)
        assert (whole.grams == growing.rarity.grams).all() and (whole.counts == growing.rarity.counts).all()


def test_a_collection_without_bodies_has_the_frozen_table_alone() -> None:
    """Nothing of its own is common yet."""
    assert Asked({}, 0).rarity.of(np.arange(40).astype(np.uint64)).tolist() == [FULL] * 40
