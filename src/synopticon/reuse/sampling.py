"""Which grams of a text are kept: few, the same ones in every text, whatever stands around them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes, gram_hashes, letters_of, whole_grams
from synopticon.reuse.normalising import Codes, Offsets

SAMPLED = np.uint64(1 << 61)
"""Grams whose number is below this, times the letters for which their first sign stands, are sampled: one in eight of
letters, one in four of syllables and ideographs."""
CUT = np.uint64(24)
"""Lowest bits of a gram's number that are not kept; the other forty tell grams of millions of documents apart."""
BLUNT = np.uint64(4)
"""So many of those forty are not kept either of grams that lead from text to text: where two then bear one number, a
pair more is looked at, and the text decides."""
LEAD_BITS = int(SAMPLED >> CUT >> BLUNT).bit_length() - 1
"""Of what is kept of a gram that leads from text to text; of a syllable's or ideograph's, one more may be set."""


def is_sampled(grams: Hashes, letters: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each gram is sampled; letters: for how many its first sign stands."""
    return grams < SAMPLED * letters.astype(np.uint64)


def kept_grams(codes: Codes, edges: Offsets) -> Hashes:
    """The sampled grams of normalised texts end to end, by the upper bits of their numbers; sorted, each once."""
    grams = gram_hashes(codes)
    kept = whole_grams(codes, edges) & is_sampled(grams, letters_of(codes))
    return np.unique(grams[kept] >> CUT)
