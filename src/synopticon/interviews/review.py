"""The review of one de-identification: what was proposed, what people decided, in which order, and who decided.

Acts are only ever added. Undo and redo are acts too, so that the log says everything that was done, and what stands
follows from the log alone. Without I/O, clock or chance.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from synopticon.errors import UsageError
from synopticon.interviews.span import Kind, Proposal, Severity

LONGEST_REPLACEMENT = 200
"""Characters of what may stand for a span."""
LONGEST_REASON = 1_000
DIRECT_KINDS = frozenset({Kind.PERSON, Kind.CONTACT, Kind.IDENTIFIER})
"""Kinds that name somebody by themselves, where a person says so and no detector did."""


class Verb(StrEnum):
    """What a reviewer can do."""

    ACCEPT = "accept"
    WIDEN = "widen"
    """Cover more or less than was proposed."""
    DROP = "drop"
    """Leave the words as they are."""
    RECLASS = "reclass"
    REPLACE = "replace"
    """Put words of one's own in the place."""
    COVER = "cover"
    """Cover words that nothing proposed, in every place where they recur."""
    UNDO = "undo"
    REDO = "redo"
    AGREE = "agree"
    """Say that what another reader loosened may stand so."""
    SIGN = "sign"


_DECIDING = frozenset({Verb.ACCEPT, Verb.WIDEN, Verb.DROP, Verb.RECLASS, Verb.REPLACE})
_KEEPING = frozenset({Verb.AGREE, Verb.SIGN})
"""What changes no mark."""


class Verdict(StrEnum):
    """How a mark stands."""

    UNDECIDED = "undecided"
    COVERED = "covered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a reviewer. Fields that its verb does not need are empty.

    marks: which marks it concerns. spans: of WIDEN the new place, of COVER all places. kind, replacement: of RECLASS
    and COVER; replacement alone of REPLACE, and of WIDEN where other words must stand for more of them. bound: of SIGN
    the digest of all that was signed.
    """

    reviewer: str
    verb: Verb
    marks: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    kind: Kind | None = None
    replacement: str | None = field(default=None, repr=False)
    reason: str = field(default="", repr=False)
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A proposal or a span added by hand, as it stands: [start, end) in code points of the transcript.

    by: who decided last, None where nobody has. at: which act of the log that was, -1 for none. added: by hand.
    own: the replacement was typed by a person. proposed: the place that was proposed, or covered by hand at first.
    """

    id: int
    start: int
    end: int
    kind: Kind
    severity: Severity
    detectors: tuple[str, ...]
    replacement: str = field(repr=False)
    verdict: Verdict = Verdict.UNDECIDED
    reason: str = field(default="", repr=False)
    by: str | None = None
    at: int = -1
    added: bool = False
    own: bool = False
    proposed: tuple[int, int] = (0, 0)

    @property
    def loosened(self) -> bool:
        """True where a person let more be read than was proposed, or typed what is read instead: left the words,
        covered fewer of them, put in words of their own. Another reader must look at it.
        """
        return (
            self.verdict is Verdict.DROPPED or self.own or self.start > self.proposed[0] or self.end < self.proposed[1]
        )


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The whole review of one transcript, a value. Marks are numbered: the proposals in their order, then what was
    covered by hand in the order of the log.

    text_digest: HMAC-SHA256 of the transcript, so that none is taken for another. length: its code points.
    """

    text_digest: str
    length: int
    proposals: tuple[Proposal, ...]
    acts: tuple[Act, ...] = ()

    def fits(self, text: str, key: bytes) -> bool:
        """True for the transcript that this review is of."""
        return hmac.compare_digest(self.text_digest, _digest(text, key))


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the log. undo, redo: the acts that these would concern, None where there is none."""

    marks: dict[int, Mark]
    undo: int | None
    redo: int | None


def begin_review(text: str, proposals: Iterable[Proposal], key: bytes) -> ReviewState:
    """A review in which nothing is decided. key: secret, of 32 bytes, one and the same for the life of the review."""
    return ReviewState(_digest(text, key), len(text), tuple(proposals))


