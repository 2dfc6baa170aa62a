"""The sample of bodies that is asked how common a gram is, while a collection grows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from synopticon.reuse.grams import Hashes
from synopticon.reuse.rarity import SAMPLE, Rarity, halvings_of, rarity_in, sample_of


class Asked:
    """The sample's grams by digest, of a collection of so many comparable bodies, and the table that follows."""

    def __init__(self, sample: Mapping[bytes, Hashes], comparable: int) -> None:
        self.sample = dict(sample)
        self.comparable = comparable
        self.rarity = self._table()
        self._highest = max(self.sample, default=b"")
        self._made_of: int | None = halvings_of(self.comparable)
        """By how many halvings `rarity` was made of the sample as it is; None where that is another one by now."""

    def join(self, bodies: Mapping[bytes, Hashes]) -> tuple[set[bytes], set[bytes]]:
        """Further comparable bodies, their grams by digest; answers who came into the sample and who left it.

        `rarity` stays as it was until `renew`.
        """
        self.comparable += len(bodies)
        if len(self.sample) == SAMPLE:
            bodies = {digest: grams for digest, grams in bodies.items() if digest < self._highest}
        if not bodies:
            return set(), set()
        both = self.sample | dict(bodies)
        kept = set(sample_of(both))
        came, left = kept - self.sample.keys(), self.sample.keys() - kept
        self.sample = {digest: both[digest] for digest in kept}
        self._highest = max(kept)
        self._made_of = None
        return came, left

    def renew(self) -> Hashes:
        """Make the table anew, where it may be another one; answers the grams that count otherwise than before."""
        if self._made_of == halvings_of(self.comparable):
            return np.zeros(0, np.uint64)
        self._made_of = halvings_of(self.comparable)
        before, self.rarity = self.rarity, self._table()
        grams = np.union1d(before.grams, self.rarity.grams)
        return np.asarray(grams[before.of(grams) != self.rarity.of(grams)], np.uint64)

    def _table(self) -> Rarity:
        grams = np.concatenate([np.zeros(0, np.uint64), *self.sample.values()])
        return rarity_in(*np.unique(grams, return_counts=True), self.comparable)
