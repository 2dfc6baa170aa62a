"""The compiled kernel numbers, samples and weighs grams as NumPy does, whatever the texts. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.kernel.library import find_kernel
from synopticon.reuse import fingerprints
from synopticon.reuse.columns import REPEATED, columns_of
from synopticon.reuse.compiled import numbering
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import LEAST_GRAMS, fingerprint, leads_of, sampled
from synopticon.reuse.grams import Hashes
from synopticon.reuse.normalising import Codes
from synopticon.reuse.rarity import NOTHING_COMMON, Rarity

from .conftest import PIECES, scattered, texts

Same = Callable[..., Any]

LONG = [scattered(1, 70_000), " ".join(PIECES) * 9, "", "short", "a" * 3000, "각" * 3000, PIECES[0] * 12, PIECES[0] * 7]


def rarity_of(batch: list[str], every: int) -> Rarity:
    """Some of the texts' grams are common."""
    grams = np.unique(columns_of(batch, NOTHING_COMMON).hashes >> np.uint64(24))[::every]
    return Rarity(grams, np.where(np.arange(len(grams)) % 2, 5, 12))


def documents(batch: list[str]) -> list[Document]:
    return [Document(str(number), text) for number, text in enumerate(batch)]


@given(texts, st.integers(1, 4))
def test_texts_of_every_kind_become_the_same_columns(the_same: Same, batch: list[str], every: int) -> None:
    """Numbers of grams, what letters count, and the tables in which grams are looked up."""
    the_same(columns_of, batch, rarity_of(batch, every))
    the_same(columns_of, batch, NOTHING_COMMON)


@given(texts)
def test_texts_of_every_kind_have_the_same_fingerprints(the_same: Same, batch: list[str]) -> None:
    """Cards, lengths, and the grams that lead to others."""
    the_same(fingerprint, documents(batch))


@pytest.mark.parametrize("batch", [[], [""], LONG, LONG[::-1], ["\ud800" * 5000 + "\x00"], [PIECES[1]] * 3])
def test_long_and_empty_texts_are_numbered_alike(the_same: Same, batch: list[str]) -> None:
    """Longer than any block, shorter than any gram, or none at all; a gram that stands too often leads nowhere."""
    columns = the_same(columns_of, batch, rarity_of(batch, 3))
    assert len(columns.hashes) == len(columns.batch.codes) + 1
    the_same(fingerprint, documents(batch))


def test_every_code_point_is_a_letter_of_the_same_kind(the_same: Same) -> None:
    """Dense or spelled: each sign of Unicode begins a gram of the same number and length."""
    codes = np.arange(0x110000, dtype=np.uint32)
    the_same(sampled, codes, np.array([0, 300, 300, len(codes)]))


def test_a_set_phrase_is_joined_with_what_follows_alike(the_same: Same, monkeypatch: pytest.MonkeyPatch) -> None:
    """A common gram with the next of its text, and the last one of a text by itself."""
    chance = np.random.default_rng(5)
    grams = chance.integers(0, 2**62, 4000, np.uint64)
    common = np.unique(grams[:1000:3] >> np.uint64(24)), np.ones(0, np.int64)
    grams[::7], grams[1::7] = grams[0], grams[1]  # a common and a rare one again and again
    owners = np.sort(chance.integers(0, 40, 4000))
    for module in ("fingerprints", "common_grams"):
        monkeypatch.setattr(f"synopticon.reuse.{module}.common_grams", lambda: common)
    found, of = the_same(leads_of, grams, owners)
    assert len(found) == len(of) < len(grams) and not set(common[0].tolist()) >= set(found.tolist())


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2)), max_size=300))
def test_variety_is_told_alike_where_numbers_collide(the_same: Same, kinds: list[tuple[int, int]]) -> None:
    """Equal signs again and again, some of them dense."""
    codes = np.array([0x61 + kind if letters == 1 else 0xAC00 + kind for kind, letters in kinds], np.uint32)
    the_same(sampled, np.concatenate([codes, codes]), np.array([0, len(codes), 2 * len(codes)]))


def test_what_does_not_belong_together_is_refused() -> None:
    """Nothing is looked up outside of what was handed over."""
    library = find_kernel().library
    assert library
    codes = np.arange(97, 117, dtype=np.uint32)
    for edges in ([0, 5, 3, 20], [0, 21], [1, 20], [0, 19], [0, -1, 20], []):
        for ask in (numbering.sampled, _weighed):
            with pytest.raises(ValueError, match="columns"):
                ask(library, codes, np.array(edges, np.int64), LEAST_GRAMS)
    with pytest.raises(ValueError, match="columns"):
        numbering.sampled(library, codes, np.array([0, 20]), 10_000)
    with pytest.raises(ValueError, match="columns"):
        numbering.leads(library, np.zeros(3, np.uint64), np.array([0, 2, 1]), np.zeros(0, np.uint64))
    with pytest.raises(ValueError, match="columns"):
        numbering.leads(library, np.zeros(3, np.uint64), np.array([0, 1]), np.zeros(0, np.uint64))
    whole = columns_of([PIECES[0]], NOTHING_COMMON)
    for broken in (
        replace(whole, places=whole.places + 999),
        replace(whole, places=-whole.places - 1),
        replace(whole, table=whole.table[:0], table_of=np.array([0, 0])),
        replace(whole, table=whole.table.astype(np.int64)),
    ):
        with pytest.raises(ValueError, match="columns"):
            numbering.fill(library, broken, REPEATED)
    with pytest.raises(ValueError, match="columns"):
        numbering.fill(library, whole, 300)


def _weighed(library: Any, codes: Codes, edges: np.ndarray, _least: int) -> tuple[Hashes, ...]:
    return numbering.numbered(library, codes, edges, NOTHING_COMMON)


def test_the_least_variety_is_one_that_the_kernel_can_tell() -> None:
    """What is asked of every text is within what the kernel looks at."""
    assert fingerprints.LEAST_GRAMS < 256
