"""What a new trace changed: which families merged, which were split, which go back to another document than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What happened to a family."""

    MERGE = "merge"
    SPLIT = "split"
    RE_ROOT = "re-root"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stood: its family, and the document to which that goes back (None where unseen or unsure)."""

    family: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one family.

    family: its name now; for a split, the name that it had. documents: for a merge those that came, for a split those
    that left, for a re-rooting all that stayed; sorted. was, now: for a merge the families from which they came and
    this one; for a split this one and the families in which they are now; for a re-rooting the origins, where there is
    one. before: the name of the family that goes on in this one, where it had another.
    """

    turn: Turn
    family: str
    documents: tuple[str, ...]
    was: tuple[str, ...]
    now: tuple[str, ...]
    before: str | None = None


def changes(before: Mapping[str, Place], now: Mapping[str, Place]) -> Iterator[Change]:
    """What lies between two traces, both by document; sorted by family, a family's merge before its new root.

    A family goes on in that one which holds most of its documents; one that goes over whole into another is told as
    merged, not as split. Documents that were new or alone and are alone make no change.
    """
    held, holds = _by_family(before), _by_family(now)
    goes_on = _continued(holds, before)
    for family in sorted(holds):
        documents, old = holds[family], goes_on.get(family)
        stayed = held[old] & documents if old is not None else {family}
        yield from _arrivals(family, documents - stayed, before, held, old)
        if old is not None and len(held[old]) > 1 and len(stayed) > 1:
            yield from _new_root(family, old, stayed, before, now)
    kept = {old: holds[family] for family, old in goes_on.items()}
    for family in sorted(held):
        left = (held[family] & now.keys()) - kept.get(family, set())
        into = _sorted(now[name].family for name in left)
        if left and len(held[family]) > 1 and (family in kept or len(into) > 1):
            yield Change(Turn.SPLIT, family, _sorted(left), (family,), into)


def _by_family(places: Mapping[str, Place]) -> dict[str, set[str]]:
    families: dict[str, set[str]] = {}
    for name, place in places.items():
        families.setdefault(place.family, set()).add(name)
    return families


def _continued(holds: Mapping[str, set[str]], before: Mapping[str, Place]) -> dict[str, str]:
    """For each family that now stands the one that goes on in it; no family goes on in two."""
    shares = sorted(
        (-count, family, old)
        for family, documents in holds.items()
        for old, count in Counter(before[name].family for name in documents if name in before).items()
    )
    goes_on: dict[str, str] = {}
    taken: set[str] = set()
    for _, family, old in shares:
        if family not in goes_on and old not in taken:
            goes_on[family] = old
            taken.add(old)
    return goes_on


def _arrivals(
    family: str, came: set[str], before: Mapping[str, Place], held: Mapping[str, set[str]], old: str | None
) -> Iterator[Change]:
    if came:
        was = _sorted(before[name].family for name in came if name in before and len(held[before[name].family]) > 1)
        yield Change(Turn.MERGE, family, _sorted(came), was, (family,), old if old != family else None)


def _new_root(
    family: str, old: str, stayed: set[str], before: Mapping[str, Place], now: Mapping[str, Place]
) -> Iterator[Change]:
    was, is_now = ({places[name].origin for name in stayed} for places in (before, now))
    if was != is_now or family != old:
        roots = [_sorted(name for name in origins if name) for origins in (was, is_now)]
        yield Change(Turn.RE_ROOT, family, _sorted(stayed), roots[0], roots[1], old if old != family else None)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
