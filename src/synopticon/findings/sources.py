"""Passages that rest on one named source: which origins are dependent for it, and where they are counted.

The rules, in their order:
1. An attribution counts where a person confirmed it; where the protocol merges, also one that nobody judged, if it
   stands at the cited words themselves. One that a person overturned never counts. That a document shows a photograph
   counts only where a person confirmed that the passage leans on it.
2. Sources named for one and the same passage are a chain ("Yonhap, citing the ministry"): they are one place.
3. An origin is counted at a named source where every passage cited from it rests on one; where it rests on several, at
   one of them, so that the fewest origins remain (`findings/places.py`). What it says besides, of its own, keeps it an
   origin of its own.
4. An origin whose own voice is the source (its document, or an unseen one that is credited) is where the others are
   counted: one of them, where it has several; an outlet that speaks twice is not for that one origin. Where that
   origin rests on a further source itself, all are counted there; sources that rest on each other are one place.
5. Only origins that meet another one there are put together, and no attribution takes apart what others put together,
   so that an attribution never adds an origin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from synopticon.findings.origins import UNTRACED, Cited, Known, Origin, age, label_of
from synopticon.findings.places import places
from synopticon.model.corroboration import RestsOn, SharedSource
from synopticon.model.judgement import Verdict

Rows = Mapping[str, Sequence[tuple[Origin, Cited]]]
"""Passages with the origin of their words, by that origin's key."""

Heeds = Callable[[RestsOn], bool]
"""Which attributions count."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Origins that are counted as one, by their keys."""

    origin: Origin
    keys: tuple[str, ...]


def established(*, merging: bool) -> Heeds:
    """Attributions that count by a person's judgement or, where the protocol merges, by its rule."""
    return lambda rest: (
        rest.verdict is Verdict.CONFIRM or (merging and rest.verdict is None and not rest.lead and rest.picture is None)
    )


def not_overturned(rest: RestsOn) -> bool:
    """Attributions that may be right."""
    return rest.verdict is not Verdict.OVERTURN


def at_sources(origins: Rows, known: Mapping[str, Known], heeds: Heeds) -> tuple[Joined, ...]:
    """The origins that are put together because they rest on one named source."""
    place = _place_of_key(origins, heeds)
    chains: defaultdict[str, set[str]] = defaultdict(set)
    for source, at in place.items():
        chains[at].add(source)
    ages = {key: _age(rows, known) for key, rows in origins.items()}
    voices = {key: place.get(rows[0][0].voice or "") for key, rows in origins.items() if key != UNTRACED}
    found = []
    for together in places(_possible(origins, place, heeds), voices, ages):
        chain = set().union(*(chains[one] for one in together.sources))
        found.append(_joined(together.source, together.keys, origins, known, (chains[together.source], chain), heeds))
    return tuple(found)


def shared(origins: Rows, known: Mapping[str, Known], heeds: Heeds, stance: str) -> tuple[SharedSource, ...]:
    """Every source that several origins name, or one names and another is, and every one judged, by name."""
    counted = {one: joined.origin.key for joined in at_sources(origins, known, heeds) for one in joined.keys}
    naming: defaultdict[str, list[tuple[str, RestsOn]]] = defaultdict(list)
    for key, rest in _all_rests(origins):
        if rest.key != origins[key][0][0].voice:
            naming[rest.key].append((key, rest))
    found = []
    for source, rows in naming.items():
        behind = {key for key, rest in rows if not_overturned(rest)}
        own = {key for key, of in origins.items() if of[0][0].voice == source}
        number = len(behind) + bool(own)
        if number < 2 and all(rest.verdict is None for _, rest in rows):
            continue
        rests = tuple(sorted((rest for _, rest in rows), key=lambda rest: (rest.item, rest.start, rest.passage)))
        one_place = {counted.get(key) for key in behind}
        document = _own_document({source}, [row for key in behind | own for row in origins[key]], known)
        collected = document.item.id if document else None
        together = number > 1 and len(one_place) == 1 and None not in one_place
        found.append(SharedSource(source, _name(rests), stance, number, together, collected, rests))
    return tuple(sorted(found, key=lambda one: (one.name, one.key)))


