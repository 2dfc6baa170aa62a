"""At which of the sources that it rests on each origin is counted, so that the fewest origins remain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

Age = tuple[int, int, str]
"""First possible day, last possible day, id."""
MOST = 1024
"""Ways to count that are tried; where there are more, each origin is counted at the source that most share."""


@dataclass(frozen=True, slots=True)
class Place:
    """Origins counted as one, by their keys. source: on which all of them rest; sources: all that lead to it."""

    source: str
    sources: tuple[str, ...]
    keys: tuple[str, ...]


def places(
    possible: Mapping[str, set[str]], voices: Mapping[str, str | None], ages: Mapping[str, Age]
) -> tuple[Place, ...]:
    """The origins that meet at a source, at least two each time, by the source's name.

    possible: the sources at which an origin may be counted, of those that rest on some. voices: whose own an origin is,
    of all. Trying all ways answers the least number of origins, which a further attribution never raises.
    """
    _, best = min((_counted(picks, voices, ages) for picks in _ways(possible)), key=lambda way: way[0])
    return best


def _ways(possible: Mapping[str, set[str]]) -> Iterator[dict[str, str]]:
    """Each way to count every origin at one of its sources, the one at those that most share first."""
    common = Counter(source for sources in possible.values() for source in sources)
    keys = sorted(possible)
    choices = [sorted(possible[key], key=lambda one: (-common[one], one)) for key in keys]
    if prod(map(len, choices)) > MOST:
        choices = [sources[:1] for sources in choices]
    return (dict(zip(keys, picks, strict=True)) for picks in product(*choices))


def _counted(
    picks: Mapping[str, str], voices: Mapping[str, str | None], ages: Mapping[str, Age]
) -> tuple[int, tuple[Place, ...]]:
    """The places, with how many origins they take away, below nothing."""
    resting: defaultdict[str, list[str]] = defaultdict(list)
    for key, source in picks.items():
        resting[source].append(key)
    own = {source: _own(source, keys, voices, ages) for source, keys in resting.items()}
    leads = {source: picks.get(own[source] or "", "") for source in resting}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source in sorted(resting):
        found[_end(source, leads, own, ages)].append(source)
    told = []
    for end, sources in sorted(found.items()):
        keys = {key for source in sources for key in (own[source], *resting[source]) if key}
        if len(keys) > 1:
            told.append(Place(end, tuple(sources), tuple(sorted(keys))))
    return -sum(len(place.keys) - 1 for place in told), tuple(told)


def _own(source: str, resting: Sequence[str], voices: Mapping[str, str | None], ages: Mapping[str, Age]) -> str | None:
    """Of the source's own origins the latest that is not later than all that rest on it, else the earliest."""
    own = sorted((key for key, voice in voices.items() if voice == source and key not in resting), key=ages.__getitem__)
    latest = max(ages[key] for key in resting)
    before = [key for key in own if ages[key] <= latest]
    return before[-1] if before else next(iter(own), None)


def _end(source: str, leads: Mapping[str, str], own: Mapping[str, str | None], ages: Mapping[str, Age]) -> str:
    """The source to which one leads in the end; of those that lead to each other, the one that spoke first."""
    way = [source]
    while (further := leads[way[-1]]) and further not in way:
        way.append(further)
    if not further:
        return way[-1]
    return min(way[way.index(further) :], key=lambda one: (ages[own[one] or ""], one))
