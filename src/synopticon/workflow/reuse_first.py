"""The pairs of an index's first increment: found as one run over all its bodies finds them, not one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.gathering import order_of
from synopticon.reuse.proposing import CROWD, Postings, proposed
from synopticon.store.echoes import postings as held
from synopticon.store.echoes.tables import TO_VERIFY, Pair, Tables
from synopticon.workflow.reuse_records import moment_in

Ints = NDArray[np.int64]
TOGETHER = 1 << 16
"""Bodies that are looked up at a time."""


def propose_all(postings: held.Postings, tables: Tables, size: int) -> None:
    """Tell the pairs of all bodies, of which none is told yet, and the first bodies of crowded grams.

    size: how many bodies there are; their numbers lie below.
    """
    ranks = _ranks(tables, size)
    for shared in proposed(_parts(postings, tables, ranks), size):
        low, high = np.minimum(shared.left, shared.right), np.maximum(shared.left, shared.right)
        rows = zip(low.tolist(), high.tolist(), shared.grams.tolist(), strict=True)
        tables.set_pairs(Pair(a, b, grams, TO_VERIFY) for a, b, grams in rows)


def _ranks(tables: Tables, size: int) -> Ints:
    """The place of each body in the order of all."""
    moments, letters, digests = np.zeros((size, 2), np.int64), np.zeros(size, np.int64), np.zeros(size, "S16")
    for begin in range(0, size, TOGETHER):
        for number, length, digest, card in tables.cards_of(range(begin, min(begin + TOGETHER, size))):
            moment = moment_in(card)
            moments[number] = moment.earliest, moment.latest
            letters[number], digests[number] = length, digest
    ranks = np.empty(size, np.int64)
    ranks[order_of(moments, np.arange(size), letters, digests, ())] = np.arange(size)
    return ranks


def _parts(postings: held.Postings, tables: Tables, ranks: Ints) -> Iterator[Postings]:
    """All grams as proposing takes them, a part at a time; on the way the heads of crowds are told."""
    for grams, crowd, bodies in postings.everything():
        order = np.lexsort((ranks[bodies], np.repeat(np.arange(len(grams)), crowd)))
        bodies, begins = bodies[order], np.cumsum(crowd) - crowd
        crowded = crowd > CROWD
        heads: Iterable[tuple[int, int]] = zip(grams[crowded].tolist(), bodies[begins[crowded]].tolist(), strict=True)
        tables.set_heads(dict(heads))
        yield Postings(grams.astype(np.uint64), begins, crowd, bodies.astype(np.int32))