def standing(state: ReviewState, before: Standing | None = None) -> Standing:
    """All marks as they stand now, by their number.

    before: what stood before the last act, where that is known; then only the marks that it concerns are made anew.
    """
    done, undone, first = _effective(state)
    if before is None or not state.acts:
        marks = {number: _proposed(number, one) for number, one in enumerate(state.proposals)}
        for at in done:
            _apply(marks, state.acts[at], at, first.get(at, 0))
    elif state.acts[-1].verb in _KEEPING:
        marks = before.marks
    else:
        turned = {Verb.UNDO: before.undo, Verb.REDO: before.redo}.get(state.acts[-1].verb, len(state.acts) - 1)
        assert turned is not None
        concerned = {*state.acts[turned].marks, *_covered_by(state.acts[turned], first.get(turned))}
        anew = {
            number: _proposed(number, state.proposals[number]) for number in concerned if number < len(state.proposals)
        }
        for at in done:
            _apply(anew, state.acts[at], at, first.get(at, 0))
        marks = {number: mark for number, mark in before.marks.items() if number not in concerned}
        marks |= {number: mark for number, mark in anew.items() if number in concerned}
    return Standing(marks, done[-1] if done else None, undone[-1] if undone else None)


def decide(
    state: ReviewState,
    reviewer: str,
    verb: Verb,
    marks: Sequence[int],
    *,
    span: tuple[int, int] | None = None,
    kind: Kind | None = None,
    replacement: str | None = None,
    reason: str = "",
    now: Standing | None = None,
) -> ReviewState:
    """Decide on marks: ACCEPT, WIDEN one to span, DROP with a reason, RECLASS to kind with its replacement, REPLACE.

    now: what follows from the state, where that is known.

    Raises UsageError for a mark that there is none, a span outside the text, a replacement that is empty, too long or
    no single line, and for what names somebody by itself and is dropped without a reason.
    """
    assert verb in _DECIDING
    now = now or standing(state)
    _known(now, marks)
    if verb is Verb.DROP:
        _reasoned(now, marks, reason)
    if verb is Verb.WIDEN:
        if span is None or len(marks) != 1:
            raise UsageError("one mark and its new place are needed", remedy="Widen one mark after the other.")
        _within(state, span)
    if (verb is Verb.RECLASS) != (kind is not None) or (verb in (Verb.RECLASS, Verb.REPLACE) and replacement is None):
        raise UsageError("the decision is not whole", why=f"{verb.value} needs other fields")
    words = None if replacement is None else _replacement(replacement)
    spans = () if span is None or verb is not Verb.WIDEN else (span,)
    return _with(state, Act(_name(reviewer), verb, tuple(marks), spans, kind, words, reason.strip()))


def cover(
    state: ReviewState, reviewer: str, spans: Sequence[tuple[int, int]], kind: Kind, replacement: str
) -> ReviewState:
    """Cover words by hand, in all places given. Raises UsageError for no place, or one outside the text."""
    if not spans:
        raise UsageError("nothing was chosen to be covered", remedy="Choose words in the text.")
    for span in spans:
        _within(state, span)
    words = _replacement(replacement)
    return _with(state, Act(_name(reviewer), Verb.COVER, (), tuple(sorted(set(spans))), kind, words))


def agree(state: ReviewState, reviewer: str, marks: Sequence[int]) -> ReviewState:
    """Say that marks which were loosened may stand so. Raises UsageError where one of them was not."""
    now = standing(state)
    _known(now, marks)
    if not all(now.marks[mark].loosened for mark in marks):
        raise UsageError("only what was loosened needs a second reader's agreement", remedy="Accept it, or drop it.")
    return _with(state, Act(_name(reviewer), Verb.AGREE, tuple(marks)))


def undo(state: ReviewState, reviewer: str, now: Standing | None = None) -> ReviewState:
    """Take the last decision back. Raises UsageError where there is none, or it is another reader's."""
    return _turned(state, reviewer, Verb.UNDO, (now or standing(state)).undo)


def redo(state: ReviewState, reviewer: str, now: Standing | None = None) -> ReviewState:
    """Make what was undone last stand again. Raises UsageError where there is none, or it is another reader's."""
    return _turned(state, reviewer, Verb.REDO, (now or standing(state)).redo)


def _turned(state: ReviewState, reviewer: str, verb: Verb, at: int | None) -> ReviewState:
    if at is None:
        raise UsageError(f"there is nothing to {verb.value}")
    if state.acts[at].reviewer != reviewer:
        raise UsageError(
            f"there is nothing of yours to {verb.value}",
            why="the last decision is another reader's",
            remedy="Decide anew on what you would have otherwise.",
        )
    return _with(state, Act(_name(reviewer), verb))


