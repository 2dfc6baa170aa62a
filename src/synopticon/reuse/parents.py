"""Of whom a text was copied: the candidate that explains its readings with the fewest accidents.

The signs are those of textual criticism. A copyist hands on what his model had, its slips and cuts too; what the model
lacks and another text has, he cannot have had from it; and what the model added, he would have had to take out again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from synopticon.reuse.inheritance import Mask, Texts

INHERITED, READING, OMISSION, ADDITION, FIRST = 20.0, 1.0, 2.6, 0.7, 0.5
"""What speaks for or against a candidate, in units of log odds: the share of the text that stands in it; against it,
each reading that it lacks and another candidate has; each omission; the logarithm of the code points that it added to
what was there before it and the text lacks; and that it is the first, which by definition added nothing. Fitted on
planted cascades by conditional logistic regression."""


def parents_of(order: Sequence[int], texts: Texts) -> dict[int, int]:
    """For each body of a family but the first, the one from which it was most probably copied; the earlier where equal.

    order: the bodies as they appeared. A body that shares words with none before it is left out.
    """
    parents: dict[int, int] = {}
    added: dict[int, Mask] = {}
    place = {body: number for number, body in enumerate(order)}
    for body in order:
        before = [other for other in texts.near(body) if other in added]
        if order[0] not in before and body != order[0] and texts.link(body, order[0]):
            before.append(order[0])
        if before:
            parents[body] = _best(body, sorted(before, key=place.__getitem__), texts, added)
        added[body] = texts.held_by_none(body, before) if before else 0
    return parents


def _best(body: int, candidates: Sequence[int], texts: Texts, added: Mapping[int, Mask]) -> int:
    if len(candidates) == 1:
        return candidates[0]
    known = texts.held_by_any(body, candidates)
    first = next(iter(added))

    def score(other: int) -> float:
        lacked = texts.readings(body, known & ~texts.held(body, other))
        taken_out = texts.size(other, added[other] & ~texts.held(other, body))
        return (
            INHERITED * texts.inherited(body, other)
            - READING * lacked
            - OMISSION * texts.omissions(body, other)
            - ADDITION * math.log1p(taken_out)
            - FIRST * (other == first)
        )

    return max(candidates, key=score)
