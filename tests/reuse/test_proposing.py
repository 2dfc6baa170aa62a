"""Proposing: the pairs that a brute comparison of sets would find, from any order of arrival."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse.proposing import (
    CROWD,
    LEAST_SHARE,
    LEAST_SHARED,
    Pairs,
    Shared,
    chosen,
    mass_of,
    neighbouring,
    postings_of,
    propose,
    put_together,
    shared_in,
)


def columns(sets: list[set[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fingerprints, owners and ranks (each body's rank is its number)."""
    rows = [(gram, owner) for owner, grams in enumerate(sets) for gram in grams]
    grams = np.array([gram for gram, _ in rows], np.uint64)
    return grams, np.array([owner for _, owner in rows], np.int32), np.arange(len(sets))


def proposed(sets: list[set[int]]) -> set[tuple[int, int]]:
    found = propose([postings_of(*columns(sets))], len(sets))
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 40), max_size=20), max_size=12))
def test_small_sets_are_proposed_as_brute_force_would(sets: list[set[int]]) -> None:
    """A pair is proposed where it shares enough, and nowhere else."""
    found = proposed(sets)
    for left, right in combinations(range(len(sets)), 2):
        shared = len(sets[left] & sets[right])
        least = LEAST_SHARE * min(len(sets[left]), len(sets[right]))
        assert ((left, right) in found) is (shared >= LEAST_SHARED and shared >= least)


def test_a_crowd_is_not_lost_and_stays_linear() -> None:
    """Of more copies than CROWD each is proposed with the first, and with no other."""
    number = 6 * CROWD
    assert proposed([set(range(30)) for _ in range(number)]) == {(0, right) for right in range(1, number)}


def test_what_everybody_shares_proposes_each_with_the_first_alone() -> None:
    """A boilerplate in all documents costs one comparison each."""
    chance = random.Random(3)
    sets = [set(range(12)) | {chance.randrange(100, 10**9) for _ in range(60)} for _ in range(3000)]
    assert proposed(sets) == {(0, right) for right in range(1, 3000)}


@settings(deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 60), max_size=30), min_size=1, max_size=12), st.integers(1, 5), st.integers(1, 4)
)
def test_grams_and_pairs_can_be_divided_without_a_trace(sets: list[set[int]], by_gram: int, by_pair: int) -> None:
    """Postings in parts by gram, what they share in parts by pair: put together they are the pairs of one run."""
    grams, owners, ranks = columns(sets)
    parts = [postings_of(grams[own], owners[own], ranks) for own in (grams % by_gram == n for n in range(by_gram))]
    mass = np.sum([mass_of(part, len(sets)) for part in parts], axis=0)
    shared = [found for part in parts for found in shared_in(part, len(sets))]
    pairs: set[tuple[int, int]] = set()
    for number in range(by_pair if shared else 0):
        here = [(one.left * 7 + one.right) % by_pair == number for one in shared]
        split = [Shared(s.left[h], s.right[h], s.grams[h]) for s, h in zip(shared, here, strict=True)]
        found = chosen(put_together(split), mass)
        pairs |= set(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert pairs == proposed(sets)
    at_once = propose(parts, len(sets))
    assert set(zip(at_once.left.tolist(), at_once.right.tolist(), strict=True)) == proposed(sets)


def test_nothing_proposes_nothing() -> None:
    """No fingerprints, no pairs."""
    assert len(propose([postings_of(*columns([]))], 0)) == len(propose([], 0)) == 0


def test_neighbouring_pairs_are_the_same_pairs_with_each_family_together() -> None:
    """A body's pairs stand near each other, and none is lost, doubled or turned round."""
    left, right = np.array([0, 1, 2, 3, 0, 1]), np.array([8, 7, 6, 6, 4, 9])
    told = neighbouring(Pairs(left, right))
    pairs = list(zip(told.left.tolist(), told.right.tolist(), strict=True))
    assert sorted(pairs) == sorted(zip(left.tolist(), right.tolist(), strict=True))
    assert [set(pairs[at : at + 2]) for at in (0, 2, 4)] == [{(0, 8), (0, 4)}, {(1, 7), (1, 9)}, {(2, 6), (3, 6)}]
