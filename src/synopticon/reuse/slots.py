"""Agency templates: one frame, other names, numbers and days in its slots. The same words, and yet another event.

An edit changes common words; a template changes who, whom, where, when and how many, and changes a name everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from synopticon.reuse.columns import Ints
from synopticon.reuse.end_to_end import NO_RUNS, Aligned, Texts, running
from synopticon.reuse.fillings import FILLING, alike, unlike
from synopticon.reuse.marks import Marks
from synopticon.reuse.readings import Reading

FAR = 80
"""Code points of a gap from which it is no slot but other text."""
FRAME = 120.0
"""Rare letters of frame for each slot; where there are more, a changed number is drift in a retelling."""
LEAST = 2
"""Fewest slots of a template."""


@dataclass(frozen=True, slots=True)
class Slots:
    """slots: places where names, numbers or days differ. edits: other changed places. Both are counted no further than
    until it is clear that the edits are more or the slots fewer than LEAST. repeated: replacements of one name by
    another that occur at more than one place.
    """

    slots: int
    edits: int
    repeated: int

    def tell_a_template(self, frame: float) -> bool:
        """True where the differences concentrate at slots; frame: rare letters that the two texts share."""
        if self.slots < LEAST or self.slots < self.edits:
            return False
        return self.repeated > 0 or frame / self.slots < FRAME


@dataclass(frozen=True, slots=True)
class Gaps:
    """The narrow gaps between the runs of one passage.

    Rows of (start and stop in a, start and stop in b), in code points and whole words. fillable: where names or numbers
    may stand on both sides; others: the rest.
    """

    fillable: Ints
    others: Ints


_NO_ROWS: Ints = np.zeros((0, 4), np.intc)
NO_GAPS = Gaps(_NO_ROWS, _NO_ROWS)
"""Of texts that share one run, or none."""


def slots_between(gaps: Gaps, a: Reading, b: Reading) -> Slots:
    """Look into the gaps within the passages of an alignment, until the edits are more than the slots can become."""
    most = len(gaps.fillable)
    if most < LEAST:
        return Slots(0, 0, 0)
    pairs: Counter[tuple[str, str]] = Counter()
    slots = edits = 0
    for left, right in _changed(gaps.fillable, a, b):
        filled = _fillings(left, right)
        if filled:
            slots += 1
            pairs.update(filled)
            continue
        edits += 1
        if edits > most - edits:
            break
    if slots < LEAST:
        return Slots(slots, 0, 0)
    others = _changed(gaps.others, a, b)
    while edits <= slots and next(others, None):
        edits += 1
    return Slots(slots, edits, sum(count > 1 for count in pairs.values()))


def renamed(gaps: Gaps, a: Reading, b: Reading) -> tuple[str, str] | None:
    """The first names that stand in the same place of both openings, and that the other text knows in no spelling."""
    places = gaps.fillable
    early = (places[:, 1] <= len(a.begins)) & (places[:, 3] <= len(b.begins))
    for left, right in _changed(places[early], a, b):
        ours, theirs = _unknown(left, b), _unknown(right, a)
        if ours and theirs:
            return ours[0], theirs[0]
    return None


def _unknown(words: str, other: Reading) -> list[str]:
    """The names among these words that the other text does not know in any spelling."""
    names = [name for name in FILLING.findall(words) if name[0].isalpha()]
    if not names:
        return []
    known = other.text.casefold()
    strange = unlike({name.casefold() for name in names if name.casefold() not in known}, other.names)
    return [name for name in names if name.casefold() in strange]


def gaps_between(pairs: Sequence[Aligned]) -> list[Gaps]:
    """Find the narrow gaps within the passages of each alignment."""
    texts = Texts([(pair.a, pair.b) for pair in pairs])
    runs = np.concatenate([NO_RUNS, *(pair.found.runs for pair in pairs)])
    passage = np.concatenate([NO_RUNS[:, 0], *(pair.found.passage for pair in pairs)])
    places = np.concatenate([_NO_ROWS, *(pair.places for pair in pairs)])
    owner = np.repeat(np.arange(len(pairs)), [len(pair.places) for pair in pairs])
    ahead = runs[1:, 1] >= runs[:-1, 1] + runs[:-1, 2]
    gaps = np.stack([places[:-1, 1], places[1:, 0], places[:-1, 3], places[1:, 2]], axis=1)
    narrow = (gaps[:, 1] - gaps[:, 0] <= FAR) & (gaps[:, 3] - gaps[:, 2] <= FAR)
    within = (owner[1:] == owner[:-1]) & (passage[1:] == passage[:-1]) & ahead & narrow
    gaps, owner = gaps[within], owner[1:][within]
    marks = Marks("\n".join(text.text for text in texts.each))
    begins = running([len(text.text) + 1 for text in texts.each])
    fillable = np.ones(len(gaps), bool)
    for side, text in enumerate(texts.sides):
        begin, columns = begins[text][owner], slice(2 * side, 2 * side + 2)
        starts, stops = gaps[:, columns].T + begin
        starts, stops = marks.widened(starts, stops, FAR)
        fillable &= marks.may_name(starts, stops)
        gaps[:, columns] = np.stack([starts - begin, stops - begin], axis=1)
    chosen = (_by_pair(gaps[which], owner[which], len(pairs)) for which in (fillable, ~fillable))
    return list(map(Gaps, *chosen))


def _by_pair(rows: Ints, pair: Ints, size: int) -> Iterator[Ints]:
    """The rows of each pair."""
    edges = np.searchsorted(pair, np.arange(size + 1)).tolist()
    return (rows[begin:end] for begin, end in pairwise(edges))


def _changed(gaps: Ints, a: Reading, b: Reading) -> Iterator[tuple[str, str]]:
    """The words in each of the gaps, where they differ."""
    for start, stop, to, end in gaps.tolist():
        left, right = " ".join(a.text[start:stop].split()), " ".join(b.text[to:end].split())
        if left != right:
            yield left, right


def _fillings(left: str, right: str) -> set[tuple[str, str]]:
    """Names and numbers that stand on one side against others on the other side; empty where it is no slot."""
    names_a, names_b = FILLING.findall(left), FILLING.findall(right)
    only_a = [name for name in names_a if name not in names_b]
    only_b = [name for name in names_b if name not in names_a]
    if not only_a or not only_b or alike(left, right):
        return set()
    return {(one, other) for one in only_a for other in only_b}
