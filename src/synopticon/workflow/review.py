"""Review a de-identification: open it from the vault, decide, sign. What is decided is sealed before it is answered.

Nothing of it is ever in clear on disk. The custody log gets one entry for each act: a commitment under the witness's
own key, with its reader, that nobody can open once that key is destroyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from synopticon.errors import NotFound, StudyBusy, UsageError
from synopticon.interviews import review as rules
from synopticon.interviews.forgetting import forget
from synopticon.interviews.review import Mark, ReviewState, Verb
from synopticon.interviews.review_labels import Cast, cast_bytes, replacement_for
from synopticon.interviews.review_recurring import alike, recurrences
from synopticon.interviews.review_sealed import act_bytes
from synopticon.interviews.review_signing import sign
from synopticon.interviews.review_text import Offsets, working_of
from synopticon.interviews.span import Kind
from synopticon.model.digests import sha256_hex
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.interview_room import Kept, Room
from synopticon.workflow.interview_vault import interviews_vault
from synopticon.workflow.review_sheet import Sheet, View
from synopticon.workflow.testimony_log import NONCE, REVIEWED, record

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

_AFRESH = frozenset({Kind.DATE, Kind.AGE})
"""Kinds whose replacement follows from the words, so that more or fewer words may need another."""


class Review:
    """One transcript's review by one reader, open in memory. `close` forgets it; the vault's key is forgotten already.

    Every act raises UsageError or Refused where the rules forbid it, StudyBusy where another process has changed the
    review since, StorageFailed; then nothing has changed. One act at a time.
    """

    def __init__(self, study: Study, room: Room, cast: Cast, reader: str) -> None:
        self._study, self._room, self._cast, self.reader = study, room, cast, reader
        self._vault = interviews_vault(study)
        self._key = study.reader.witness_key(room.witness.id)
        self._sealed = self._on_disk()
        self.kept: Kept = room.settle()
        """How far the interview has come, as of the last act."""
        self._standing = rules.standing(room.state)
        self._view = View(reader, room.text, room.turns)
        self._sheet = self._view.sheet(room.state, self._standing)

    @property
    def text(self) -> str:
        """The transcript as it was read."""
        return self._room.text

    @property
    def sheet(self) -> Sheet:
        """What stands now."""
        return self._sheet

    @property
    def withdrawn(self) -> bool:
        """Whether the witness withdrew since the review was opened: then nothing of it may be shown any more."""
        return self._vault.left(self._room.witness.id)

    @property
    def turns(self) -> tuple[tuple[str, int, int], ...]:
        """Who speaks from where to where in the transcript, in code points."""
        return tuple((turn.speaker, turn.start, turn.end) for turn in self._room.turns)

    def accept(self, mark: int, *, everywhere: bool = False) -> Sheet:
        """Cover a mark as it is proposed; everywhere: with it all undecided marks over the same words."""
        return self._decide(Verb.ACCEPT, mark, everywhere=everywhere)

    def accept_many(self, marks: Sequence[int]) -> Sheet:
        """Cover these marks as they are proposed, in one act that one undo takes back."""
        state = rules.decide(self._room.state, self.reader, Verb.ACCEPT, marks, now=self._standing)
        return self._keep(state)

    def offsets(self) -> Offsets:
        """Where offsets of the transcript lie in the working text as it stands, and the other way round."""
        return working_of(self.text, self._room.turns, self._standing.marks.values()).offsets

    def drop(self, mark: int, reason: str, *, everywhere: bool = False) -> Sheet:
        """Leave the words as they are. What names somebody by itself needs a reason."""
        return self._decide(Verb.DROP, mark, everywhere=everywhere, reason=reason)

    def widen(self, mark: int, start: int, end: int) -> Sheet:
        """Cover [start, end) instead of what was proposed: more, or less."""
        before, words = self._mark(mark), self.text[max(0, start) : max(0, end)]
        new = replacement_for(before.kind, words, self._cast)[0] if before.kind in _AFRESH and words else None
        return self._decide(Verb.WIDEN, mark, span=(start, end), replacement=new)

    def reclass(self, mark: int, kind: str, *, everywhere: bool = False) -> Sheet:
        """Say of what kind it is; what stands in its place follows."""
        before = self._mark(mark)
        words, cast = replacement_for(_kind(kind), self.text[before.start : before.end], self._cast)
        return self._decide(Verb.RECLASS, mark, everywhere=everywhere, cast=cast, kind=_kind(kind), replacement=words)

    def replace(self, mark: int, replacement: str, *, everywhere: bool = False) -> Sheet:
        """Put words of one's own in the place. A label ("[Person B]") says that these words mean that person too."""
        before = self._mark(mark)
        cast = self._cast.noting(self.text[before.start : before.end], replacement.strip())
        return self._decide(Verb.REPLACE, mark, everywhere=everywhere, cast=cast, replacement=replacement)

    def cover(self, start: int, end: int, kind: str) -> Sheet:
        """Cover words that nothing proposed, in every place where they recur."""
        if not 0 <= start < end <= len(self.text):
            raise UsageError("the place does not lie in the text", where=f"{start:,}–{end:,}")
        spans = recurrences(self.text, start, end, self._standing.marks.values())
        words, cast = replacement_for(_kind(kind), self.text[start:end], self._cast)
        return self._keep(rules.cover(self._room.state, self.reader, spans, _kind(kind), words), cast)

    def agree(self, mark: int) -> Sheet:
        """Say that what another reader loosened may stand so."""
        return self._keep(rules.agree(self._room.state, self.reader, [mark]))

    def undo(self) -> Sheet:
        """Take this reader's last decision back."""
        return self._keep(rules.undo(self._room.state, self.reader, self._standing))

    def redo(self) -> Sheet:
        """Make what was undone last stand again."""
        return self._keep(rules.redo(self._room.state, self.reader, self._standing))

    def sign(self) -> Sheet:
        """Sign the working text. With the second reader's signature it goes into the study."""
        return self._keep(sign(self._room.state, self.reader, self.text, self._room.turns))

    def close(self) -> None:
        """Forget everything. What was answered is sealed."""
        del self._room, self._cast, self._key, self._standing, self._view, self._sheet
        forget()

    def _decide(
        self, verb: Verb, mark: int, *, everywhere: bool = False, cast: Cast | None = None, **fields: Any
    ) -> Sheet:
        marks = self._alike(mark, everywhere)
        return self._keep(rules.decide(self._room.state, self.reader, verb, marks, now=self._standing, **fields), cast)

    def _keep(self, state: ReviewState, cast: Cast | None = None) -> Sheet:
        if self._on_disk() != self._sealed:
            raise StudyBusy(
                "another process has changed this review since it was opened here",
                where=self._room.witness.pseudonym,
                remedy="Close one of the two, and open the review again: nothing that was saved is lost.",
            )
        self._log(state, len(self._room.state.acts))
        if cast is not None and cast != self._cast:
            self._vault.put(self._room.witness.id, objects.CAST, cast_bytes(cast))
            self._cast = cast
        self.kept = self._room.keep(state)
        self._sealed = self._on_disk()
        self._standing = rules.standing(state, self._standing)
        self._sheet = self._view.sheet(state, self._standing)
        return self._sheet

    def _log(self, state: ReviewState, since: int) -> None:
        """Log the acts from that place on. The log may know of an act that a full disk kept from being sealed, never
        the other way.
        """
        witness = self._room.witness.id
        with self._study.store.writing(self.reader) as writer:
            for place, act in enumerate(state.acts[since:], since):
                nonce, said = self._study.random(NONCE), sha256_hex(act_bytes(act))
                record(writer, REVIEWED, self._key, nonce, witness, str(place), said)

    def _mark(self, number: int) -> Mark:
        if number not in self._standing.marks:
            raise NotFound("there is no such mark in this review", where=f"mark {number}")
        return self._standing.marks[number]

    def _alike(self, number: int, everywhere: bool) -> tuple[int, ...]:
        mark = self._mark(number)
        return alike(self.text, self._standing.marks.values(), mark) if everywhere else (number,)

    def _on_disk(self) -> str:
        """What is sealed now, told by its bytes: each sealing differs."""
        return sha256_hex(self._vault.disk.read(self._vault.path_of(self._room.witness.id, objects.REVIEW)))


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise UsageError(
            "there is no such kind", where=word[:20], remedy=f"Kinds are: {', '.join(kind.value for kind in Kind)}."
        ) from None
