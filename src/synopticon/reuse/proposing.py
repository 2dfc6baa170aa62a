"""Which bodies may share text: those with several rare sampled grams in common. It only proposes; the text decides."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Shared:
    """What pairs of bodies share: how many sampled grams, and what these count by their rarity. A column each; a pair
    stands once, left before right in the given order.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    grams: NDArray[np.int64]
    worth: NDArray[np.int64]


def propose(postings: Postings, size: int) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams and, weighed by rarity, LEAST_SHARE of the smaller one's.

    size: how many bodies there are. The answer is a function of the set alone. Where the postings are divided by their
    grams, each part tells its `mass_of` and its `shared_in`; `put_together` and `chosen` make the same pairs of them.
    """
    mass = mass_of(postings, size)
    found = [chosen(part, mass) for part in shared_in(postings, size)]
    return Pairs(
        np.concatenate([np.zeros(0, np.int64), *(pairs.left for pairs in found)]),
        np.concatenate([np.zeros(0, np.int64), *(pairs.right for pairs in found)]),
    )


def mass_of(postings: Postings, size: int) -> NDArray[np.int64]:
    """What all sampled grams of each body count; over parts of the grams, the sum."""
    weights = np.repeat(rarity_of(postings.crowd), postings.crowd)
    return np.bincount(postings.bodies, weights, size).astype(np.int64)


def shared_in(postings: Postings, size: int) -> Iterator[Shared]:
    """What pairs share under these postings, in stretches that fit into memory; all pairs of a left body in one."""
    # A gram of one body weighs there, but leads nowhere: most grams are of this kind, and are let go here.
    crowd = postings.crowd[postings.crowd > 1]
    ends = np.cumsum(crowd)
    places = _Places(
        bodies=postings.bodies[np.repeat(postings.crowd > 1, postings.crowd)],
        begin=np.repeat(ends - crowd, crowd),
        end=np.repeat(ends, crowd),
        crowded=np.repeat(crowd > CROWD, crowd),
        rarity=np.repeat(rarity_of(crowd), crowd),
    )
    for sources in places.blocks(size):
        at, to = (np.concatenate(column) for column in zip(*_together(places, sources), strict=True))
        once = np.ones(len(at), np.int64)
        yield _summed(places.bodies[at], places.bodies[to], once, places.rarity[at])


def put_together(parts: Sequence[Shared]) -> Shared:
    """What pairs share under several parts of the grams."""
    columns = ((part.left, part.right, part.grams, part.worth) for part in parts)
    return _summed(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def _summed(
    left: NDArray[np.int64], right: NDArray[np.int64], grams: NDArray[np.int64], worth: NDArray[np.int64]
) -> Shared:
    """Each pair once, sorted; sums of whole numbers, so that no order and no division shows."""
    size = int(right.max(initial=-1)) + 1
    keys, place = np.unique(left * size + right, return_inverse=True)
    counts, worths = (np.bincount(place, column, len(keys)).astype(np.int64) for column in (grams, worth))
    return Shared(keys // max(size, 1), keys % max(size, 1), counts, worths)


def chosen(shared: Shared, mass: NDArray[np.int64]) -> Pairs:
    """The pairs that share enough. mass: of each body, over all grams."""
    least = np.minimum(mass[shared.left], mass[shared.right])
    good = (shared.grams >= LEAST_SHARED) & (shared.worth / np.maximum(least, 1) >= LEAST_SHARE)
    return Pairs(shared.left[good], shared.right[good])


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
