"""What a tagger trained on court judgments takes for somebody's traits, in texts that tell about a person.

An interview is told in the first person, which the judgments never are: there it would guess, and is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.learned.features import words_of
from synopticon.interviews.learned.tagger import KINDS, likelihoods
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.language.months import MONTHS

HARMLESS = 0.95
"""A word is left only where it is at least so likely that it identifies nobody."""


def find_learned(hearing: Hearing) -> Iterator[Found]:
    """Runs of words that are not surely harmless."""
    if hearing.first_person:
        return
    words = words_of(hearing.text)
    chances = likelihoods(words, cased=hearing.has_case)
    start = end = last = -1
    kind = Kind.OTHER
    for at, word in enumerate(words):
        if chances[at, 0] >= HARMLESS or not word.text[0].isalnum():
            continue
        if last == at - 1 and start >= 0:
            end, last = word.end, at
            continue
        if start >= 0 and hearing.low[start:end] not in MONTHS:
            yield _found(start, end, kind)
        start, end, last = word.start, word.end, at
        kind = KINDS[1 + int(np.argmax(chances[at, 1:]))] or Kind.OTHER
    if start >= 0 and hearing.low[start:end] not in MONTHS:
        yield _found(start, end, kind)


def _found(start: int, end: int, kind: Kind) -> Found:
    return Found(start, end, kind, Severity.QUASI, "learned")
