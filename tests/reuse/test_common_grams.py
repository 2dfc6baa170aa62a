"""The frozen table is what its script makes, and a collection of two texts heeds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from synopticon.reuse.common_grams import LEAST, TABLE, common_grams
from synopticon.reuse.rarity import CUT, FULL, is_sampled, rarity_in, rarity_without_collection


def test_the_table_is_sorted_sampled_and_common() -> None:
    """Lookups search in order, and only sampled grams of many texts are worth their place."""
    grams, bodies = common_grams()
    assert len(grams) == len(bodies) > 1000
    assert (np.diff(grams.astype(object)) > 0).all()
    assert is_sampled(grams << CUT, np.full(len(grams), 2)).all()
    assert int(bodies.min()) >= LEAST


def test_of_the_frozen_table_and_the_collections_own_the_commoner_counts() -> None:
    """A phrase of agencies counts little among two texts, and what a collection repeats counts little as well."""
    grams, _ = common_grams()
    own = np.array([grams[0], grams[-1] + np.uint64(1)], np.uint64)
    table = rarity_in(own, np.array([1, 1000]), 2000)
    alone = rarity_without_collection()
    assert (alone.of(grams) < FULL).all()
    assert table.of(own).tolist() == [int(alone.of(own[:1])[0]), int(table.counts.min())]
    assert alone.of(own[1:]).tolist() == [FULL]


@pytest.mark.corpus
def test_the_script_makes_the_table_that_is_shipped(shared: Path, tmp_path: Path) -> None:
    """Nobody has to believe where the numbers are from."""
    script = Path(__file__).parents[2] / "benchmarks/reuse/freeze.py"
    made = tmp_path / TABLE
    subprocess.run([sys.executable, str(script), str(shared), "--out", str(made)], check=True, capture_output=True)
    with np.load(made) as table:
        grams, bodies = common_grams()
        assert (table["grams"] == grams).all() and (table["bodies"] == bodies).all()
