"""The frozen table is what its script makes, and knows the lines that stand around any text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from synopticon.reuse.common_grams import (
    LEAST,
    TABLE,
    common_grams,
    counted_grams,
    is_common,
    standing_grams,
    standing_lines,
)
from synopticon.reuse.normalising import normalise_batch
from synopticon.reuse.rarity import COMMONEST, frozen_rarity
from synopticon.reuse.sampling import CUT, is_sampled, kept_grams


def test_the_table_is_sorted_sampled_and_common() -> None:
    """Lookups search in order, and only sampled grams of many texts are worth their place."""
    grams, bodies = common_grams()
    assert len(grams) == len(bodies) > 1000
    assert (np.diff(grams.astype(object)) > 0).all()
    assert is_sampled(grams << CUT, np.full(len(grams), 2)).all()
    assert int(bodies.min()) >= LEAST


def test_lines_that_stand_around_any_text_count_least() -> None:
    """A notice of rights under a report is no part of what it reports, in whatever language it stands."""
    lines = standing_lines()
    assert len(lines) > 50 and lines == [line.strip() for line in lines]
    assert set(frozen_rarity().of(standing_grams()).tolist()) == {COMMONEST}
    for line in ("All rights reserved. Reproduction without permission is prohibited.", "무단 전재 및 재배포 금지"):
        assert is_common(kept_grams(*normalise_batch([line]))).all()


@pytest.mark.corpus
def test_the_script_makes_the_table_that_is_shipped(shared: Path, tmp_path: Path) -> None:
    """Nobody has to believe where the numbers are from."""
    script = Path(__file__).parents[2] / "benchmarks/reuse/freeze.py"
    made = tmp_path / TABLE
    subprocess.run([sys.executable, str(script), str(shared), "--out", str(made)], check=True, capture_output=True)
    with np.load(made) as table:
        grams, bodies = counted_grams()
        assert (table["grams"] == grams).all() and (table["bodies"] == bodies).all()
