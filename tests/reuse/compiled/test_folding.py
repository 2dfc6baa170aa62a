"""The compiled kernel folds code points as NumPy does, all of Unicode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.kernel.library import find_kernel
from synopticon.reuse import normalising
from synopticon.reuse.compiled.folding import folded
from synopticon.reuse.normalising import Codes, normalise, normalise_batch, normalised

from .conftest import PIECES, texts

Same = Callable[..., Any]


def anew(codes: Codes) -> tuple[Any, ...]:
    """Folded by a table that knows nothing yet."""
    return normalising._Table().fold(codes)


def test_all_of_unicode_is_folded_alike(the_same: Same) -> None:
    """Every code point, those that become none, one or eighteen, and surrogates; a table is filled as it is needed."""
    codes = np.random.default_rng(3).permutation(np.arange(0x110000, dtype=np.uint32))
    for part in (codes[:0], codes[:1], codes):
        the_same(anew, part)


@given(texts, st.text())
def test_texts_of_every_kind_are_normalised_alike(the_same: Same, batch: list[str], odd: str) -> None:
    """Alone and together, with the places in the originals."""
    the_same(normalised, [*batch, odd])
    the_same(normalise_batch, [odd, *batch])
    the_same(normalise, odd + PIECES[8])


def test_a_table_that_does_not_belong_together_is_refused() -> None:
    """Nothing is looked up outside of what was handed over."""
    library = find_kernel().library
    assert library
    ones, counts, forms = np.array([7, 1], np.uint32), np.array([1, 2], np.uint8), np.array([4, 5, 6], np.uint32)
    codes = np.array([0, 1, 1], np.uint32)
    out, source = folded(library, codes, ones, counts, forms, 255)  # type: ignore[misc]
    assert out.tolist() == [7, 5, 6, 5, 6] and source.tolist() == [0, 1, 1, 2, 2]
    assert folded(library, codes, ones, counts, forms, 2) == 1
    for wrong in ((codes + 1, ones, counts, forms), (codes, ones, counts, forms[:2]), (codes, ones[:1], counts, forms)):
        with pytest.raises(ValueError, match="columns"):
            folded(library, *wrong, 255)
