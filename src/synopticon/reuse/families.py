"""Families by star clustering: a document joins only a representative against which it was itself verified.

Chains of single links glue strangers together; a star does not. The order is (date, digest of the body, id), never
arrival, and a person's judgements stand above every rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
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

    A document joins the strongest such representative, or that of its own body; the earlier one where equal.
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
    _grow(star_of, body_of, relations, decided.cut.keys())
    _join(star_of, decided, place)
    families: dict[str, list[str]] = {}
    for name in order:
        families.setdefault(star_of[name], []).append(name)
    return sorted(families.values(), key=lambda family: place[family[0]])


def _grow(star_of: dict[str, str], body_of: Mapping[str, int], relations: Relations, cut: Set[frozenset[str]]) -> None:
    """Unite families of which most pairs across were verified: what a shortened and an enlarged form no longer share
    with the first member, they share with the others. What a person cut stays apart.
    """
    groups: dict[str, list[str]] = {}
    place: dict[str, int] = {}
    for number, (name, star) in enumerate(star_of.items()):
        groups.setdefault(star, []).append(name)
        place[name] = number
    size = {star: len(members) for star, members in groups.items()}
    across = _across(star_of, body_of, relations)
    for star, further in sorted(across, key=lambda pair: (place[pair[0]], place[pair[1]])):
        one, other = sorted((star_of[star], star_of[further]), key=lambda name: place[name])
        enough = across[star, further] >= MOSTLY_VERIFIED * size[star] * size[further]
        if one == other or not enough or _any_cut(groups[one], groups[other], cut):
            continue
        for name in groups[other]:
            star_of[name] = one
        groups[one] += groups.pop(other)


def _any_cut(some: Sequence[str], others: Sequence[str], cut: Set[frozenset[str]]) -> bool:
    return bool(cut) and any(frozenset((one, other)) in cut for one in some for other in others)


def _across(star_of: Mapping[str, str], body_of: Mapping[str, int], relations: Relations) -> dict[tuple[str, str], int]:
    """For two families, how many pairs across bind, less those that were found to tell of another event."""
    stars: dict[int, Counter[str]] = {}
    for name, star in star_of.items():
        stars.setdefault(body_of[name], Counter())[star] += 1
    pairs: Counter[tuple[str, str]] = Counter()
    weighed = [(body, other, 1) for body, near in relations.bound.items() for other in near]
    weighed += [(body, other, -1) for body, near in relations.events.items() for other in near]
    for body, other, sign in weighed:
        for one, count in stars.get(body, Counter()).items():
            for further, times in stars.get(other, Counter()).items():
                if one < further:
                    pairs[one, further] += sign * count * times
    return pairs


def _join(star_of: dict[str, str], decided: Decisions, place: Mapping[str, int]) -> None:
    """Put together what a person confirmed as one, whole family with whole family."""
    for pair in sorted(decided.joined, key=sorted):
        if not all(name in star_of for name in pair):
            continue
        stars = {star_of[name] for name in pair}
        first = min(stars, key=lambda star: place[star])
        for name, star in star_of.items():
            if star in stars:
                star_of[name] = first
