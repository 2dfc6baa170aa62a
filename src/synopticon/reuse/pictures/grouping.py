"""Families of pictures: each member was itself verified against the one picture its family is named after.

No chains, so strangers are not glued together. Everything follows from the set of pictures; arrival has no part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from synopticon.model.picture import Box, PictureDecisions, PictureKind
from synopticon.reuse.pictures.decoding import Frame
from synopticon.reuse.pictures.judging import Verdict, judged
from synopticon.reuse.pictures.landmarks import landmarks_of
from synopticon.reuse.pictures.proposing import Placement, propose
from synopticon.reuse.pictures.settling import settled


@dataclass(frozen=True, slots=True)
class PictureMember:
    """One picture's place. parent, kind, score and boxes are None for the picture the family is named after.

    here, there: what both show, in pixels of this picture and of its parent. views: pictures that show the same view
    and were not merged, with the reasons.
    """

    name: str
    family: str
    parent: str | None = None
    kind: PictureKind | None = None
    score: float | None = None
    here: Box | None = None
    there: Box | None = None
    reasons: tuple[str, ...] = ()
    views: tuple[tuple[str, tuple[str, ...]], ...] = ()


Star = tuple[int, Verdict | None]
Proposed = Mapping[tuple[int, int], Sequence[Placement]]
Views = Mapping[int, Mapping[int, tuple[str, ...]]]


def groups(frames: Mapping[str, Frame], decided: PictureDecisions = PictureDecisions()) -> list[PictureMember]:
    """File pictures by the photograph they show, sorted by name.

    First comes what may show the same as most others, then the largest: each takes the pictures that are verified
    against it. Equal pixels are one picture. decided: what persons said of pairs of names stands above all that.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for name in sorted(frames):
        named[frames[name].digest].append(name)
    firsts = sorted(
        (names[0] for names in named.values()),
        key=lambda name: (-frames[name].width * frames[name].height, frames[name].digest),
    )
    numbers = {name: number for number, first in enumerate(firsts) for name in named[frames[first].digest]}
    apart = {
        (numbers[a], numbers[b]) for pair in decided.apart for a, b in (pair, pair[::-1]) if {a, b} <= numbers.keys()
    }
    stars, views = _starred([frames[name] for name in firsts], apart)
    members = []
    for number, first in enumerate(firsts):
        star, verdict = stars[number]
        seen = tuple((firsts[other], why) for other, why in sorted(views.get(number, {}).items()))
        for name in named[frames[first].digest]:
            said = verdict
            if verdict is None and name != first:
                whole = (0, 0, frames[name].width, frames[name].height)
                said = Verdict(PictureKind.SAME, 1.0, whole, whole, ("the pixels are equal",))
            members.append(_member(name, firsts[star], said, seen))
    return _judged_by_persons(sorted(members, key=lambda member: member.name), decided)


def _judged_by_persons(members: Sequence[PictureMember], decided: PictureDecisions) -> list[PictureMember]:
    """The members in the groups that persons leave; what was set apart keeps no parent."""
    verified = [(member.name, member.parent) for member in members if member.parent]
    group = settled([member.name for member in members], verified, decided)
    return [
        replace(member, family=group[member.name])
        if member.parent is None or group[member.parent] == group[member.name]
        else PictureMember(member.name, group[member.name], views=member.views)
        for member in members
    ]


def _member(
    name: str, family: str, verdict: Verdict | None, views: tuple[tuple[str, tuple[str, ...]], ...]
) -> PictureMember:
    if verdict is None:
        return PictureMember(name, family, views=views)
    return PictureMember(
        name, family, family, verdict.kind, verdict.score, verdict.here, verdict.there, verdict.reasons, views
    )


def _starred(distinct: Sequence[Frame], apart: Set[tuple[int, int]]) -> tuple[Mapping[int, Star], Views]:
    """For each picture its star and what was verified between them; and the views that were not merged.

    apart: pairs, both ways round, that are not compared, since a person set them apart.
    """
    proposed: dict[tuple[int, int], list[Placement]] = defaultdict(list)
    near: dict[int, set[int]] = defaultdict(set)
    widths = [frame.grey.shape[1] for frame in distinct]
    for one, other, placement in propose([landmarks_of(frame.grey) for frame in distinct], widths):
        proposed[one, other].append(placement)
        proposed[other, one].append(placement.turned(widths[one], widths[other]))
        near[one].add(other)
        near[other].add(one)
    stars: dict[int, Star] = {}
    views: dict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for star in sorted(range(len(distinct)), key=lambda number: (-len(near[number]), number)):
        if star in stars:
            continue
        stars[star] = (star, None)
        for other in sorted(near[star] - stars.keys()):
            if (star, other) in apart:
                continue
            verdict = _verified(distinct[other], distinct[star], proposed[other, star])
            if verdict and verdict.kind is not PictureKind.SAME_VIEW:
                stars[other] = (star, verdict)
            elif verdict:
                views[star][other] = views[other][star] = verdict.reasons
    return stars, views


def _verified(here: Frame, there: Frame, placements: Sequence[Placement]) -> Verdict | None:
    """The verdict on the placement on which most landmarks agree; on the mirrored one where that merges nothing."""
    verdicts = []
    for placement in sorted(placements, key=lambda placement: (-placement.landmarks, placement.mirrored)):
        verdict = judged(here, there, placement)
        if verdict and verdict.kind is not PictureKind.SAME_VIEW:
            return verdict
        verdicts += [verdict] if verdict else []
    return verdicts[0] if verdicts else None
