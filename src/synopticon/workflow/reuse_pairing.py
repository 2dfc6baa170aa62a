"""Which pairs are proposed when bodies join an index: those of one run over all bodies, found without looking at all.

What changes are the pairs of the new bodies; those between others that lose a gram because it becomes crowded or gets
another first one; and those of a body that becomes the first to hold a crowded gram.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.grams import Hashes
from synopticon.reuse.proposing import CROWD, LEAST_SHARED, enough
from synopticon.store.echoes.postings import Postings
from synopticon.store.echoes.tables import Pair, Tables
from synopticon.workflow.reuse_kept import Rank

Ints = NDArray[np.int64]
ALL = 1 << 62
"""More bodies than hold any gram."""

Ranks = Callable[[Iterable[int]], Mapping[int, Rank]]
"""Answers bodies with their places in the order of all."""


@dataclass(slots=True, eq=False)
class _Crowd:
    """A crowded gram: its first body before (None: it was not crowded) and now; its bodies, where they are needed."""

    gram: int
    before: int | None
    first: int = -1
    holders: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joined:
    """Pairs that were proposed and are no more; and those that are new, of which nothing is verified or kept yet."""

    gone: list[Pair]
    new: list[Pair]


@dataclass(frozen=True, slots=True)
class _Held:
    """The joining bodies with their grams; how many bodies hold each gram now, and who, where they are few.

    numbers, places: a body and the place of one of its grams among all. starts: gram n is held by bodies[starts[n]] and
    those up to starts[n + 1].
    """

    numbers: Ints
    places: Ints
    grams: Hashes
    counts: Ints
    starts: Ints
    bodies: Ints

    def crowded(self) -> NDArray[np.bool_]:
        """Of each place, whether its gram is crowded."""
        return self.counts[self.places] > CROWD


def join(
    fresh: Mapping[int, Hashes], moved: Mapping[int, Hashes], postings: Postings, tables: Tables, ranks: Ranks
) -> Joined:
    """Bodies join, others get an earlier place in the order.

    fresh, moved: their grams by number; fresh ones stand in the postings and the table of bodies already.
    """
    given = {**fresh, **moved}
    if not given:
        return Joined([], [])
    held = _held(given, postings)
    crowds = _crowds(held, postings, tables, ranks)
    changed = {crowd for crowd in crowds.values() if crowd.first != crowd.before}
    tables.set_heads({crowd.gram: crowd.first for crowd in changed})
    again = set(fresh) | {crowd.first for crowd in changed if crowd.first in moved}
    _gather([crowd for crowd in crowds.values() if crowd.first in again or crowd in changed], postings)
    shared = _shared(held, again, crowds)
    fewer = _fewer(again, changed, set(fresh), tables) if changed else {}
    return _put(shared, fewer, sorted(again & moved.keys()), tables)


def _held(given: Mapping[int, Hashes], postings: Postings) -> _Held:
    numbers = np.repeat(np.array(list(given), np.int64), [len(grams) for grams in given.values()])
    grams = np.concatenate(list(given.values()))
    different = grams if len(given) == 1 else np.unique(grams)
    counts, places, bodies = postings.holders(different, CROWD)
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(different) + 1))
    return _Held(numbers, np.searchsorted(different, grams), different, counts, starts, bodies[order])


def _gather(crowds: Iterable[_Crowd], postings: Postings) -> None:
    """Look up all bodies that hold these grams, where that is not done yet."""
    asked = [crowd for crowd in crowds if not crowd.holders]
    if not asked:
        return
    _, places, bodies = postings.holders(np.array([crowd.gram for crowd in asked], np.uint64), ALL)
    for place, body in zip(places.tolist(), bodies.tolist(), strict=True):
        asked[place].holders.append(body)


def _crowds(held: _Held, postings: Postings, tables: Tables, ranks: Ranks) -> dict[int, _Crowd]:
    """The crowded grams of the joining bodies, each with its first body now."""
    inside = held.crowded()
    borne = held.grams[held.places[inside]].tolist()
    if not borne:
        return {}
    bearers: dict[int, list[int]] = {}
    for gram, body in zip(borne, held.numbers[inside].tolist(), strict=True):
        bearers.setdefault(gram, []).append(body)
    heads = tables.heads(bearers)
    crowds = {gram: _Crowd(gram, heads.get(gram)) for gram in bearers}
    _gather([crowd for crowd in crowds.values() if crowd.before is None], postings)
    bearers.update((gram, crowd.holders) for gram, crowd in crowds.items() if crowd.before is None)
    places = ranks({*heads.values(), *(body for some in bearers.values() for body in some)})
    for gram, crowd in crowds.items():
        candidates = bearers[gram] if crowd.before is None else [crowd.before, *bearers[gram]]
        crowd.first = min(candidates, key=places.__getitem__)
    return crowds


def _shared(held: _Held, again: set[int], crowds: Mapping[int, _Crowd]) -> dict[tuple[int, int], int]:
    """How many grams lead from each of these bodies to others, at least LEAST_SHARED: by (a, b), a < b."""
    crowded, asked = held.crowded(), np.isin(held.numbers, list(again))
    few = held.places[asked & ~crowded]
    sizes = held.starts[few + 1] - held.starts[few]
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes - held.starts[few], sizes)
    led: list[int] = []
    leading: list[int] = []
    borne = held.grams[held.places[asked & crowded]].tolist()
    for gram, body in zip(borne, held.numbers[asked & crowded].tolist(), strict=True):
        near = crowds[gram].holders if crowds[gram].first == body else (crowds[gram].first,)
        led += near
        leading += [body] * len(near)
    one = np.concatenate([np.repeat(held.numbers[asked & ~crowded], sizes), np.array(leading, np.int64)])
    other = np.concatenate([held.bodies[within], np.array(led, np.int64)])
    one, other = one[one != other], other[one != other]
    size = int(max(one.max(initial=0), other.max(initial=0))) + 1
    keys, counts = np.unique(one * size + other, return_counts=True)
    keys, counts = keys[counts >= LEAST_SHARED], counts[counts >= LEAST_SHARED]
    low, high = np.minimum(keys // size, keys % size), np.maximum(keys // size, keys % size)
    return dict(zip(zip(low.tolist(), high.tolist(), strict=True), counts.tolist(), strict=True))


def _fewer(again: set[int], changed: set[_Crowd], fresh: set[int], tables: Tables) -> dict[tuple[int, int], int]:
    """Pairs without those that are counted again, which lose grams: how many lead from a to b now."""
    asked = {body for crowd in changed for body in (crowd.holders if crowd.before is None else (crowd.before,))}
    near: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for a, b, shared in tables.partners_of(asked - fresh) if asked - fresh else ():
        near[a][b] = near[b][a] = shared
    lost: Counter[tuple[int, int]] = Counter()
    for crowd in changed:
        holders = set(crowd.holders)
        sources = holders & near.keys() if crowd.before is None else {crowd.before}
        for one in sources - {crowd.first}:
            for other in near[one].keys() & holders - {crowd.first}:
                if one < other or crowd.before is not None:
                    lost[min(one, other), max(one, other)] += 1
    return {pair: near[pair[0]][pair[1]] - count for pair, count in lost.items() if again.isdisjoint(pair)}


def _put(
    shared: Mapping[tuple[int, int], int],
    fewer: Mapping[tuple[int, int], int],
    again: list[int],
    tables: Tables,
) -> Joined:
    """Keep what is told of pairs that were there; answers those before that no longer share enough, and those that are
    new. again: known bodies counted again.
    """
    counted = [*shared.items(), *fewer.items()]
    grams = tables.grams_of({body for pair, _ in counted for body in pair})
    a, b = (np.array([grams[pair[side]] for pair, _ in counted], np.int64) for side in (0, 1))
    good = enough(np.array([count for _, count in counted], np.int64), a, b).tolist()
    stay = {pair: count for (pair, count), able in zip(counted, good, strict=True) if able}
    counted_again = tables.pairs_of(again) if again else []
    known = {(pair.a, pair.b) for pair in counted_again} | fewer.keys()
    gone = [pair for pair in counted_again if (pair.a, pair.b) not in stay]
    gone += tables.pairs_called(fewer.keys() - stay.keys())
    if known:
        tables.drop_pairs([(pair.a, pair.b) for pair in gone])
        tables.set_shared([(*pair, count) for pair, count in stay.items() if pair in known])
    return Joined(gone, [Pair(*pair, count, None) for pair, count in stay.items() if pair not in known])
