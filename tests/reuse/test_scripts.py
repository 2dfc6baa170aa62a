"""Echoes in scripts whose signs are syllables or words, on real texts."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks/reuse"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of the benchmark that makes and scores the sets."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return runpy.run_path(str(BENCHMARKS / "scripts.py"))


@pytest.mark.corpus
def test_a_passage_finds_its_other_spelling(shared: Path, benchmark: dict[str, Any]) -> None:
    """Ten sentences in southern and in northern orthography are one family, and no others are."""
    assert benchmark["spellings"](shared / "data", 10) == {"passages": 100, "found": 100, "wrong": 0}


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "precision", "f1"), [("ko 600", 0.99, 0.97), ("zh 400", 0.99, 0.95), ("zh 100", 0.95, 0.92)]
)
def test_planted_echoes_are_found(
    shared: Path, benchmark: dict[str, Any], name: str, precision: float, f1: float
) -> None:
    """The floors are a little below what is measured, on a smaller set."""
    language, mix = benchmark["SETS"][name]
    small = replace(mix, seed=51, families=min(mix.families, 80), singles=min(mix.singles, 60))
    scores = benchmark["scores_of"](shared, language, small)
    assert scores["precision"] >= precision and scores["f1"] >= f1
