"""Families by star clustering: a document joins only a representative against which it was itself verified.

Chains of single links glue strangers together; a star does not. The order is (date, digest of the body, id), never
arrival, and a person's judgements stand above every rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from synopticon.model.judgement import Judgement, Verdict

MOSTLY_VERIFIED = 0.5
"""Share of all pairs across two families that must have been verified, and bind, for them to be one."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, the latest on each subject: pairs cut, pairs joined, origins set, with their reasons."""

    cut: Mapping[frozenset[str], str] = field(default_factory=dict)
    joined: Mapping[frozenset[str], str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relations:
    """What was verified between bodies, in both directions.

    bound: for each body those to which a binding relation leads, with its strength. events: those with which it shares
    a frame, persons or phrases, and which tell of another event.
    """

    bound: Mapping[int, Mapping[int, float]]
    events: Mapping[int, set[int]]


def decisions(judgements: Sequence[Judgement]) -> Decisions:
    """Read the judgements that concern reuse; a later one on the same subject supersedes, CLEAR takes it back."""
    latest = {judgement.subject: judgement for judgement in judgements}
    cut, joined, origins = {}, {}, {}
    for subject, judgement in latest.items():
        what, _, rest = subject.partition(":")
        if what == "reuse":
            pair = frozenset(rest.split(":"))
            if judgement.verdict is Verdict.OVERTURN:
                cut[pair] = judgement.reason
            elif judgement.verdict is Verdict.CONFIRM:
                joined[pair] = judgement.reason
        elif what == "origin" and judgement.verdict is Verdict.CONFIRM:
            origins[rest] = judgement.reason
    return Decisions(cut, joined, origins)


def cluster(
    order: Sequence[str],
    body_of: Mapping[str, int],
    relations: Relations,
    decided: Decisions,
) -> list[list[str]]:
    """Families as lists of ids in the given order, singles among them; each begins with its first member.

    A document joins the strongest such representative, or that of its own body; the earlier one where equal. Where what
    people joined and what they cut contradict each other, the cut stands.
    """
    place = {name: number for number, name in enumerate(order)}
    apart: dict[str, set[str]] = {}
    for pair in decided.cut:
        for name in pair:
            apart.setdefault(name, set()).update(pair - {name})
    stars: dict[int, list[str]] = {}
    star_of: dict[str, str] = {}
    for name in order:
        body = body_of[name]
        options = [(star, 2.0) for star in stars.get(body, ())]
        options += [
            (star, strength)
            for other, strength in relations.bound.get(body, {}).items()
            for star in stars.get(other, ())
        ]
        banned = {star_of.get(other) for other in apart.get(name, ())}
        open_to = [(-strength, place[star], star) for star, strength in options if star not in banned]
        star_of[name] = min(open_to)[2] if open_to else name
        if not open_to:
            stars.setdefault(body, []).append(name)
    united = _United(star_of, place, apart)
    _grow(united, star_of, body_of, relations, place)
    _join(united, star_of, decided)
    families: dict[str, list[str]] = {}
    for name in order:
        families.setdefault(united.first(star_of[name]), []).append(name)
    return sorted(families.values(), key=lambda family: place[family[0]])


class _United:
    """Families being united, each named after its first member; what a person cut is never put into one."""

    def __init__(self, star_of: Mapping[str, str], place: Mapping[str, int], apart: Mapping[str, Set[str]]) -> None:
        self._earlier: dict[str, str] = {}
        self._place, self._apart = place, apart
        self._cut: dict[str, set[str]] = {}
        for name in apart:
            if name in star_of:
                self._cut.setdefault(star_of[name], set()).add(name)

    def first(self, star: str) -> str:
        """The first member of the family to which this star belongs by now."""
        while star in self._earlier:
            further = self._earlier[star]
            self._earlier[star] = star = self._earlier.get(further, further)
        return star

    def unite(self, star: str, further: str) -> None:
        """Make one family of two, unless a person set members of them apart."""
        one, other = sorted((self.first(star), self.first(further)), key=lambda name: self._place[name])
        here, there = self._cut.get(one, set()), self._cut.get(other, set())
        few, many = sorted((here, there), key=len)
        if one == other or any(not many.isdisjoint(self._apart[name]) for name in few):
            return
        self._earlier[other] = one
        if there:
            self._cut[one] = here | there


def _grow(
    united: _United,
    star_of: Mapping[str, str],
    body_of: Mapping[str, int],
    relations: Relations,
    place: Mapping[str, int],
) -> None:
    """Unite families of which most pairs across were verified: what a shortened and an enlarged form no longer share
    with the first member, they share with the others. What a person cut stays apart.
    """
    size = Counter(star_of.values())
    across = _across(star_of, body_of, relations)
    for star, further in sorted(across, key=lambda pair: (place[pair[0]], place[pair[1]])):
        if across[star, further] >= MOSTLY_VERIFIED * size[star] * size[further]:
            united.unite(star, further)


def _across(star_of: Mapping[str, str], body_of: Mapping[str, int], relations: Relations) -> dict[tuple[str, str], int]:
    """For two families, how many pairs across bind, less those that were found to tell of another event."""
    stars: dict[int, Counter[str]] = defaultdict(Counter)
    for name, star in star_of.items():
        stars[body_of[name]][star] += 1
    pairs: Counter[tuple[str, str]] = Counter()
    signs: tuple[tuple[Mapping[int, Iterable[int]], int], ...] = ((relations.bound, 1), (relations.events, -1))
    for near, sign in signs:
        for body, others in near.items():
            here = stars[body].items()
            for other in others:
                for further, times in stars[other].items():
                    for one, count in here:
                        if one < further:
                            pairs[one, further] += sign * count * times
    return pairs


def _join(united: _United, star_of: Mapping[str, str], decided: Decisions) -> None:
    """Put together what a person confirmed as one, whole family with whole family."""
    for pair in sorted(decided.joined, key=sorted):
        if pair <= star_of.keys():
            one, *others = sorted(pair)
            for other in others:
                united.unite(star_of[one], star_of[other])
