"""What a page of a review shows: every mark as it stands, what replaces what, how far it has come. Values without keys.

Nothing here is written anywhere. Kinds, severities and verdicts are plain words, so that a page needs nothing of the
rooms below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synopticon.interviews.review import Mark, ReviewState, Standing, Verdict
from synopticon.interviews.review_labels import key
from synopticon.interviews.review_queue import is_open, risk_of
from synopticon.interviews.review_signing import agreements, signers
from synopticon.interviews.review_text import covered
from synopticon.interviews.span import Kind
from synopticon.model.testimony import Turn

KINDS: tuple[str, ...] = tuple(kind.value for kind in Kind)
"""Of what kind a mark can be."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark: [start, end) in code points of the transcript.

    open: this reader has yet to look at it. risk: its place in the queue that begins with the riskiest. by: who decided
    last. same: equal for marks over the same words, however they are spelled. loosened: a person let more be read than
    was proposed, or typed what is read instead.
    """

    id: int
    start: int
    end: int
    kind: str
    severity: str
    verdict: str
    replacement: str = field(repr=False)
    detectors: tuple[str, ...]
    reason: str = field(repr=False)
    by: str | None
    open: bool
    risk: tuple[int, int, int]
    same: int
    loosened: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review as one reader sees it.

    replaced: by where it begins, the end of what is replaced, the words in its place, and the marks that are united
    there. can_undo, can_redo: of this reader's own acts. signed: the readers whose signatures stand.
    """

    reader: str
    marks: Mapping[int, Shown]
    replaced: Mapping[int, tuple[int, str, tuple[int, ...]]] = field(repr=False)
    decided: int
    open: int
    can_undo: bool
    can_redo: bool
    signed: tuple[str, ...]


class View:
    """What one reader sees of one transcript; a mark that has not changed is shown by the row it had."""

    def __init__(self, reader: str, text: str, turns: tuple[Turn, ...]) -> None:
        self._reader, self._text, self._turns = reader, text, turns
        self._rows: dict[int, tuple[Mark, bool, Shown]] = {}
        self._words: dict[str, int] = {}

    def sheet(self, state: ReviewState, now: Standing) -> Sheet:
        """The sheet as it is now. now: what follows from the state."""
        agreed = agreements(state, now.marks, self._reader)
        self._rows = {number: self._row(mark, number in agreed) for number, mark in now.marks.items()}
        marks = {number: shown for number, (_, _, shown) in self._rows.items()}
        return Sheet(
            self._reader,
            marks,
            {start: (end, words, ids) for start, end, words, ids in covered(now.marks.values())},
            sum(one.verdict != Verdict.UNDECIDED for one in marks.values()),
            sum(one.open for one in marks.values()),
            self._own(state, now.undo),
            self._own(state, now.redo),
            signers(state, self._text, self._turns),
        )

    def _row(self, mark: Mark, agreed: bool) -> tuple[Mark, bool, Shown]:
        known = self._rows.get(mark.id)
        if known is not None and known[0] is mark and known[1] == agreed:
            return known
        shown = Shown(
            mark.id, mark.start, mark.end, mark.kind.value, mark.severity.value, mark.verdict.value, mark.replacement,
            mark.detectors, mark.reason, mark.by, is_open(mark, self._reader, agreed=agreed),
            risk_of(mark, self._reader, agreed=agreed),
            self._same(self._text[mark.start : mark.end]), mark.loosened,
        )  # fmt: skip
        return mark, agreed, shown

    def _same(self, words: str) -> int:
        """The number of these words, one for all spellings that fold alike."""
        if words not in self._words:
            self._words[words] = self._words.setdefault(key(words), len(self._words))
        return self._words[words]

    def _own(self, state: ReviewState, act: int | None) -> bool:
        return act is not None and state.acts[act].reviewer == self._reader
