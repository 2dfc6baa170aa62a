"""Texts end to end, ready to be aligned: letters, what they count, and where each gram of a text stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import kernel
from synopticon.reuse.compiled.numbering import fill, numbered
from synopticon.reuse.grams import Hashes, gram_hashes, letters_of, whole_grams
from synopticon.reuse.normalising import Batch, Codes, normalised
from synopticon.reuse.rarity import Rarity, worth

Ints = NDArray[np.signedinteger[Any]]

REPEATED = 8
"""A gram that stands more often than this in one text leads nowhere; of others the first place does."""
ROOM = 4
"""Slots for each gram of a text; where two grams fall into one slot, the later one leads nowhere."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Normalised texts of one batch, end to end.

    letters: running sum of the letters for which signs stand, one longer than the signs; worth: the same of what these
    letters count. hashes: the gram that begins at each sign, and one that is no gram's. places: where a whole gram
    begins; places_of: text n has the places places_of[n] to places_of[n + 1]. table: for each text so many slots, a
    power of two, from table_of[n] on; in the slot that the lower bits of a gram name stands its first place, or the
    number of all signs.
    """

    batch: Batch
    letters: Ints
    worth: Ints
    hashes: Hashes
    places: Ints
    places_of: Ints
    table: Ints
    table_of: Ints

    def length(self) -> Ints:
        """Letters for which the signs of each text stand."""
        return steps(self.letters[self.batch.edges])

    def mass(self) -> Ints:
        """What all letters of each text count together."""
        return steps(self.worth[self.batch.edges])

    def slots(self, hashes: Hashes, texts: Ints, times: Ints) -> Ints:
        """The slots of grams, the first times[0] of them in the table of texts[0], the next times[1] in the next's."""
        masks = (steps(self.table_of) - 1).astype(np.uint64)
        slots = (hashes & np.repeat(masks[texts], times)).astype(np.int64)
        slots += np.repeat(self.table_of[texts], times)
        return slots


def columns_of(texts: Sequence[str], rarity: Rarity) -> Columns:
    """Normalise a batch of texts, number their grams, and note where each stands."""
    batch, library = normalised(texts), kernel()
    codes, edges = batch.codes, batch.edges
    made = numbered(library, codes, edges, rarity) if library else _numbered(codes, edges, rarity)
    letters, counts, hashes, places, places_of = made
    room = 1 << np.ceil(np.log2(np.maximum(ROOM * steps(places_of), 2))).astype(np.int64)
    table_of = np.concatenate([np.zeros(1, np.int64), np.cumsum(room)])
    table = np.empty(int(table_of[-1]), np.int32)
    columns = Columns(batch, letters, counts, hashes, places, places_of, table, table_of)
    if library:
        fill(library, columns, REPEATED)
    else:
        _fill(columns)
    return columns


def _numbered(codes: Codes, edges: Ints, rarity: Rarity) -> tuple[Ints, Ints, Hashes, Ints, Ints]:
    """(letters, worth, hashes, places, places_of) as in Columns."""
    places = np.flatnonzero(whole_grams(codes, edges))
    hashes = gram_hashes(codes)
    each = letters_of(codes)
    letters = np.concatenate([np.zeros(1, np.int64), np.cumsum(each)])
    counts = worth(hashes, places, edges, each, rarity)
    return letters, counts, np.append(hashes, np.uint64(0)), places, np.searchsorted(places, edges)


def steps(edges: Ints) -> Ints:
    """From each edge to the next; as numpy's diff, which costs a small batch more than all that is done with it."""
    return np.asarray(edges[1:] - edges[:-1])


def _fill(columns: Columns) -> None:
    """Set the first of the places that share a slot; none where its gram stands at more than REPEATED places."""
    table, places, wanted = columns.table, columns.places, columns.hashes[columns.places]
    table.fill(len(columns.batch.codes))
    slots = columns.slots(wanted, np.arange(len(columns.places_of) - 1), steps(columns.places_of))
    table[slots[::-1]] = places[::-1]  # the last assignment to a slot stays: that of the first place
    first = table[slots]
    later = np.flatnonzero(first != places)
    again = np.sort(slots[later[columns.hashes[first[later]] == wanted[later]]])
    table[again[REPEATED - 1 :][again[REPEATED - 1 :] == again[: 1 - REPEATED]]] = len(columns.batch.codes)
