"""Persons by where they stand in a sentence, whatever word they are called by."""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.interviews.detectors.english_positions import english_positions
from synopticon.interviews.detectors.korean_positions import korean_positions
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity


def find_positions(hearing: Hearing) -> Iterator[Found]:
    """Every word in somebody's own account that stands where only a person does."""
    if not hearing.first_person:
        return
    for start, end in (*english_positions(hearing), *korean_positions(hearing.text)):
        yield Found(start, end, Kind.PERSON, Severity.DIRECT, "positions")
