"""The working text that a review makes of a transcript, and where every character of one stands in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from synopticon.interviews.replacing import lettered
from synopticon.interviews.review import Mark, ReviewState, Verdict, standing
from synopticon.interviews.review_speakers import LONGEST, is_role, label_places
from synopticon.interviews.span import Severity
from synopticon.model.testimony import Turn


@dataclass(frozen=True, slots=True)
class Replaced:
    """What stands for [start, end) of the transcript at [at, at + len(words)) of the working text, and whose marks."""

    start: int
    end: int
    at: int
    words: str = field(repr=False)
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offsets:
    """Code points of the transcript and of the working text, one in terms of the other."""

    replaced: tuple[Replaced, ...]

    def to_working(self, offset: int) -> int:
        """Where an offset of the transcript lies; what lies within replaced words lies at the replacement's end."""
        known = bisect_right(self.replaced, offset, key=lambda one: one.start) - 1
        if known < 0:
            return offset
        one = self.replaced[known]
        if offset == one.start:
            return one.at
        return one.at + len(one.words) + max(0, offset - one.end)

    def to_transcript(self, offset: int) -> int:
        """Where an offset of the working text lies; what lies within a replacement lies at the replaced words' end."""
        known = bisect_right(self.replaced, offset, key=lambda one: one.at) - 1
        if known < 0:
            return offset
        one = self.replaced[known]
        if offset == one.at:
            return one.start
        return one.end + max(0, offset - one.at - len(one.words))


@dataclass(frozen=True, slots=True)
class Working:
    """The working text, its turns, and the way back."""

    text: str = field(repr=False)
    turns: tuple[Turn, ...] = field(repr=False)
    offsets: Offsets = field(repr=False)


def working_text(text: str, turns: Sequence[Turn], state: ReviewState) -> Working:
    """What of a transcript is left to be read. What nobody has decided on yet is covered, as what was accepted is.

    turns: of the transcript, in its offsets. A speaker keeps the name of a role ("Interviewer"); any other is called
    what stands for the name where the text writes it, else by a letter.
    """
    return working_of(text, turns, standing(state).marks.values())


def working_of(text: str, turns: Sequence[Turn], marks: Iterable[Mark]) -> Working:
    """The same, where the marks are at hand already."""
    replaced: list[Replaced] = []
    pieces: list[str] = []
    read = at = 0
    for start, end, words, ids in covered(marks):
        at += start - read
        pieces += text[read:start], words
        replaced.append(Replaced(start, end, at, words, ids))
        at += len(words)
        read = end
    pieces.append(text[read:])
    offsets = Offsets(tuple(replaced))
    working = "".join(pieces)
    return Working(working, tuple(_turns(text, turns, working, offsets)), offsets)


def covered(marks: Iterable[Mark]) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
    """What is replaced, in the text's order, without overlaps: its place, the words for it, the marks that it unites.

    Where marks overlap all their letters are covered, and the words are those of the mark that was decided last; among
    equals the severe one's, then the longest one's.
    """
    group: list[Mark] = []
    end = -1
    for mark in sorted((one for one in marks if one.verdict is not Verdict.DROPPED), key=attrgetter("start", "end")):
        if mark.start >= end:
            if group:
                yield _united(group)
            group = [mark]
            end = mark.end
        else:
            group.append(mark)
            end = max(end, mark.end)
    if group:
        yield _united(group)


def _united(group: Sequence[Mark]) -> tuple[int, int, str, tuple[int, ...]]:
    if len(group) == 1:
        return group[0].start, group[0].end, group[0].replacement, (group[0].id,)
    last = max(group, key=lambda one: (one.at, one.severity is Severity.DIRECT, one.end - one.start, -one.id))
    return group[0].start, max(one.end for one in group), last.replacement, tuple(one.id for one in group)


def _turns(text: str, turns: Sequence[Turn], working: str, offsets: Offsets) -> Iterator[Turn]:
    letters: dict[str, str] = {}
    for turn, place in zip(turns, label_places(text, turns), strict=True):
        speaker = turn.speaker
        if not is_role(speaker):
            # What the readers made of the name where it is written names the turn as well.
            said = "" if place is None else working[offsets.to_working(place[0]) : offsets.to_working(place[1])]
            speaker = said.strip("[] ") if 0 < len(said.strip("[] ")) <= LONGEST else ""
            speaker = speaker or letters.setdefault(turn.speaker, f"Speaker {lettered(len(letters) + 1)}")
        yield replace(turn, speaker=speaker, start=offsets.to_working(turn.start), end=offsets.to_working(turn.end))