def _all_rests(origins: Rows) -> Iterable[tuple[str, RestsOn]]:
    return ((key, rest) for key, rows in origins.items() if key != UNTRACED for _, one in rows for rest in one.rests)


def _place_of_key(origins: Rows, heeds: Heeds) -> dict[str, str]:
    """For each source that counts, the least of those with which it stands in one chain."""
    place: dict[str, str] = {}
    for key, rows in origins.items():
        for _, one in rows if key != UNTRACED else ():
            chain = {rest.key for rest in one.rests if heeds(rest)}
            chain |= {other for other, at in place.items() if at in {place.get(link) for link in chain}}
            place |= dict.fromkeys(chain, min(chain, default=""))
    return place


def _possible(origins: Rows, place: Mapping[str, str], heeds: Heeds) -> dict[str, set[str]]:
    """At which sources each origin may be counted; origins that stand for themselves are left out."""
    possible: dict[str, set[str]] = {}
    for key, rows in origins.items():
        voice = rows[0][0].voice
        chains = [{place[rest.key] for rest in one.rests if heeds(rest) and rest.key != voice} for _, one in rows]
        if key != UNTRACED and all(chains):
            possible[key] = set().union(*chains)
    return possible


def _age(rows: Sequence[tuple[Origin, Cited]], known: Mapping[str, Known]) -> tuple[int, int, str]:
    """When an origin spoke first."""
    return min(age(known[origin.item or one.evidence.passage.item].item) for origin, one in rows)


def _joined(
    source: str,
    keys: Sequence[str],
    origins: Rows,
    known: Mapping[str, Known],
    chains: tuple[set[str], set[str]],
    heeds: Heeds,
) -> Joined:
    """chains: the names of the source, and those of all sources that lead to it."""
    rows = [row for key in keys for row in origins[key]]
    every = [rest for _, one in rows for rest in one.rests if rest.key in chains[1] and heeds(rest)]
    rests = [rest for rest in every if rest.key in chains[0]]
    own = _own_document(chains[0], rows, known)
    first = min((known[one.evidence.passage.item] for _, one in rows), key=lambda one: age(one.item))
    name = _name(rests)
    documents = len({one.evidence.passage.item for _, one in rows})
    why = _why(rests)
    if own is not None:
        family, label, kind = own.member.family if own.member else "", label_of(own.item), own.kind
        reason = f"{documents:,} documents rest on {name} or are its own; they count as one origin, {why}."
    else:
        family = f"source:{source}"
        kind = next((rest.kind for rest in rests if rest.kind), first.kind)
        label = f"{name}, whose own document was not collected"
        reason = f"{documents:,} documents rest on {name}, which was not collected; they count as one origin, {why}."
    item = own.item.id if own else None
    return Joined(Origin(f"source:{source}", item, family, label, kind, reason, source, name), tuple(keys))


def _why(rests: Iterable[RestsOn]) -> str:
    verdicts = {rest.verdict for rest in rests}
    if verdicts == {Verdict.CONFIRM}:
        return "as a person judged"
    if Verdict.CONFIRM in verdicts:
        return "as a person judged of some and the protocol rules for the others"
    return "as the protocol rules for passages that name one source"


def _own_document(chain: set[str], rows: Sequence[tuple[Origin, Cited]], known: Mapping[str, Known]) -> Known | None:
    """The earliest document of the source's own among the origins, their families and the evidence."""
    families = {origin.family for origin, _ in rows if origin.family}
    items = {origin.item for origin, _ in rows} | {one.evidence.passage.item for _, one in rows}
    items |= {rest.picture for _, one in rows for rest in one.rests if rest.picture}
    own = [
        one
        for one in known.values()
        if one.voice in chain
        and one.item.withdrawn is None
        and (one.item.id in items or (one.member is not None and one.member.family in families))
    ]
    return min(own, key=lambda one: age(one.item), default=None)


def _name(rests: Sequence[RestsOn]) -> str:
    """How most passages call the source."""
    names = Counter(rest.name for rest in rests)
    return min(names, key=lambda name: (-names[name], name))
