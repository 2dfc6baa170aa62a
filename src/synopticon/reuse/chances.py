"""How probable it is that the first member of a family is its origin, and that a member's source was not collected.

Each probability is a logistic function of a few signs, every one of which the reasons name. The weights were fitted on
planted cascades, three of ten without their origin (seeds 41 to 45 of the planting tool), and are checked on others
(benchmarks/reuse/calibration.py); where origins are missing more or less often, the probabilities are off by that much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from synopticon.reuse.inheritance import Mask, Texts, stretches

ALONE, TAKEN, AGAINST, ONE_OTHER, RIVALS, AT_ALL = 0.75, 8.7, 2.2, 3.5, 0.7, -3.8
"""For an origin, in units of log odds: the logarithm of the longest stretch that stands in it alone (against it); the
share of the texts taken from it that stands in it; the share of places where two texts agree against it (against it);
that there is one other text only (against it); the logarithm of how many may be as early (against it); the rest."""
LACKED, AGREED, SHARED, COMPARED, DOUBTED, UNSEEN = 0.72, 0.79, 0.30, 0.35, 0.48, -1.6
"""For an unseen source, in units of log odds: the logarithm of the longest stretch that stands in the supposed parent
alone; that of the readings at which others agree with the text against it; that of what only the two share (against
it); how many others there are to compare (against it); the log odds of the family's origin (against it); the rest."""
WITNESSES = 5
"""Others beyond which more of them no longer add to what is known of a text."""
FEWEST = 3
"""Places at which a text must differ from the origin for the share of those at which others do as well."""
SUREST = 0.999


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability and, in plain words, what it rests on."""

    value: float
    words: str


def chance_of_origin(order: Sequence[int], parents: Mapping[int, int], texts: Texts, rivals: int) -> Chance:
    """How probable the first body of this order is as the origin of the others. rivals: bodies that may be as early."""
    first, others = order[0], len(order) - 1
    if not others:
        return Chance(_logistic(AT_ALL + TAKEN - ONE_OTHER), "all members have one text, which tells nothing")
    alone = _longest(first, ~texts.held_by_any(first, texts.near(first)), texts)
    taken = [texts.inherited(body, first) for body in order if parents.get(body) == first]
    share = math.fsum(taken) / len(taken) if taken else 0.0
    against = _against(first, parents, texts)
    odds = AT_ALL - ALONE * math.log1p(alone) + TAKEN * share - AGAINST * against
    odds -= ONE_OTHER * (others == 1) + RIVALS * math.log1p(rivals)
    return Chance(_logistic(odds), "; ".join(_told(alone, share, against, others, rivals)))


def _told(alone: int, share: float, against: float, others: int, rivals: int) -> Iterator[str]:
    yield f"what was taken from it holds {share:.0%} of its words from it"
    yield f"characters in a row that stand in it alone: {alone}"
    if others == 1:
        yield "there is one other text only to judge by"
    elif against:
        yield f"at up to {against:.0%} of the places where a text differs from it, another agrees with that text"
    else:
        yield "no two texts agree against it"
    if rivals:
        yield f"other texts that may be as early by their dates: {rivals}"


def _against(first: int, parents: Mapping[int, int], texts: Texts) -> float:
    """The largest share, over the texts, of the readings foreign to the first one that another text has as well: two
    that do not depend on each other and agree against it have a common source besides it.
    """
    near = texts.near(first)
    lines = {body: set(_line(body, parents)) for body in near}
    most = 0.0
    for body in near:
        foreign = ~texts.held(body, first)
        places = texts.readings(body, foreign)
        if places < FEWEST:
            continue
        free = [other for other in near if other not in lines[body] and body not in lines[other]]
        agreed = max((texts.readings(body, foreign & texts.held(body, other)) for other in free), default=0)
        most = max(most, agreed / places)
    return most


def _line(body: int, parents: Mapping[int, int]) -> Iterator[int]:
    """A body and all from which it comes; parents always stand before their children, so that the line ends."""
    yield body
    while body in parents:
        body = parents[body]
        yield body


def chance_of_unseen(body: int, parents: Mapping[int, int], texts: Texts, origin: float) -> Chance:
    """How probable it is that a text was not copied from its supposed parent but from a text that is not here.

    origin: the probability of the family's origin.
    """
    parent = parents[body]

    def independent(of: int, but: int) -> list[int]:
        return [other for other in texts.near(of) if other != but and body not in _line(other, parents)]

    witnesses = independent(body, parent)
    agreed = texts.readings(body, texts.held_by_any(body, witnesses) & ~texts.held(body, parent))
    theirs = ~texts.held_by_any(parent, independent(parent, body))
    held = texts.held(parent, body)
    lacked = _longest(parent, theirs & ~held, texts)
    shared = int((theirs & held).sum()) * texts.step(parent)
    odds = UNSEEN + LACKED * math.log1p(lacked) + AGREED * math.log1p(agreed) - SHARED * math.log1p(shared)
    odds -= COMPARED * min(len(witnesses), WITNESSES) + DOUBTED * math.log(origin / (1 - origin))
    words = [
        f"characters in a row that stand there alone: {lacked}",
        f"places at which others agree with this text against it: {agreed}",
        f"characters that stand in these two alone: {shared}",
    ]
    return Chance(_logistic(odds), "; ".join(words if witnesses else [words[0], "there is no other text to judge by"]))


def _longest(body: int, mask: Mask, texts: Texts) -> int:
    return int(np.max(stretches(mask), initial=0)) * texts.step(body)


def _logistic(odds: float) -> float:
    """Three digits, so that it is the same on every machine; never sure."""
    return round(min(max(1 / (1 + math.exp(-odds)), 1 - SUREST), SUREST), 3)
