"""The rows of echoes as they are written: a JSON line a document, put together from its parts.

A collection has many times more spans than documents, so they are set into the line as numbers, without an object each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache
from json.encoder import encode_basestring
from operator import attrgetter

from synopticon.model.reuse import Kind, Member, Reuse
from synopticon.model.spans import Spans
from synopticon.reuse.tracing import Traced

MOST_LISTED = 1000
"""Relations of one row, beyond which those are left to the other side that has fewer; they are in its row."""
_SPAN = '{"here": [%d, %d], "there": [%d, %d]}, '


def lines_of(traced: Traced) -> Iterator[tuple[str, bytes]]:
    """One row a document, with its id, sorted by id: its part in its family, and the verified relations that it has.

    spans: what it shares with its parent, as pairs of [start, end] in this text and in the other, in code points.
    Every relation stands in the rows of both documents, but for one case: a row with more than MOST_LISTED relations
    lists those with its parent and with documents that have as many, and of the rest the MOST_LISTED strongest; its
    reasons say how many stand on the other side alone.
    """
    relations: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in sorted(traced.reuses, key=attrgetter("a", "b")):  # each document's then stand by the other's id
        relations[reuse.a].append(reuse)
        relations[reuse.b].append(reuse)
    crowded = {name for name, own in relations.items() if len(own) > MOST_LISTED}
    for member in traced.members:
        own = relations.get(member.item, [])
        listed = _listed(member, own, crowded) if member.item in crowded else own
        yield member.item, _line(member, listed, len(own) - len(listed)).encode()


def _listed(member: Member, own: Sequence[Reuse], crowded: Set[str]) -> list[Reuse]:
    """Of very many relations those that a row lists, in their order."""
    strongest = {id(reuse) for reuse in sorted(own, key=lambda reuse: -reuse.score)[:MOST_LISTED]}
    wanted = crowded | {member.parent}
    return [reuse for reuse in own if id(reuse) in strongest or _other(reuse, member.item) in wanted]


def _other(reuse: Reuse, name: str) -> str:
    return reuse.b if name == reuse.a else reuse.a


def _line(member: Member, relations: Sequence[Reuse], left_out: int) -> str:
    """The row of a document; left_out: how many relations stand on the other side alone."""
    name, parent, with_parent, told = member.item, member.parent, "[]", []
    for reuse in relations:
        here = reuse.a == name
        other, spans = reuse.b if here else reuse.a, _spans(Spans.of(reuse.spans), here)
        if other == parent and reuse.kind is not Kind.TRANSLATION:
            with_parent = spans
        told.append(
            f'{{"other": {_string(other)}, "kind": "{reuse.kind}", "score": {_thousandths(reuse.score)}, '
            f'"reasons": [{_strings(reuse.reasons)}], "spans": {spans}}}'
        )
    reasons = member.reasons
    if left_out:
        reasons = (*reasons, f"{left_out:,} further relations are listed in the rows of the other documents alone")
    return (
        f'{{"id": {_string(name)}, "family": {_string(member.family)}, "role": "{member.role}", '
        f'"parent": {_or_null(parent)}, "origin": {_or_null(member.origin)}, '
        f'"origin_probability": {_thousandths(member.origin_probability)}, "kind": {_or_null(member.kind)}, '
        f'"spans": {with_parent}, "score": {_thousandths(member.score)}, "reasons": [{_strings(reasons)}], '
        f'"relations": [{", ".join(told)}]}}\n'
    )


_string = encode_basestring


def _or_null(value: str | None) -> str:
    return "null" if value is None else _string(value)


@cache
def _thousandths(value: int | None) -> str:
    return "null" if value is None else str(value / 1000)


@lru_cache(1 << 12)
def _strings(values: tuple[str, ...]) -> str:
    """Strings as the items of a list; reasons come again and again."""
    return ", ".join(map(_string, values))


def _spans(spans: Spans, here: bool) -> str:
    """The spans of a relation as one of its documents sees them; here: whether that is the first one."""
    numbers = (spans if here else spans.turned()).flat
    return f"[{(_SPAN * len(spans))[:-2] % tuple(numbers)}]"
