"""Which bodies may share text: those with several sampled grams in common. It only proposes; the text decides.

Whether a pair is proposed depends on the grams of its two bodies, and on how crowded those are that they share: between
others a further document changes something only where it makes a gram crowded, or is the first to hold a crowded one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import kernel
from synopticon.reuse.compiled.sharing import MOST, Crowds, posted
from synopticon.reuse.grams import Hashes

CROWD = 48
"""A gram of up to so many bodies leads from each to each; of a larger crowd from each to its first one only, so that
the cost stays linear and no document falls out of sight."""
BATCH = 1_000_000
"""Findings counted at one time; each takes about 60 bytes meanwhile."""
PASSES = 8
"""So often all places are looked through for those that stand next."""
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
    bodies: NDArray[np.int32]


def postings_of(fingerprints: Hashes, owners: NDArray[np.int32], rank: NDArray[np.int64]) -> Postings:
    """Sort sampled grams with their owners. rank: the place of each body in the order by date and digest."""
    if library := kernel():
        grams, begins, bodies = posted(library, fingerprints, owners, rank)
        return Postings(grams, begins, np.diff(begins, append=len(bodies)), bodies)
    order = np.lexsort((rank[owners], fingerprints))
    grams, bodies = fingerprints[order], owners[order]
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


def propose(parts: Iterable[Postings], size: int) -> Pairs:
    """Pairs that share at least LEAST_SHARED sampled grams, and LEAST_SHARE of the smaller one's.

    parts: all grams, divided in any way; each is let go but for what leads somewhere. size: how many bodies there are.
    The answer is a function of the set alone. Where one process does not see all parts, each tells its `mass_of` and
    its `shared_in`; `put_together` and `chosen` make the same pairs of them.
    """
    found = list(proposed(parts, size))
    return Pairs(
        np.concatenate([np.zeros(0, np.int64), *(shared.left for shared in found)]),
        np.concatenate([np.zeros(0, np.int64), *(shared.right for shared in found)]),
    )


def proposed(parts: Iterable[Postings], size: int) -> Iterator[Shared]:
    """The pairs that `propose` answers, with how many grams they share, in stretches that fit into memory."""
    held = np.zeros(size, np.int64)
    leading = []
    for part in parts:
        held += mass_of(part, size)
        leading.append(_leading(part))
    for shared in _shared(leading, size, LEAST_SHARED):
        yield _chosen(shared, held)


def mass_of(postings: Postings, size: int) -> NDArray[np.int64]:
    """How many sampled grams each body has; over parts of the grams, the sum."""
    return np.bincount(postings.bodies, minlength=size)


def shared_in(postings: Postings, size: int) -> Iterator[Shared]:
    """What pairs share under these postings, in stretches that fit into memory; all pairs of a left body in one."""
    return _shared([_leading(postings)], size, 1)


_Leading = tuple[NDArray[np.int32], NDArray[np.int64]]
"""The bodies of grams that several bodies hold, gram by gram; and how many each gram has."""


def _leading(postings: Postings) -> _Leading:
    """A gram of one body leads nowhere: most grams are of this kind, and are let go here."""
    several = postings.crowd > 1
    return postings.bodies[np.repeat(several, postings.crowd)], postings.crowd[several]


def _shared(leading: list[_Leading], size: int, least: int) -> Iterator[Shared]:
    """What pairs share, where it is not less than least; leading: of parts of the grams, let go here."""
    bodies = np.concatenate([np.zeros(0, np.int32), *(bodies for bodies, _ in leading)])
    crowd = np.concatenate([np.zeros(0, np.int64), *(crowd for _, crowd in leading)])
    leading.clear()
    if (library := kernel()) and len(bodies) <= MOST:
        crowds = Crowds.of(library, bodies, np.append(0, np.cumsum(crowd)), size, CROWD)
        for first, last in _stretches(crowds.findings):
            yield Shared(*crowds.shared(first, last, least).T)
        return
    ends = np.cumsum(crowd)
    narrow = np.int32 if len(bodies) < np.iinfo(np.int32).max else np.int64
    places = _Places(
        bodies=bodies,
        begin=np.repeat((ends - crowd).astype(narrow), crowd),
        end=np.repeat(ends.astype(narrow), crowd),
        crowded=np.repeat(crowd > CROWD, crowd),
    )
    for sources in places.blocks(size):
        at, to = (np.concatenate(column) for column in zip(*_together(places, sources), strict=True))
        left, right = (places.bodies[column].astype(np.int64) for column in (at, to))
        shared = _summed(left, right, np.ones(len(at), np.int64))
        kept = shared.grams >= least
        yield Shared(shared.left[kept], shared.right[kept], shared.grams[kept])


def _stretches(findings: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Bodies from one to another, so few that their findings fit into memory."""
    block = np.cumsum(findings) // BATCH
    cuts = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(findings)]
    return pairwise(cuts)


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
    enough_shared = _chosen(shared, held)
    return Pairs(enough_shared.left, enough_shared.right)


def _chosen(shared: Shared, held: NDArray[np.int64]) -> Shared:
    good = enough(shared.grams, held[shared.left], held[shared.right])
    return Shared(shared.left[good], shared.right[good], shared.grams[good])


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

    begin, end: where the gram's places begin and end, in four bytes where these do.
    """

    bodies: NDArray[np.int32]
    begin: NDArray[Any]
    end: NDArray[Any]
    crowded: NDArray[np.bool_]

    def blocks(self, size: int) -> Iterator[NDArray[np.int64]]:
        """Places of whole bodies, so few at a time that their findings fit into memory."""
        block = (np.cumsum(self._findings(size)) // BATCH).astype(np.int32)
        of_places = block[self.bodies]
        number = int(block[-1]) + 1 if len(block) else 0
        for first in range(0, number, step := -(-number // PASSES) or 1):
            here = np.flatnonzero((of_places >= first) & (of_places < first + step))
            here = here[np.argsort(of_places[here], kind="stable")]
            yield from (part for part in np.split(here, np.flatnonzero(np.diff(of_places[here])) + 1) if len(part))

    def _findings(self, size: int) -> NDArray[np.int64]:
        """How many places stand after those of each body under the same grams, as far as they are led to."""
        found = np.zeros(size, np.int64)
        for start in range(0, len(self.bodies), BATCH):
            part = slice(start, start + BATCH)
            here = np.arange(start, min(start + BATCH, len(self.bodies)))
            follow = np.where(self.crowded[part] & (here > self.begin[part]), 0, self.end[part] - here - 1)
            found += np.bincount(self.bodies[part], follow, size).astype(np.int64)
        return found


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