def _effective(state: ReviewState) -> tuple[list[int], list[int], dict[int, int]]:
    """The acts that stand, those that could be redone, and the number of the first mark of each act that covers."""
    done: list[int] = []
    undone: list[int] = []
    first: dict[int, int] = {}
    marks = len(state.proposals)
    for at, act in enumerate(state.acts):
        if act.verb is Verb.UNDO:
            undone.append(done.pop())
        elif act.verb is Verb.REDO:
            done.append(undone.pop())
        elif act.verb not in _KEEPING:
            done.append(at)
            undone.clear()
            if act.verb is Verb.COVER:
                # Counted over undone acts too: a number once given never means another span.
                first[at] = marks
                marks += len(act.spans)
    return done, undone, first


def _covered_by(act: Act, first: int | None) -> range:
    """The numbers that an act of covering gave; first: the first of them."""
    return range(0) if first is None else range(first, first + len(act.spans))


def _proposed(number: int, proposal: Proposal) -> Mark:
    one = proposal
    return Mark(
        number, one.start, one.end, one.kind, one.severity, one.detectors, one.replacement,
        proposed=(one.start, one.end),
    )  # fmt: skip


def _apply(marks: dict[int, Mark], act: Act, at: int, first: int) -> None:
    if act.verb is Verb.COVER:
        assert act.kind is not None and act.replacement is not None
        severity = Severity.DIRECT if act.kind in DIRECT_KINDS else Severity.QUASI
        for number, (start, end) in enumerate(act.spans, first):
            marks[number] = Mark(
                number, start, end, act.kind, severity, (), act.replacement, Verdict.COVERED,
                by=act.reviewer, at=at, added=True, proposed=(start, end),
            )  # fmt: skip
        return
    for number in act.marks:
        # A mark covered by hand whose covering was undone is gone, and with it what was decided on it.
        if number in marks:
            marks[number] = _decided(marks[number], act, at)


def _decided(mark: Mark, act: Act, at: int) -> Mark:
    verdict = Verdict.DROPPED if act.verb is Verb.DROP else Verdict.COVERED
    decided = replace(mark, verdict=verdict, reason=act.reason, by=act.reviewer, at=at)
    if act.spans:
        decided = replace(decided, start=act.spans[0][0], end=act.spans[0][1])
    if act.kind is not None:
        # A new class can make a mark severe, never harmless: that would drop it later without a reason.
        severe = act.kind in DIRECT_KINDS or mark.severity is Severity.DIRECT
        decided = replace(decided, kind=act.kind, severity=Severity.DIRECT if severe else Severity.QUASI)
    if act.replacement is not None:
        decided = replace(decided, replacement=act.replacement, own=act.verb is Verb.REPLACE)
    return decided


def _known(now: Standing, marks: Sequence[int]) -> None:
    if not marks or any(mark not in now.marks for mark in marks):
        raise UsageError("there is no such mark in this review", remedy="Load the page again.")


def _reasoned(now: Standing, marks: Sequence[int], reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise UsageError("the reason is too long", why=f"{LONGEST_REASON:,} characters are kept")
    if not reason.strip() and any(now.marks[mark].severity is Severity.DIRECT for mark in marks):
        raise UsageError(
            "what names somebody by itself is not dropped without a reason",
            remedy="Say in a few words why these may be read.",
        )


def _within(state: ReviewState, span: tuple[int, int]) -> None:
    if not 0 <= span[0] < span[1] <= state.length:
        raise UsageError("the place does not lie in the text", where=f"{span[0]:,}–{span[1]:,} of {state.length:,}")


def _replacement(words: str) -> str:
    words = words.strip()
    if not words or len(words) > LONGEST_REPLACEMENT or not words.isprintable():
        raise UsageError(
            "what stands for covered words is one line of its own",
            why=f"1 to {LONGEST_REPLACEMENT} characters, without line breaks",
        )
    return words


def _name(reviewer: str) -> str:
    name = reviewer.strip()
    if not name or not name.isprintable():
        raise UsageError("a review needs its reader's name", remedy="Name the reader.")
    return name


def _with(state: ReviewState, act: Act) -> ReviewState:
    return replace(state, acts=(*state.acts, act))


def _digest(text: str, key: bytes) -> str:
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
