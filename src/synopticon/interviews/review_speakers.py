"""The labels by which a transcript says who speaks: a name there is a name, and what becomes of it names the turn.

A turn begins behind its label ("Marta: …"), so the label lies in nobody's turn and is easily overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from synopticon.interviews.replacing import NAMES, lettered
from synopticon.interviews.span import Kind, Proposal, Severity
from synopticon.interviews.transcripts.speaker_words import ROLES
from synopticon.model.testimony import Turn

LONGEST = 80
"""Characters of what a speaker may be called in a working text."""


def is_role(speaker: str) -> bool:
    """True for what tells nobody: no name at all, a role ("Interviewer", 면담자), a role with a number or a letter."""
    words = speaker.casefold().strip(" .:").split()
    if len(words) == 2 and (words[1].isdecimal() or (words[1].isascii() and len(words[1]) == 1)):
        words = words[:1]
    return not words or (len(words) == 1 and words[0].rstrip("0123456789") in ROLES)


def label_places(text: str, turns: Sequence[Turn]) -> Iterator[tuple[int, int] | None]:
    """Where each turn's speaker stands before it, in code points; None where the text does not write the name."""
    before = 0
    for turn in turns:
        start = text.rfind(turn.speaker, before, turn.start) if turn.speaker else -1
        yield None if start < 0 else (start, start + len(turn.speaker))
        before = turn.end


def with_speakers(text: str, turns: Sequence[Turn], proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals, and one for every speaker's name that none of them covers wholly, in the text's order.

    One name bears one label: the one that a proposal over the same words has, else one that none of them has.
    """
    covered = {at for one in proposals for at in range(one.start, one.end)}
    labels = {text[one.start : one.end].casefold(): one.replacement for one in proposals if one.kind is Kind.PERSON}
    given = {one.replacement for one in proposals}
    added = []
    for turn, place in zip(turns, label_places(text, turns), strict=True):
        if place is None or is_role(turn.speaker) or covered.issuperset(range(*place)):
            continue
        name = turn.speaker.casefold()
        if name not in labels:
            labels[name] = next(label for label in _labels() if label not in given)
            given.add(labels[name])
        added.append(Proposal(*place, Kind.PERSON, Severity.DIRECT, ("speakers",), labels[name]))
    return tuple(sorted((*proposals, *added), key=lambda one: (one.start, one.end)))


def _labels() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"[{NAMES[Kind.PERSON]} {lettered(number)}]"
