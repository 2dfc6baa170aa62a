"""Verify proposed pairs on their texts, a batch at a time: which relations hold, of what kind, and why."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from synopticon.model.spans import Spans
from synopticon.reuse.alignment import align_pairs
from synopticon.reuse.columns import Ints, columns_of
from synopticon.reuse.end_to_end import placed
from synopticon.reuse.kinds import Verdict, judged, related
from synopticon.reuse.openings import Setting
from synopticon.reuse.passages import Figures
from synopticon.reuse.proposing import Pairs
from synopticon.reuse.rarity import Rarity
from synopticon.reuse.readings import Reading
from synopticon.reuse.telling_apart import Compared

LIGHT = 1_000_000
"""About how many letters are compared together: those of a batch's texts but for the longest, each once; a letter takes
about 100 bytes."""
MOST = 1 << 15
"""Most pairs compared together."""

Texts = Callable[[Sequence[int]], Sequence[str]]
"""Answers the texts of bodies, in the order in which they are asked for."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A verified relation between two bodies, left before right in the order of the documents."""

    left: int
    right: int
    verdict: Verdict
    figures: Figures
    spans: Spans


def verify(
    pairs: Pairs, letters: Ints, texts: Texts, rarity: Rarity, setting: Callable[[int, int], Setting]
) -> Iterator[tuple[int, list[Relation]]]:
    """Align every pair; yields how many pairs were looked at and the relations that hold, in the order of the pairs.

    letters: the length of each body's text. setting: under which circumstances the two bodies appeared.
    """
    for begin, end in _light_batches(pairs, letters):
        left, right = pairs.left[begin:end], pairs.right[begin:end]
        bodies, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        batch = texts(bodies.tolist())
        yield end - begin, _verified(batch, bodies, places[: end - begin], places[end - begin :], rarity, setting)


def _verified(
    texts: Sequence[str], bodies: Ints, left: Ints, right: Ints, rarity: Rarity, setting: Callable[[int, int], Setting]
) -> list[Relation]:
    """The relations that hold between texts of one batch; left, right: places in the batch."""
    columns = columns_of(texts, rarity)
    found = align_pairs(columns, left, right)
    kept = np.flatnonzero(related(found.figures))
    left, right = left[kept], right[kept]
    readings = {side: Reading.of(columns.batch.normal(side)) for side in np.unique([left, right]).tolist()}
    sides = zip(kept.tolist(), left.tolist(), right.tolist(), strict=True)
    pairs = placed([(found[pair], readings[one], readings[other]) for pair, one, other in sides])
    names = list(zip(bodies[left].tolist(), bodies[right].tolist(), strict=True))
    compared = [Compared(aligned, setting(*name)) for name, aligned in zip(names, pairs, strict=True)]
    return [
        Relation(*name, verdict, one.figures, Spans(array("i", one.aligned.places.tobytes())))
        for name, one, verdict in zip(names, compared, judged(compared), strict=True)
        if verdict is not None
    ]


def _light_batches(pairs: Pairs, letters: Ints) -> Iterator[tuple[int, int]]:
    """Stretches of the pairs whose texts together are light, at least one pair each.

    A text counts once and the longest not at all, or a collection would be read anew for each of the thousand documents
    that it holds.
    """
    begin, weight, longest = 0, 0, 0
    inside: set[int] = set()
    sides = (column.tolist() for column in (pairs.left, letters[pairs.left], pairs.right, letters[pairs.right]))
    for number, (left, size, right, other) in enumerate(zip(*sides, strict=True)):
        fresh = size * (left not in inside) + other * (right not in inside)
        heavy = weight + fresh - max(longest, size, other) > LIGHT
        if number > begin and (heavy or number - begin >= MOST):
            yield begin, number
            begin, weight, longest = number, 0, 0
            inside.clear()
            fresh = size + other
        inside.update((left, right))
        longest = max(longest, size, other)
        weight += fresh
    if begin < len(pairs):
        yield begin, len(pairs)
