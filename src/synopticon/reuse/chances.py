"""How probable it is that the first member of a family is its origin, and that a member's source was not collected.

Each probability is a logistic function of a few signs, every one of which the reasons name. The weights were fitted on
planted cascades, three of ten without their origin, and for the origin on random parts of them as well, as a
collection holds them (seeds 41 to 45 of the planting tool); they are checked on others
(benchmarks/reuse/calibration.py). Where origins are missing more or less often, they are off by that much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from synopticon.reuse.inheritance import Texts

ALONE, SHARE, AGAINST, TAKEN, OTHERS, RIVALS, ORIGIN = 0.53, 5.8, 4.3, 2.4, 1.1, 0.73, -3.1
"""For an origin, in units of log odds: the logarithm of the longest stretch that stands in it alone (against it); the
share of the texts taken from it that stands in it; the share of places where two of these agree against it (against
it); the logarithm of how many were taken from it; of how many others there are (against it); of how many of them may
be as early (against it); the rest."""
LACKED, AGREED, SHARED, COMPARED, DOUBTED, UNSEEN = 0.74, 0.62, 0.33, 0.31, 0.58, -1.6
"""For an unseen source, in units of log odds: the logarithm of the longest stretch that stands in the supposed parent
alone; that of the readings at which others agree with the text against it; that of what only the two share (against
it); how many others there are to compare (against it); the log odds of the family's origin (against it); the rest."""
ONE_TEXT = 0.7
"""The probability of the first of several that have the same text: as many planted cascades have their origin."""
WITNESSES = 5
"""Others beyond which more of them no longer add to what is known of a text."""
FEWEST = 3
"""Foreign readings below which the share of them that another text has as well says too little."""
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
        return Chance(ONE_TEXT, "all members have the same text, so that words tell nothing")
    taken = [body for body in order if parents.get(body) == first]
    alone = texts.longest(first, texts.held_by_none(first, texts.near(first)))
    share = math.fsum(texts.inherited(body, first) for body in taken) / max(len(taken), 1)
    against = _against(first, [body for body in texts.near(first) if parents.get(body) == first], texts)
    odds = ORIGIN - ALONE * math.log1p(alone) + SHARE * share - AGAINST * against
    odds += TAKEN * math.log(max(len(taken), 1)) - OTHERS * math.log(others) - RIVALS * math.log1p(rivals)
    words = [
        f"{len(taken) or 'none'} of {_texts(others)}, by the words, was taken from it",
        f"what was taken holds {share:.0%} of its words from it" if taken else "",
        f"{alone} characters in a row stand in it alone" if alone else "all of it stands in others",
        f"of what one has not from it, another has up to {against:.0%} as well" if len(taken) > 1 else "",
        f"{_texts(rivals)} may be as early by the date" if rivals else "",
    ]
    return Chance(_logistic(odds), "; ".join(word for word in words if word))


def _against(first: int, taken: Sequence[int], texts: Texts) -> float:
    """The largest share, over the texts taken from the first one, of the readings foreign to it that another of them
    has as well: two that agree against it have a common source besides it.
    """
    most = 0.0
    for body in taken:
        foreign = texts.held_by_none(body, [first])
        places = texts.readings(body, foreign)
        if places >= FEWEST:
            agreed = (texts.readings(body, foreign & texts.held(body, other)) for other in taken if other != body)
            most = max(most, max(agreed, default=0) / places)
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
    theirs = texts.held_by_none(parent, independent(parent, body))
    held = texts.held(parent, body)
    lacked = texts.longest(parent, theirs & ~held)
    shared = texts.size(parent, theirs & held)
    odds = UNSEEN + LACKED * math.log1p(lacked) + AGREED * math.log1p(agreed) - SHARED * math.log1p(shared)
    odds -= COMPARED * min(len(witnesses), WITNESSES) + DOUBTED * math.log(origin / (1 - origin))
    words = [
        f"{lacked} characters in a row stand there alone",
        f"others agree with this text against it at {agreed} {'place' if agreed == 1 else 'places'}",
        f"{shared} characters stand in these two alone",
    ]
    return Chance(_logistic(odds), "; ".join(words if witnesses else [words[0], "there is no other text to judge by"]))


def _texts(number: int) -> str:
    return "1 other text" if number == 1 else f"{number} other texts"


def _logistic(odds: float) -> float:
    """Three digits, so that it is the same on every machine; never sure."""
    return round(min(max(1 / (1 + math.exp(-odds)), 1 - SUREST), SUREST), 3)
