"""From codings to units: characters cut at every border, or passages, each with the codes that every coder gave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.model.coding import Coding

Reading = tuple[str, str]
"""A document's id and the reading of it into which offsets count: codings of different readings are never compared."""
Span = tuple[int, int]
Sets = NDArray[np.bool_]
Finished = Mapping[Reading, Collection[str]]
"""Who said to be done with a document: such a coder has judged it, even with not one coding."""
NOBODY: Finished = {}


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units that at least one coder gave a code, in the order of the documents and of their text.

    document: place in `documents`. start, end: code points. weight: how many equal units the row stands for.
    judged: units × coders, whether that coder gave the document any code or said to be done with it. packed: units ×
    coders × bytes, the set of codes, a bit a code in the order of `codes`.
    """

    documents: tuple[Reading, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    document: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    weight: NDArray[np.int64]
    judged: NDArray[np.bool_]
    packed: NDArray[np.uint8]

    def has(self, code: str) -> NDArray[np.bool_]:
        """Units × coders: who gave that code."""
        place = self.codes.index(code)
        answer: NDArray[np.bool_] = (self.packed[:, :, place // 8] & (128 >> place % 8)) > 0
        return answer


def character_units(
    codings: Iterable[Coding], coders: Sequence[str], codes: Sequence[str], finished: Finished = NOBODY
) -> Units:
    """A unit a character; neighbours with the same sets stand in one row, weighted by their number."""

    def cut(_: Reading, rows: Sequence[Coding]) -> tuple[list[Span], Sequence[tuple[int, int]]]:
        borders = sorted({at for row in rows for at in (row.start, row.end)})
        place = {at: number for number, at in enumerate(borders)}
        return list(pairwise(borders)), [(place[row.start], place[row.end]) for row in rows]

    return _units(codings, coders, codes, finished, cut, lambda start, end: end - start)


def passage_units(
    codings: Iterable[Coding],
    coders: Sequence[str],
    codes: Sequence[str],
    passages: Mapping[Reading, Sequence[Span]],
    finished: Finished = NOBODY,
) -> Units:
    """A unit a passage, all of one weight.

    A coding counts in every passage of which it covers at least half, and in the one that holds most of it: so a few
    letters more or less at a border change nothing, and no coding falls through, unless it marks only what lies between
    passages. passages: of each document, in order, not overlapping.
    """

    def cut(document: Reading, rows: Sequence[Coding]) -> tuple[list[Span], Sequence[tuple[int, int]]]:
        spans = list(passages[document])
        ends = [end for _, end in spans]
        return spans, [_passages_of(row, spans, ends) for row in rows]

    return _units(codings, coders, codes, finished, cut, lambda start, _: np.ones_like(start))


def _passages_of(coding: Coding, passages: Sequence[Span], ends: Sequence[int]) -> tuple[int, int]:
    """First place and the place after the last of the passages in which the coding counts; equal if there are none.

    Only the first and the last passage that it touches can be covered by less than half.
    """
    first = bisect_right(ends, coding.start)
    after = bisect_left(passages, (coding.end,))
    if first >= after:
        return first, first

    def covered(place: int) -> int:
        return min(coding.end, passages[place][1]) - max(coding.start, passages[place][0])

    most = max(range(first, after), key=covered)
    for outer in (first, after - 1):
        start, end = passages[outer]
        if outer != most and 2 * covered(outer) < end - start:
            first, after = (first + 1, after) if outer == first else (first, after - 1)
    return first, after


def _units(
    codings: Iterable[Coding],
    coders: Sequence[str],
    codes: Sequence[str],
    finished: Finished,
    cut: Callable[[Reading, Sequence[Coding]], tuple[list[Span], Sequence[tuple[int, int]]]],
    weigh: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.int64]],
) -> Units:
    who = {name: place for place, name in enumerate(coders)}
    what = {name: place for place, name in enumerate(codes)}
    documents: defaultdict[Reading, list[Coding]] = defaultdict(list)
    for row in codings:
        if row.coder in who and row.code in what and row.start < row.end:
            documents[row.document, row.reading].append(row)
    width = (len(codes) + 7) // 8
    numbers, spans = [np.zeros(0, np.int64)], [np.zeros((0, 2), np.int64)]
    judged, packed = [np.zeros((0, len(who)), np.bool_)], [np.zeros((0, len(who), width), np.uint8)]
    for number, (document, rows) in enumerate(documents.items()):
        pieces, places = cut(document, rows)
        sets = _sets(len(pieces), places, [(who[row.coder], what[row.code]) for row in rows], (len(who), len(what)))
        coded = sets.any(axis=(1, 2))
        packed.append(np.packbits(sets[coded], axis=2))
        spans.append(np.array(pieces, np.int64).reshape(-1, 2)[coded])
        numbers.append(np.full(int(coded.sum()), number, np.int64))
        here = {row.coder for row in rows}.union(finished.get(document, ()))
        present = np.array([name in here for name in coders], np.bool_)
        judged.append(np.broadcast_to(present, (int(coded.sum()), len(who))))
    start, end = np.concatenate(spans).T
    return Units(
        tuple(documents),
        tuple(coders),
        tuple(codes),
        np.concatenate(numbers),
        start,
        end,
        weigh(start, end),
        np.concatenate(judged),
        np.concatenate(packed),
    )


def _sets(pieces: int, places: Sequence[Span], given: Sequence[Span], shape: tuple[int, int]) -> Sets:
    """Pieces × coders × codes: each coding steps in at its first piece and out after its last."""
    steps = np.zeros((pieces + 1, *shape), np.int32)
    ranges = np.array(places, np.int64).reshape(-1, 2)
    coder, code = np.array(given, np.int64).reshape(-1, 2).T
    np.add.at(steps, (ranges[:, 0], coder, code), 1)
    np.add.at(steps, (ranges[:, 1], coder, code), -1)
    answer: Sets = np.cumsum(steps[:-1], axis=0) > 0
    return answer
