"""The compiled kernel aligns as NumPy does, figure by figure, whatever the texts. All texts are invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from synopticon.kernel.library import find_kernel
from synopticon.reuse.alignment import RULES, Alignments, align_pairs
from synopticon.reuse.columns import Columns, columns_of
from synopticon.reuse.compiled.aligning import aligned
from synopticon.reuse.rarity import NOTHING_COMMON, Rarity

from .conftest import PIECES, scattered, texts

Same = Callable[..., Any]


def all_pairs(columns: Columns) -> Alignments:
    """Every text with every other one, itself too."""
    size = len(columns.batch.texts)
    left, right = np.divmod(np.arange(size * size), size)
    return align_pairs(columns, left, right)


def edited(seed: int, text: str) -> str:
    """The text with pieces left out, doubled, moved and changed."""
    chance = random.Random(seed)
    parts = [text[at : at + 40] for at in range(0, len(text), 40)]
    for _ in range(len(parts) // 3):
        at = chance.randrange(len(parts))
        part = parts.pop(at)
        parts[at:at] = chance.choice([[], [part, part], [part[::-1]], [part[:20] + "zz" + part[22:]]])
        if chance.random() < 0.2:
            parts.insert(chance.randrange(len(parts) + 1), part)
    return "".join(parts)


def common_in(columns: Columns, every: int) -> Rarity:
    """A table in which some of the texts' grams are common, for a letter counts otherwise then."""
    grams = np.unique(columns.hashes >> np.uint64(24))[::every]
    return Rarity(grams, np.where(np.arange(len(grams)) % 2, 5, 12))


@given(texts)
def test_texts_of_every_kind_are_aligned_alike(the_same: Same, batch: list[str]) -> None:
    """Runs, passages and figures are the same, bit for bit."""
    the_same(all_pairs, columns_of(batch, NOTHING_COMMON))


@pytest.mark.parametrize("seed", range(12))
def test_long_edited_texts_are_aligned_alike(the_same: Same, seed: int) -> None:
    """So they are where hundreds of runs are moved, doubled and cut, and where some letters count less."""
    first = scattered(seed, 3000) if seed % 2 else " ".join(random.Random(seed).choices(PIECES, k=80))
    batch = [first, edited(seed, first), edited(seed + 1, first), first[: len(first) // 2], "", "short"]
    columns = columns_of(batch, common_in(columns_of(batch, NOTHING_COMMON), 3))
    found = the_same(all_pairs, columns)
    assert len(found.runs) > 50 or not seed % 2


@pytest.mark.parametrize("text", ["", "a", "a" * 40_000, "ab" * 20_000, "각" * 20_000, "\ud800" * 9_000, "ﷺ" * 2_000])
def test_monotonous_texts_are_aligned_alike(the_same: Same, text: str) -> None:
    """Nothing, one letter, or the same ones again and again."""
    the_same(all_pairs, columns_of([text, text + "b", "c" + text, PIECES[0] + text], NOTHING_COMMON))


def test_no_pairs_are_aligned_alike(the_same: Same) -> None:
    """An empty question has an empty answer."""
    nothing = np.zeros(0, np.int64)
    the_same(align_pairs, columns_of([PIECES[0]], NOTHING_COMMON), nothing, nothing)


def test_a_gram_of_the_number_zero_leads_nowhere_alike(the_same: Same) -> None:
    """Empty slots lead behind the last sign, where the number 0 stands; a text can be made whose gram has it."""
    columns = columns_of([PIECES[0] * 2, PIECES[1]], NOTHING_COMMON)
    columns.hashes[columns.places[::5]] = 0
    columns.table[columns.table_of[:-1]] = len(columns.batch.codes)
    assert not len(the_same(align_pairs, columns, np.array([0]), np.array([1])).runs)


def test_columns_that_do_not_belong_together_are_refused() -> None:
    """Whatever is handed over, nothing is looked up outside of it."""
    columns = columns_of([PIECES[0], PIECES[1] + PIECES[0]], NOTHING_COMMON)
    one, other = np.array([0]), np.array([1])
    library = find_kernel().library
    assert library
    far = np.full_like(columns.table, len(columns.batch.codes) + 9)
    wrong = [
        replace(columns, table=far),
        replace(columns, table=np.full_like(far, -1)),
        replace(columns, places=columns.places + 9999),
        replace(columns, places_of=columns.places_of[::-1].copy()),
        replace(columns, table_of=columns.table_of * 2),
        replace(columns, table_of=np.array([0, len(far), len(far)])),
        replace(columns, letters=columns.letters[:-1]),
        replace(columns, batch=replace(columns.batch, edges=columns.batch.edges + 1)),
    ]
    for broken in wrong:
        with pytest.raises(ValueError, match="columns"):
            aligned(library, broken, one, other, RULES)
    for outside in (np.array([2]), np.array([-1])):
        with pytest.raises(ValueError, match="columns"):
            aligned(library, columns, one, outside, RULES)
    with pytest.raises(ValueError, match="one side"):
        aligned(library, columns, one, np.array([0, 1]), RULES)
