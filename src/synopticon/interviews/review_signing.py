"""When a review may be signed, what a signature is bound to, and when it still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from synopticon.errors import Refused
from synopticon.interviews.review import Act, Mark, ReviewState, Verb, Verdict, standing
from synopticon.interviews.review_queue import is_open
from synopticon.interviews.review_text import Working, working_of
from synopticon.model.digests import digest_of
from synopticon.model.testimony import Turn

READERS = 2
"""People who must have signed one and the same working text before it leaves the vault."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A working text that two readers have signed, and who they were, in the order of signing."""

    working: Working
    readers: tuple[str, str]
    bound: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a reader cannot sign: marks nobody decided on, marks that others loosened without this one's agreement."""

    undecided: tuple[int, ...]
    unagreed: tuple[int, ...]
    signed_before: bool


def signers(state: ReviewState, text: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The readers whose signatures stand, in their order: after them nothing was decided, undone or redone.

    A signature also falls where text, turns or decisions are not those to which it is bound.
    """
    trailing: list[Act] = []
    for act in reversed(state.acts):
        if act.verb is Verb.SIGN:
            trailing.append(act)
        elif act.verb is not Verb.AGREE:
            break
    if not trailing:
        return ()
    marks = standing(state).marks
    bound = _bound(state, marks, working_of(text, turns, marks.values()))
    return tuple(dict.fromkeys(act.reviewer for act in reversed(trailing) if act.bound == bound))


def blocked(state: ReviewState, reviewer: str, signed: Sequence[str]) -> Blocked:
    """What stands against this reader's signature. signed: the readers whose signatures stand."""
    marks = standing(state).marks
    agreed = agreements(state, marks, reviewer)
    held = [mark for mark in marks.values() if is_open(mark, reviewer, agreed=mark.id in agreed)]
    undecided = tuple(mark.id for mark in held if mark.verdict is Verdict.UNDECIDED)
    unagreed = tuple(mark.id for mark in held if mark.verdict is not Verdict.UNDECIDED)
    return Blocked(undecided, unagreed, reviewer.casefold() in map(str.casefold, signed))


def agreements(state: ReviewState, marks: Mapping[int, Mark], reviewer: str) -> frozenset[int]:
    """The loosened marks to which a reader has agreed since they were decided on."""
    return frozenset(
        number
        for at, act in enumerate(state.acts)
        if act.verb is Verb.AGREE and act.reviewer == reviewer
        for number in act.marks
        if number in marks and marks[number].loosened and marks[number].at < at
    )


def sign(state: ReviewState, reviewer: str, text: str, turns: Sequence[Turn]) -> ReviewState:
    """Sign the working text as it stands now.

    Raises Refused where something is undecided, where another reader loosened what this one has not agreed to, and for
    a reader who signed this text already: the second reader is another person.
    """
    held = blocked(state, reviewer, signers(state, text, turns))
    if held.undecided:
        raise Refused(
            "the people in the transcript are protected until every proposal is decided",
            why=f"not yet decided: {len(held.undecided):,}",
            remedy="In the review (synopticon interview review), n leads to the next one.",
        )
    if held.unagreed:
        raise Refused(
            "the people in the transcript are protected by two readers who agree on what may be read",
            why=f"places that another reader left more readable and you have not looked at: {len(held.unagreed):,}",
            remedy="In the review (synopticon interview review), n leads to the next one; a agrees to it.",
        )
    if held.signed_before:
        raise Refused(
            "the people in the transcript are protected by two readers, each another person",
            why="you have signed this text already",
            remedy="Let a second reader open the review and sign.",
        )
    marks = standing(state).marks
    bound = _bound(state, marks, working_of(text, turns, marks.values()))
    return replace(state, acts=(*state.acts, Act(reviewer, Verb.SIGN, bound=bound)))


def signed_text(state: ReviewState, text: str, turns: Sequence[Turn]) -> Signed | None:
    """The working text where two readers' signatures stand on it, else None."""
    readers = signers(state, text, turns)
    if len(readers) < READERS:
        return None
    marks = standing(state).marks
    working = working_of(text, turns, marks.values())
    return Signed(working, (readers[0], readers[1]), _bound(state, marks, working))


def _bound(state: ReviewState, marks: Mapping[int, Mark], working: Working) -> str:
    """The digest of all that a reader vouches for: the transcript, each decision, and the text that came of them."""
    decisions = [
        [mark.id, mark.start, mark.end, mark.kind.value, mark.severity.value, mark.verdict.value, mark.replacement,
         mark.reason, mark.by]
        for _, mark in sorted(marks.items())
    ]  # fmt: skip
    turns = [[turn.speaker, turn.start, turn.end, turn.begins, turn.ends] for turn in working.turns]
    return digest_of(["review", 1, state.text_digest, decisions, working.text, turns])
