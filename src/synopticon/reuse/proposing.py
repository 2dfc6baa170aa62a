"""Which bodies may share text: those with several sampled grams in common. It only proposes; the text decides.

Whether a pair is proposed depends on the grams of its two bodies, and on how crowded those are that they share: between
others a further document changes something only where it makes a gram crowded, or is the first to hold a crowded one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes

CROWD = 48
"""A gram of up to so many bodies leads from each to each; of a larger crowd from each to its first one only, so that
the cost stays linear and no document falls out of sight."""
BATCH = 1_000_000
"""Findings counted at one time; each takes about 60 bytes meanwhile."""
LEAST_SHARED = 3
LEAST_SHARE = 0.08
"""Of the smaller body's sampled grams, so many must be shared."""


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
    """How many sampled grams lead from one body to another. Each pair once, left before right in the given order."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    grams: NDArray[np.int64]


def propose(postings: Postings, size: int) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams, and LEAST_SHARE of the smaller one's.

    size: how many bodies there are. The answer is a function of the set alone. Where the postings are divided by their
    grams, each part tells its `mass_of` and its `shared_in`; `put_together` and `chosen` make the same pairs of them.
    """
    held = mass_of(postings, size)
    found = [chosen(part, held) for part in shared_in(postings, size)]
    return Pairs(
        np.concatenate([np.zeros(0, np.int64), *(pairs.left for pairs in found)]),
        np.concatenate([np.zeros(0, np.int64), *(pairs.right for pairs in found)]),
    )


def mass_of(postings: Postings, size: int) -> NDArray[np.int64]:
    """How many sampled grams each body has; over parts of the grams, the sum."""
    return np.bincount(postings.bodies, minlength=size)


def shared_in(postings: Postings, size: int) -> Iterator[Shared]:
    """What pairs share under these postings, in stretches that fit into memory; all pairs of a left body in one."""
    # A gram of one body leads nowhere: most grams are of this kind, and are let go here.
    crowd = postings.crowd[postings.crowd > 1]
    ends = np.cumsum(crowd)
    places = _Places(
        bodies=postings.bodies[np.repeat(postings.crowd > 1, postings.crowd)],
        begin=np.repeat(ends - crowd, crowd),
        end=np.repeat(ends, crowd),
        crowded=np.repeat(crowd > CROWD, crowd),
    )
    for sources in places.blocks(size):
        at, to = (np.concatenate(column) for column in zip(*_together(places, sources), strict=True))
        yield _summed(places.bodies[at], places.bodies[to], np.ones(len(at), np.int64))


def put_together(parts: Sequence[Shared]) -> Shared:
    """What pairs share under several parts of the grams."""
    columns = ((part.left, part.right, part.grams) for part in parts)
    return _summed(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def _summed(left: NDArray[np.int64], right: NDArray[np.int64], grams: NDArray[np.int64]) -> Shared:
    """Each pair once, sorted; sums of whole numbers, so that no order and no division shows."""
    size = int(right.max(initial=-1)) + 1
    keys, place = np.unique(left * size + right, return_inverse=True)
    counts = np.bincount(place, grams, len(keys)).astype(np.int64)
    return Shared(keys // max(size, 1), keys % max(size, 1), counts)


def chosen(shared: Shared, held: NDArray[np.int64]) -> Pairs:
    """The pairs that share enough. held: as `mass_of` gives it, over all grams."""
    good = enough(shared.grams, held[shared.left], held[shared.right])
    return Pairs(shared.left[good], shared.right[good])


def enough(shared: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether pairs are proposed that share so many grams, by how many different ones either body has."""
    return (shared >= LEAST_SHARED) & (shared >= LEAST_SHARE * np.minimum(one, other))


def neighbouring(pairs: Pairs) -> Pairs:
    """The pairs in an order in which a body's pairs stand near each other, so that few texts need to be held at a time.

    Depth first through the graph of the pairs, to bodies with few neighbours first: so a family is left when it is done
    with. Of two collections of news, three texts in ten were needed a second time, and breadth first nine in ten.
    """
    from_one, to_other = np.concatenate([pairs.left, pairs.right]), np.concatenate([pairs.right, pairs.left])
    size = int(from_one.max(initial=-1)) + 1
    order = np.lexsort((-np.bincount(to_other, minlength=size)[to_other], from_one))
    near = to_other[order]
    edges = np.searchsorted(from_one[order], np.arange(size + 1)).tolist()
    turns: dict[int, int] = {}
    for start in np.unique(from_one).tolist():
        waiting = [start]
        while waiting:
            body = waiting.pop()
            if body not in turns:
                turns[body] = len(turns)
                waiting += [other for other in near[edges[body] : edges[body + 1]].tolist() if other not in turns]
    a = np.array([turns[body] for body in pairs.left.tolist()], np.int64)
    b = np.array([turns[body] for body in pairs.right.tolist()], np.int64)
    order = np.lexsort((np.minimum(a, b), np.maximum(a, b)))
    return Pairs(pairs.left[order], pairs.right[order])


@dataclass(frozen=True, slots=True)
class _Places:
    """Every body under every gram that it has, sorted by gram, within one gram by rank.

    begin, end: where the gram's places begin and end.
    """

    bodies: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    crowded: NDArray[np.bool_]

    def blocks(self, size: int) -> Iterator[NDArray[np.int64]]:
        """Places of whole bodies, so few at a time that their findings fit into memory."""
        here = np.arange(len(self.bodies))
        findings = np.where(self.crowded & (here > self.begin), 0, self.end - here)
        block = (np.cumsum(np.bincount(self.bodies, findings, size)) // BATCH)[self.bodies]
        order = np.argsort(block, kind="stable")
        edges = np.flatnonzero(np.diff(block[order])) + 1
        return (part for part in np.split(order, edges) if len(part))


def _together(places: _Places, sources: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Places that stand under one gram, the source's first."""
    crowded = places.crowded[sources]
    few = sources[~crowded]
    for step in range(1, CROWD):
        near = few[few + step < places.end[few]]
        if not len(near):
            break
        yield near, near + step
    heads = sources[crowded & (places.begin[sources] == sources)]
    sizes = places.end[heads] - heads - 1
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    head = np.repeat(heads, sizes)
    yield head, head + 1 + within
