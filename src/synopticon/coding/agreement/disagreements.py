"""Where coders differ: for each code the stretches not marked alike by all, with what each of them marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from synopticon.coding.agreement.units import NOBODY, Finished, Reading, Span
from synopticon.model.coding import Coding


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Overlapping codings of one code that are not the same for all who coded the document.

    start, end: from the first to the last character that anybody marked. marked: each coder with what that one marked,
    () for nothing; only coders who judged the document. letters: on how many characters not all are of one mind.
    codings: the ids of all that stand against each other here.
    """

    document: str
    reading: str
    code: str
    start: int
    end: int
    marked: tuple[tuple[str, tuple[Span, ...]], ...]
    letters: int
    codings: tuple[str, ...]

    @property
    def borders_only(self) -> bool:
        """Whether everybody marked something here, so that only beginnings or ends differ."""
        return all(spans for _, spans in self.marked)


def disagreements(codings: Iterable[Coding], coders: Sequence[str], finished: Finished = NOBODY) -> list[Disagreement]:
    """All of them, by document in the order given, then by place; empty where all are of one mind."""
    order: dict[Reading, set[str]] = {}
    marks: defaultdict[tuple[Reading, str], list[Coding]] = defaultdict(list)
    for row in codings:
        if row.coder in coders and row.start < row.end:
            order.setdefault((row.document, row.reading), set()).add(row.coder)
            marks[(row.document, row.reading), row.code].append(row)
    found = [
        one
        for (reading, code), rows in marks.items()
        for one in _of_code(reading, code, rows, _judges(coders, order[reading], finished.get(reading, ())))
    ]
    place = {reading: number for number, reading in enumerate(order)}
    return sorted(found, key=lambda one: (place[one.document, one.reading], one.start, one.end, one.code))


def _judges(coders: Sequence[str], present: set[str], finished: Collection[str]) -> list[str]:
    return [name for name in coders if name in present or name in finished]


def _of_code(reading: Reading, code: str, rows: list[Coding], coders: Sequence[str]) -> Iterable[Disagreement]:
    if len(coders) < 2:
        return
    rows.sort(key=lambda row: row.start)
    knots: list[list[Coding]] = []
    reach = -1
    for row in rows:
        if row.start >= reach:
            knots.append([])
        knots[-1].append(row)
        reach = max(reach, row.end)
    for knot in knots:
        marked = tuple((name, _joined(row for row in knot if row.coder == name)) for name in coders)
        if len({spans for _, spans in marked}) > 1:
            start, end = min(row.start for row in knot), max(row.end for row in knot)
            letters = _letters([spans for _, spans in marked])
            yield Disagreement(*reading, code, start, end, marked, letters, tuple(row.id for row in knot))


def _joined(rows: Iterable[Coding]) -> tuple[Span, ...]:
    """The spans of one coder, overlapping and touching ones as one."""
    spans: list[Span] = []
    for row in rows:
        if spans and row.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], row.end))
        else:
            spans.append((row.start, row.end))
    return tuple(spans)


def _letters(marked: Sequence[Sequence[Span]]) -> int:
    """On how many characters some have the code and some do not."""
    steps = sorted((at, step) for spans in marked for span in spans for at, step in zip(span, (1, -1), strict=True))
    total = depth = 0
    before = steps[0][0]
    for at, step in steps:
        if 0 < depth < len(marked):
            total += at - before
        before, depth = at, depth + step
    return total
