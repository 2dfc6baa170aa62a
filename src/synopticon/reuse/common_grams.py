"""The frozen table of grams that stand in very many reports of news agencies, whatever else a collection holds.

A small collection cannot tell an agency's set phrases from what is said once; this table, made once from a large one by
`benchmarks/reuse/freeze.py`, can. It holds numbers of grams and how many texts bear them, and no text. Another table is
another method: METHOD in tracing.py counts up with it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes

TABLE = "common_grams.npz"
LEAST = 40
"""Texts in which a gram must stand to be in the table: beyond what may be one story, told again and again."""


@cache
def common_grams() -> tuple[Hashes, NDArray[np.int64]]:
    """The grams as fingerprints number them, sorted, and in how many texts of the large collection each stands."""
    with files("synopticon.reuse").joinpath(TABLE).open("rb") as file, np.load(file, allow_pickle=False) as table:
        return table["grams"], table["bodies"].astype(np.int64)


def is_common(grams: Hashes) -> NDArray[np.bool_]:
    """Whether each of these grams is in the table."""
    table, _ = common_grams()
    place = np.minimum(np.searchsorted(table, grams), len(table) - 1)
    return np.asarray(table[place] == grams)
