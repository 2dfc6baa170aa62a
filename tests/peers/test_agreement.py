"""Other people's programs give the same alphas as ours, over tables drawn at random."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from synopticon.coding.agreement.bootstrap import alpha_with_interval
from synopticon.coding.agreement.distances import level
from synopticon.coding.agreement.ratings import MISSING, Ratings, coincidences_of

pytestmark = pytest.mark.peers

PYTHON = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
ASK = Path(__file__).with_name("ask_agreement.py")
DRAWN = 40


def asked(tables: list[dict[str, Any]]) -> list[float]:
    """What the others answer."""
    given = json.dumps(tables)
    done = subprocess.run([PYTHON, ASK], input=given, capture_output=True, text=True, check=True, timeout=120)
    return list(json.loads(done.stdout))


def ours_of(ratings: Ratings, name: str) -> float:
    """What we answer."""
    value = alpha_with_interval(coincidences_of(ratings), level(name), b"", times=0)[0].value
    assert value is not None
    return value


@pytest.mark.parametrize("name", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_answers_the_same(peer: Callable[..., object], name: str) -> None:
    """At every level of numbers, with a fifth of the values missing (PyPI's krippendorff)."""
    drawn = random.Random(name)
    tables, ours = [], []
    for _ in range(DRAWN):
        coders = [[drawn.choice([None, 0, 1, 2, 3]) for _ in range(20)] for _ in range(3)]
        table = np.array([[MISSING if cell is None else cell for cell in row] for row in coders]).T
        value = ours_of(Ratings.of(table, np.arange(4.0)), name)
        tables.append({"level": name, "coders": coders})
        ours.append(value)
    assert asked(tables) == pytest.approx(ours, abs=1e-9)


def test_nltk_answers_the_same_for_sets(peer: Callable[..., object]) -> None:
    """Sets by MASI (nltk's agreement with its masi_distance)."""
    drawn = random.Random("masi")
    tables, ours = [], []
    for _ in range(DRAWN):
        units = [[drawn.sample("abcd", drawn.randint(1, 4)) for _ in range(3)] for _ in range(15)]
        known = sorted({frozenset(value) for values in units for value in values}, key=sorted)
        table = np.array([[known.index(frozenset(value)) for value in values] for values in units])
        members = np.array([[letter in one for letter in "abcd"] for one in known])
        value = ours_of(Ratings.of(table, members), "masi")
        tables.append({"level": "masi", "units": units})
        ours.append(value)
    assert asked(tables) == pytest.approx(ours, abs=1e-9)
