"""Which bodies may share text: those with several rare sampled grams in common. It only proposes; the text decides."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes
from synopticon.reuse.rarity import rarity_of

CROWD = 48
"""Up to so many bodies with one gram are proposed pairwise; of a larger crowd each only with its first and its
neighbour, so that the cost stays linear and no document falls out of sight."""
BATCH = 1_000_000
"""Findings weighed at one time; each takes about 80 bytes meanwhile."""
LEAST_SHARED = 3
LEAST_SHARE = 0.08
"""Of the smaller body's sampled grams, weighed by rarity, so much must be shared."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Proposed pairs of bodies; left stands before right in the given order."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Postings:
    """Which bodies hold which sampled grams: bodies[begins[n]] and the crowd[n] - 1 after it hold grams[n].

    grams: sorted, each once. bodies: within one gram in the order by date and digest, each once.
    """

    grams: Hashes
    begins: NDArray[np.int64]
    crowd: NDArray[np.int64]
    bodies: NDArray[np.int64]


def postings_of(fingerprints: Hashes, owners: NDArray[np.int32], rank: NDArray[np.int64]) -> Postings:
    """Sort sampled grams with their owners. rank: the place of each body in the order by date and digest."""
    order = np.lexsort((rank[owners], fingerprints))
    grams, bodies = fingerprints[order], owners[order].astype(np.int64)
    first = np.ones(len(grams), bool)
    first[1:] = (grams[1:] != grams[:-1]) | (bodies[1:] != bodies[:-1])
    grams, bodies = grams[first], bodies[first]
    begins = np.flatnonzero(np.concatenate([[True], grams[1:] != grams[:-1]])[: len(grams)])
    return Postings(grams[begins], begins, np.diff(begins, append=len(grams)), bodies)


def propose(postings: Postings, size: int) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams and, weighed by rarity, LEAST_SHARE of the smaller one's.

    size: how many bodies there are. The answer is a function of the set alone.
    """
    bodies, crowd = postings.bodies, postings.crowd
    rarity = rarity_of(crowd)
    mass = np.asarray(np.bincount(bodies, np.repeat(rarity, crowd), size), np.float64)
    # A gram of one body weighs there, but leads nowhere: most grams are of this kind, and are let go here.
    bodies = bodies[np.repeat(crowd > 1, crowd)]
    rarity, crowd = rarity[crowd > 1], crowd[crowd > 1]
    ends = np.cumsum(crowd)
    places = _Places(
        bodies=bodies,
        begin=np.repeat(ends - crowd, crowd),
        end=np.repeat(ends, crowd),
        crowded=np.repeat(crowd > CROWD, crowd),
        rarity=np.repeat(rarity, crowd),
    )
    found = [_block(places, sources, mass) for sources in places.blocks(size)]
    if not found:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Pairs(np.concatenate([left for left, _ in found]), np.concatenate([right for _, right in found]))


def neighbouring(pairs: Pairs) -> Pairs:
    """The pairs in an order in which a body's pairs stand near each other, so that few texts need to be held at a time.

    Breadth first through the graph of the pairs, as Cuthill and McKee (1969) narrow the band of a sparse matrix.
    """
    from_one, to_other = np.concatenate([pairs.left, pairs.right]), np.concatenate([pairs.right, pairs.left])
    order = np.argsort(from_one, kind="stable")
    near = to_other[order]
    edges = np.searchsorted(from_one[order], np.arange(int(from_one.max(initial=-1)) + 2)).tolist()
    turns: dict[int, int] = {}
    for start in np.unique(from_one).tolist():
        waiting = deque([start] if start not in turns else [])
        turns.setdefault(start, len(turns))
        while waiting:
            body = waiting.popleft()
            for other in near[edges[body] : edges[body + 1]].tolist():
                if other not in turns:
                    turns[other] = len(turns)
                    waiting.append(other)
    a = np.array([turns[body] for body in pairs.left.tolist()], np.int64)
    b = np.array([turns[body] for body in pairs.right.tolist()], np.int64)
    order = np.lexsort((np.minimum(a, b), np.maximum(a, b)))
    return Pairs(pairs.left[order], pairs.right[order])


@dataclass(frozen=True, slots=True)
class _Places:
    """Every body under every gram that it has, sorted by gram, within one gram by rank.

    begin, end: where the gram's places begin and end. rarity: of the gram.
    """

    bodies: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    crowded: NDArray[np.bool_]
    rarity: NDArray[np.int64]

    def blocks(self, size: int) -> Iterator[NDArray[np.int64]]:
        """Places of whole bodies, so few at a time that their findings fit into memory."""
        here = np.arange(len(self.bodies))
        findings = np.where(self.crowded & (here > self.begin), 1, self.end - here)
        block = (np.cumsum(np.bincount(self.bodies, findings, size)) // BATCH)[self.bodies]
        order = np.argsort(block, kind="stable")
        edges = np.flatnonzero(np.diff(block[order])) + 1
        return (part for part in np.split(order, edges) if len(part))


def _block(
    places: _Places, sources: NDArray[np.int64], mass: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs whose left body stands at one of the sources, as columns sorted by left and right."""
    size = len(mass)
    at, to = (np.concatenate(column) for column in zip(*_together(places, sources), strict=True))
    keys, place, counts = np.unique(
        places.bodies[at] * size + places.bodies[to], return_inverse=True, return_counts=True
    )
    worth = np.bincount(place, places.rarity[at], len(keys))
    left, right = keys // size, keys % size
    share = worth / np.maximum(np.minimum(mass[left], mass[right]), 1e-9)
    good = (counts >= LEAST_SHARED) & (share >= LEAST_SHARE)
    return left[good], right[good]


def _together(places: _Places, sources: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Places that stand under one gram, the source's first."""
    crowded = places.crowded[sources]
    for step in range(1, CROWD):
        at = sources if step == 1 else sources[~crowded]
        near = at[at + step < places.end[at]]
        if not len(near):
            break
        yield near, near + step
    heads = sources[crowded & (places.begin[sources] == sources)]
    sizes = places.end[heads] - heads - 2
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    head = np.repeat(heads, sizes)
    yield head, head + 2 + within
