"""Grams: equal numbers for equal signs, unequal ones for others, as an oracle without arithmetic sees it."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.grams import DENSE, SPELLED, gram_hashes, is_dense, whole_grams
from synopticon.reuse.normalising import code_points

SIGNS = st.text(alphabet="abc가나漢字あ", max_size=80)


def spelled_out(text: str) -> list[str]:
    """The grams as strings, padded at the end."""
    padded = text + "\0" * SPELLED
    dense = is_dense(code_points(text)).tolist()
    return [padded[i : i + (DENSE if dense[i] else SPELLED)] for i in range(len(text))]


@given(SIGNS, SIGNS)
def test_numbers_are_equal_exactly_where_the_signs_are(one: str, other: str) -> None:
    """Over both texts, the relation "same number" is the relation "same signs"."""
    numbers = np.concatenate([gram_hashes(code_points(one)), gram_hashes(code_points(other))]).tolist()
    strings = spelled_out(one) + spelled_out(other)
    assert len(set(zip(numbers, strings, strict=True))) == len(set(numbers)) == len(set(strings))


def test_the_numbers_use_all_their_bits() -> None:
    """No multiplier too short: every bit of the numbers of many grams is set in about half of them."""
    chance = random.Random(1)
    codes = code_points("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=4000)))
    numbers = np.unique(gram_hashes(codes))
    shares = [float(((numbers >> np.uint64(bit)) & np.uint64(1)).mean()) for bit in range(64)]
    assert len(numbers) == 4000 and all(0.45 < share < 0.55 for share in shares)


def test_a_gram_never_runs_into_the_next_text() -> None:
    """whole_grams marks only those that end within their own text."""
    codes = code_points("abcdefghijklmnop")
    assert whole_grams(codes, np.array([0, 10, 16])).nonzero()[0].tolist() == [0, 1, 2]
