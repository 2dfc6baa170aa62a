"""Texts end to end, ready to be aligned: letters, what they count, and the grams that lead from one text to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes, gram_hashes, letters_of, whole_grams
from synopticon.reuse.normalising import Batch, Codes, normalised
from synopticon.reuse.rarity import Rarity, worth

Ints = NDArray[np.int64]

REPEATED = 8
"""A gram that stands more often than this in one text leads nowhere; of others the first place does."""
NAMED = 16
"""Bits that name a text in a key; the gram has the others. So many texts fit into one batch."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Normalised texts of one batch, end to end.

    edges: text n has the signs edges[n] to edges[n + 1]. letters: running sum of the letters for which signs stand, one
    longer than the signs; worth: the same of what these letters count. leads, places: grams as keys that begin with
    their text's number, sorted, and where each stands; leads_of: text n has the leads leads_of[n] to leads_of[n + 1].
    """

    batch: Batch
    codes: Codes
    edges: Ints
    letters: Ints
    worth: Ints
    leads: Hashes
    places: Ints
    leads_of: Ints

    def length(self) -> Ints:
        """Letters for which the signs of each text stand."""
        return self.letters[self.edges[1:]] - self.letters[self.edges[:-1]]

    def mass(self) -> Ints:
        """What all letters of each text count together."""
        return self.worth[self.edges[1:]] - self.worth[self.edges[:-1]]


def columns_of(texts: Sequence[str], rarity: Rarity) -> Columns:
    """Normalise a batch of texts, number and sort their grams. Raises ValueError for more than 2**NAMED texts."""
    if len(texts) > 1 << NAMED:
        raise ValueError("too many texts for one batch")
    batch = normalised(texts)
    codes, edges = batch.codes, batch.edges
    places = np.flatnonzero(whole_grams(codes, edges))
    grams = gram_hashes(codes)
    leads, standing = _leading(grams, places, edges)
    leads_of = np.searchsorted(leads >> np.uint64(64 - NAMED), np.arange(len(texts) + 1, dtype=np.uint64))
    each = letters_of(codes)
    letters = np.concatenate([np.zeros(1, np.int64), np.cumsum(each)])
    return Columns(batch, codes, edges, letters, worth(grams, places, edges, each, rarity), leads, standing, leads_of)


def key_of(text: Ints, leads: Hashes) -> Hashes:
    """The keys of the same grams in other texts."""
    name = np.uint64(64 - NAMED)
    return (text.astype(np.uint64) << name) | (leads & np.uint64((1 << (64 - NAMED)) - 1))


def _leading(grams: Hashes, places: Ints, edges: Ints) -> tuple[Hashes, Ints]:
    """The grams of each text as sorted keys with their first places, without those that are repeated too often."""
    owner = np.searchsorted(edges, places, side="right") - 1
    keys = key_of(owner, grams[places] >> np.uint64(NAMED))
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    crowd = np.diff(begins, append=len(keys))
    begins = begins[crowd <= REPEATED]
    return keys[begins], places[begins]
