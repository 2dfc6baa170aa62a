"""What a page of a review shows: every mark as it stands, what replaces what, how far it has come. Values without keys.

Nothing here is written anywhere. Kinds, severities and verdicts are plain words, so that a page needs nothing of the
rooms below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synopticon.interviews.review import ReviewState, Standing
from synopticon.interviews.review_queue import is_open, progress_of, risk_of
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
    last.
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review as one reader sees it.

    replaced: by where it begins, the end of what is replaced, the words in its place, and the marks that are united
    there. signed: the readers whose signatures stand.
    """

    reader: str
    marks: Mapping[int, Shown]
    replaced: Mapping[int, tuple[int, str, tuple[int, ...]]] = field(repr=False)
    decided: int
    open: int
    can_undo: bool
    can_redo: bool
    signed: tuple[str, ...]


def sheet_of(state: ReviewState, now: Standing, text: str, turns: tuple[Turn, ...], reader: str) -> Sheet:
    """The sheet for a reader. now: what follows from the state."""
    agreed = agreements(state, now.marks, reader)
    marks = {
        mark.id: Shown(
            mark.id, mark.start, mark.end, mark.kind.value, mark.severity.value, mark.verdict.value, mark.replacement,
            mark.detectors, mark.reason, mark.by, is_open(mark, reader, agreed), risk_of(mark, reader, agreed),
        )
        for mark in now.marks.values()
    }  # fmt: skip
    progress = progress_of(now.marks.values(), reader, agreed)
    return Sheet(
        reader,
        marks,
        {start: (end, words, ids) for start, end, words, ids in covered(now.marks.values())},
        progress.decided,
        progress.open,
        now.undo is not None,
        now.redo is not None,
        signers(state, text, turns),
    )
