"""The rows of echoes as they are written: a JSON line a document, put together from its parts.

A collection has many times more spans than documents, so they are set into the line as numbers, without an object each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from synopticon.model.reuse import Kind, Member, Reuse
from synopticon.model.spans import Spans
from synopticon.reuse.tracing import Traced

MOST_LISTED = 1000
"""Relations of one row, beyond which those are left to the other side that has fewer; they are in its row."""
_json = json.JSONEncoder(ensure_ascii=False).encode
_SPAN = '{"here": [%d, %d], "there": [%d, %d]}'


def lines_of(traced: Traced) -> Iterator[tuple[str, bytes]]:
    """One row a document, with its id, sorted by id: its part in its family, and the verified relations that it has.

    spans: what it shares with its parent, as pairs of [start, end] in this text and in the other, in code points.
    Every relation stands in the rows of both documents, but for one case: a row with more than MOST_LISTED relations
    lists those with its parent and with documents that have as many, and of the rest the MOST_LISTED strongest; its
    reasons say how many stand on the other side alone.
    """
    relations: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in traced.reuses:
        relations[reuse.a].append(reuse)
        relations[reuse.b].append(reuse)
    crowded = {name for name, own in relations.items() if len(own) > MOST_LISTED}
    for member in traced.members:
        own = sorted(relations.get(member.item, ()), key=lambda reuse: _other(reuse, member.item))
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
    with_parent, told = "[]", []
    for reuse in relations:
        other, spans = _other(reuse, member.item), _spans(reuse, member.item)
        if other == member.parent and reuse.kind is not Kind.TRANSLATION:
            with_parent = spans
        told.append(
            f'{{"other": {_json(other)}, "kind": "{reuse.kind}", "score": {reuse.score / 1000}, '
            f'"reasons": [{_strings(reuse.reasons)}], "spans": {spans}}}'
        )
    reasons = [*member.reasons]
    if left_out:
        reasons.append(f"{left_out:,} further relations are listed in the rows of the other documents alone")
    return (
        f'{{"id": {_json(member.item)}, "family": {_json(member.family)}, "role": "{member.role}", '
        f'"parent": {_json(member.parent)}, "origin": {_json(member.origin)}, '
        f'"origin_probability": {_thousandths(member.origin_probability)}, "kind": {_json(member.kind)}, '
        f'"spans": {with_parent}, "score": {_thousandths(member.score)}, "reasons": [{_strings(reasons)}], '
        f'"relations": [{", ".join(told)}]}}\n'
    )


def _thousandths(value: int | None) -> str:
    return _json(None if value is None else value / 1000)


def _strings(values: Iterable[str]) -> str:
    return ", ".join(map(_json, values))


def _spans(reuse: Reuse, name: str) -> str:
    """The spans of a relation as the document of this name sees them: here, and there."""
    spans = Spans.of(reuse.spans)
    seen = spans if name == reuse.a else spans.turned()
    return f"[{', '.join([_SPAN] * len(seen)) % tuple(seen.flat)}]"
