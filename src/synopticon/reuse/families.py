"""Families by star clustering: a document joins only a representative against which it was itself verified.

Chains of single links glue strangers together; a star does not. The order is (date, digest of the body, id), never
arrival, and a person's judgements stand above every rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from synopticon.model.judgement import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, the latest on each subject: pairs cut, pairs joined, origins set, with their reasons."""

    cut: Mapping[frozenset[str], str] = field(default_factory=dict)
    joined: Mapping[frozenset[str], str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


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
    bound: Mapping[int, Mapping[int, float]],
    decided: Decisions,
) -> list[list[str]]:
    """Families as lists of ids in the given order, singles among them; each begins with its first member.

    bound: for each body the bodies to which a verified, binding relation leads, with its strength.
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
            (star, strength) for other, strength in bound.get(body, {}).items() for star in stars.get(other, ())
        ]
        banned = {star_of.get(other) for other in apart.get(name, ())}
        open_to = [(-strength, place[star], star) for star, strength in options if star not in banned]
        star_of[name] = min(open_to)[2] if open_to else name
        if not open_to:
            stars.setdefault(body, []).append(name)
    _join(star_of, decided, place)
    families: dict[str, list[str]] = {}
    for name in order:
        families.setdefault(star_of[name], []).append(name)
    return sorted(families.values(), key=lambda family: place[family[0]])


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
