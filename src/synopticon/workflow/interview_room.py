"""A witness's transcript and its review, opened in memory; what is decided is sealed again at once.

As soon as two readers' signatures stand on one working text, that text goes into the study, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.errors import VerificationFailed
from synopticon.interviews.review import ReviewState
from synopticon.interviews.review_sealed import review_bytes, review_of
from synopticon.interviews.review_signing import Signed, signed_text, signers
from synopticon.model.testimony import Standing, Turn, Witness, WitnessPassage, WorkingText
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.coding_anchoring import carry_codings
from synopticon.workflow.testimony_cite import refuse_ended
from synopticon.workflow.testimony_index import refresh_testimony_index
from synopticon.workflow.testimony_log import NONCE, SIGNED, record

if TYPE_CHECKING:
    from synopticon.vault.opened import OpenVault
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Kept:
    """How far the interview has come. readers: whose signatures stand. text: id of the text that is in the study."""

    standing: Standing
    readers: tuple[str, ...]
    text: str | None


class Room:
    """The review of one witness's transcript while the vault is open."""

    def __init__(self, study: Study, opened: OpenVault, pseudonym: str, *, index: bool = True) -> None:
        """index: make the index of testimony anew as soon as a first text is signed; else whoever signs many does so.

        Raises NotFound, Refused (withdrawn, or the consent has ended), DamagedVault, VerificationFailed.
        """
        self._study, self._opened, self._index = study, opened, index
        self.witness: Witness = study.reader.witness(pseudonym)
        refuse_ended(study, self.witness)
        spoken = objects.spoken_of(opened.get(self.witness.id, objects.TRANSCRIPT))
        self.text: str = spoken.text
        self.language: str | None = spoken.language
        self.turns: tuple[Turn, ...] = spoken.turns
        self.state: ReviewState = review_of(opened.get(self.witness.id, objects.REVIEW))
        if not self.state.fits(self.text, opened.get(self.witness.id, objects.REVIEW_KEY)):
            raise VerificationFailed(
                "the review is of another transcript",
                where=pseudonym,
                why="one of the two was replaced after the interview was added",
                remedy="Restore the vault's folder from a copy.",
            )

    def keep(self, state: ReviewState) -> Kept:
        """Seal the review as it stands now; where two readers have signed it, put the working text into the study.

        Raises StorageFailed, StudyBusy; what was sealed stays so, and the same call goes on.
        """
        if state != self.state:
            self._opened.locked.put(self.witness.id, objects.REVIEW, review_bytes(state))
            self.state = state
        return self.settle()

    def settle(self) -> Kept:
        """Bring the study abreast of the sealed review: also what a power cut left undone between the two."""
        signed = signed_text(self.state, self.text, self.turns)
        readers = signers(self.state, self.text, self.turns)
        latest = next(iter(self._study.reader.working_texts(self.witness.id)), None)
        if signed is not None:
            if latest is None or not _same(latest, signed):
                latest = self._promote(signed, latest)
            self._stand(Standing.SIGNED)
            return Kept(Standing.SIGNED, readers, latest.id)
        # A decision after the signatures takes them off: a text that is in the study waits unused for new ones.
        self._stand(Standing.REVIEWED if readers else Standing.SEALED)
        return Kept(self.witness.standing, readers, None)

    def _stand(self, standing: Standing) -> None:
        if standing is not self.witness.standing:
            with self._study.writing() as writer:
                writer.set_standing(self.witness.id, standing)
            self.witness = self._study.reader.witness(self.witness.pseudonym)

    def _promote(self, signed: Signed, latest: WorkingText | None) -> WorkingText:
        """Put the signed text into the study, in the place of an earlier one, of which nothing remains."""
        study, working = self._study, signed.working
        text = WorkingText(
            latest.id if latest else study.random(16).hex(),
            self.witness.id,
            latest.version + 1 if latest else 1,
            self.language,
            working.text,
            working.turns,
            signed.readers,
        )
        moved = moved_passages(study.reader.testimony_passages(self.witness.id), working.text)
        key = study.reader.witness_key(self.witness.id)
        with study.writing() as writer:
            if latest:
                old, new = (str(latest.version), latest.text), (str(text.version), text.text)
                carry_codings(study, writer, text.id, old, new)
            writer.put_working_text(text, moved)
            writer.set_standing(self.witness.id, Standing.SIGNED)
            record(writer, SIGNED, key, study.random(NONCE), text.id, str(text.version))
        if latest:
            study.store.cut_log()
        if latest or self._index:
            refresh_testimony_index(study)
        return text


def moved_passages(passages: Sequence[WitnessPassage], text: str) -> list[WitnessPassage]:
    """Passages where their words stand in a new text, each at the nearest place; what stands nowhere is left out."""
    taken: set[tuple[int, int]] = set()
    found = []
    for passage in passages:
        starts = [match.start() for match in re.finditer(f"(?={re.escape(passage.exact)})", text)]
        places = sorted(((at, at + len(passage.exact)) for at in starts), key=lambda one: abs(one[0] - passage.start))
        place = next((one for one in places if one not in taken), None)
        if place is not None:
            taken.add(place)
            found.append(replace(passage, start=place[0], end=place[1]))
    return found


def _same(text: WorkingText, signed: Signed) -> bool:
    return (text.text, text.turns, text.signed) == (signed.working.text, signed.working.turns, signed.readers)
