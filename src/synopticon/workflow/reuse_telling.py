"""The rows of an index that may have changed: those of every family to which a changed body belongs, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synopticon.model.reuse import Reuse
from synopticon.reuse.families import Decisions
from synopticon.reuse.identical import identical
from synopticon.reuse.relations import Found, Verified
from synopticon.reuse.settling import settle
from synopticon.reuse.tracing import Traced
from synopticon.store.echoes.tables import Body, Kept
from synopticon.workflow.reuse_kept import Shelf, cards_of
from synopticon.workflow.reuse_records import binds, digest_of, found_from
from synopticon.workflow.reuse_rows import MOST_LISTED, lines_of
from synopticon.workflow.reuse_sums import Sums

TOGETHER = 2000
"""About how many changed bodies are settled at a time, with their families."""


def told_anew(shelf: Shelf, changed: Iterable[int], sums: Sums) -> Iterator[tuple[str, bytes]]:
    """Rows that are new or other than before, with their ids, and noted as told. changed: bodies of which something is
    new: a document, a relation, the order.
    """
    new = set(changed)
    waiting = sorted(new, reverse=True)
    done: set[int] = set()
    while waiting:
        seeds: set[int] = set()
        while waiting and len(seeds) < TOGETHER:
            body = waiting.pop()
            if body not in done:
                seeds.add(body)
        for name, line, crowds in _told(shelf, seeds, new, done, sums):
            new.update(crowds)
            waiting += [body for body in crowds if body not in done]
            yield name, line


def no_longer_crowded(shelf: Shelf, lost: Mapping[int, int]) -> set[int]:
    """Bodies that have relations with one whose row lists all of its relations again, since it lost some.

    What a crowded row lists of another document depends on whether that one's row is crowded. lost: how many
    relations each body lost; those that it got meanwhile are left out of the account, so some rows are told in vain.
    """
    others: dict[int, set[int]] = {body: set() for body in lost}
    for pair in shelf.tables.pairs_of(lost) if lost else ():
        if pair.found:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if one in others:
                    others[one].add(other)
    further = Counter(one.body for _, one in shelf.tables.documents_of(lost)) if lost else Counter()
    eased: set[int] = set()
    for body, near in others.items():
        now = len(near) + further[body] - 1
        if now <= MOST_LISTED < now + lost[body]:
            eased |= near
    return eased


@dataclass(frozen=True, slots=True)
class _Part:
    """Bodies of whole families with all their documents and relations."""

    documents: list[tuple[Body, Kept]]
    pairs: dict[tuple[int, int], Found]


def _told(
    shelf: Shelf, seeds: set[int], new: set[int], done: set[int], sums: Sums
) -> Iterator[tuple[str, bytes, Sequence[int]]]:
    """Changed rows of the seeds' families; and, with a row, further bodies whose rows depend on how crowded it is.

    new: all bodies of which something has changed; a family without any that has the members that it had is as it was,
    and is not done: it may hang on the crowd of another one.
    """
    part = _families(shelf, seeds)
    letters = {body.number: body.letters for body, _ in part.documents}
    order = cards_of(part.documents)
    kept = {one.id: one for _, one in part.documents}
    verified = Verified()
    for found in part.pairs.values():
        verified.add(found)
    asked = _changed_families(kept, new, done)
    members = sorted(settle(order, letters, verified, Decisions(), asked), key=lambda member: member.item)
    sums.families_of([kept[member.item] for member in members], members)
    bodies = {kept[member.item].body for member in members}
    done.update(bodies)
    alike = identical([card for card in order if card.body in bodies], letters, shelf.texts_of(kept))
    reuses = [*verified.reuses, *alike]
    crowded = _crowded(reuses, kept) & bodies
    beside, crowds = _beside(shelf, part, bodies, crowded) if crowded else ([], [])
    traced = Traced((*reuses, *beside), tuple(members), 0, 0, 0)
    notes = []
    for member, (name, line) in zip(members, lines_of(traced), strict=True):
        one, digest = kept[name], digest_of(line)
        if one.line != digest:
            notes.append((kept[member.family].number, str(member.role), digest, one.number))
            yield name, line, crowds
        elif (one.family, one.role) != (kept[member.family].number, member.role):
            notes.append((kept[member.family].number, str(member.role), digest, one.number))
    shelf.tables.tell_rows(notes)


def _changed_families(kept: Mapping[str, Kept], new: set[int], done: set[int]) -> Callable[[Sequence[str]], bool]:
    """Answers whether the rows of a family, given as ids, may be others than before, and have not been told yet."""
    sizes = Counter(one.family for one in kept.values())

    def changed(family: Sequence[str]) -> bool:
        members = [kept[name] for name in family]
        before = members[0].family
        as_before = sizes[before] == len(members) and all(one.family == before for one in members)
        return (not as_before or any(one.body in new for one in members)) and members[0].body not in done

    return changed


def _families(shelf: Shelf, seeds: set[int]) -> _Part:
    """Everything that hangs together with these bodies by relations that bind."""
    pairs: dict[tuple[int, int], Found] = {}
    inside: set[int] = set()
    frontier = set(seeds)
    while frontier:
        inside |= frontier
        reached: set[int] = set()
        for pair in shelf.tables.pairs_of(frontier):
            if pair.found and (pair.a, pair.b) not in pairs:
                pairs[pair.a, pair.b] = found_from(pair.found, pair.a, pair.b)
                if binds(pair.found):
                    reached.update((pair.a, pair.b))
        frontier = reached - inside
    return _Part(shelf.tables.documents_of(inside), pairs)


def _crowded(reuses: Sequence[Reuse], kept: Mapping[str, Kept]) -> set[int]:
    """Bodies of documents whose rows do not list all of their relations."""
    count = Counter(name for reuse in reuses for name in (reuse.a, reuse.b))
    return {kept[name].body for name, size in count.items() if size > MOST_LISTED and name in kept}


def _beside(shelf: Shelf, part: _Part, told: set[int], crowded: set[int]) -> tuple[list[Reuse], list[int]]:
    """The relations of documents that are not told with which crowded ones have relations; and which of those are
    crowded too: which relations their rows list depends on that, and the other way round.
    """
    others = {body for pair in part.pairs if not crowded.isdisjoint(pair) for body in pair} - told
    known = set(part.pairs)
    relations = [
        found_from(pair.found, pair.a, pair.b).reuse
        for pair in shelf.tables.pairs_of(others)
        if pair.found and (pair.a, pair.b) not in known
    ]
    documents = shelf.tables.documents_of(others)
    kept = {one.id: one for _, one in documents}
    letters = {body.number: body.letters for body, _ in documents}
    relations += identical(cards_of(documents), letters, shelf.texts_of(kept))
    inside = [found.reuse for pair, found in part.pairs.items() if not others.isdisjoint(pair)]
    return relations, sorted(_crowded([*relations, *inside], kept) & others)
