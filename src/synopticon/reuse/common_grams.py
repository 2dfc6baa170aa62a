"""The frozen statistics: grams that stand in very many texts of the press, whatever else a collection holds.

Two parts. Set phrases of news agencies were counted once in a large collection by `benchmarks/reuse/freeze.py`: numbers
of grams and how many texts bear them, and no text. Lines that pages put around any text (rights, invitations, other
stories) are written down in `standing_lines.txt`. No collection changes either of them, so that a further document
never changes what two others are to each other. Another table is another method: METHOD in relations.py counts up.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes
from synopticon.reuse.normalising import normalise_batch
from synopticon.reuse.sampling import kept_grams

TABLE, LINES = "common_grams.npz", "standing_lines.txt"
LEAST = 40
"""Texts in which a gram must stand to be in the table: beyond what may be one story, told again and again."""
EVERYWHERE = 1 << 20
"""In so many texts a standing line is taken to stand."""


@cache
def common_grams() -> tuple[Hashes, NDArray[np.int64]]:
    """The grams as fingerprints number them, sorted, and in how many texts each stands."""
    counted, texts = counted_grams()
    standing = standing_grams()
    grams, place = np.unique(np.concatenate([standing, counted]), return_index=True)
    return grams, np.concatenate([np.full(len(standing), EVERYWHERE), texts])[place]


def counted_grams() -> tuple[Hashes, NDArray[np.int64]]:
    """The set phrases of agencies, and in how many texts of the large collection each stands."""
    with files("synopticon.reuse").joinpath(TABLE).open("rb") as file, np.load(file, allow_pickle=False) as table:
        return table["grams"], table["bodies"].astype(np.int64)


def standing_grams() -> Hashes:
    """The grams of the standing lines."""
    return kept_grams(*normalise_batch(standing_lines()))


def standing_lines() -> list[str]:
    """The lines that pages put around any text, in many languages."""
    lines = files("synopticon.reuse").joinpath(LINES).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_common(grams: Hashes) -> NDArray[np.bool_]:
    """Whether each of these grams is in the table."""
    table, _ = common_grams()
    place = np.minimum(np.searchsorted(table, grams), len(table) - 1)
    return np.asarray(table[place] == grams)
