"""Open a witness's review: the vault is open for as long as it takes to read, and shut again before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.interviews.forgetting import forget
from synopticon.interviews.identity import Identity
from synopticon.interviews.review import begin_review
from synopticon.interviews.review_labels import Cast, cast_bytes, cast_of, recast
from synopticon.interviews.review_speakers import with_speakers
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.deidentify import identity_in
from synopticon.workflow.interview_room import Room
from synopticon.workflow.review import Review
from synopticon.workflow.vault import opened_vault

if TYPE_CHECKING:
    from synopticon.vault.opened import OpenVault
    from synopticon.vault.reading import Ask
    from synopticon.workflow.study import Study


def open_review(study: Study, pseudonym: str, files: Sequence[Path], ask: Ask, reader: str | None = None) -> Review:
    """The review of a witness's transcript. files: identity files; ask: gives the passphrase of one of them.

    reader: whose decisions these will be; else the protocol's study.collector. Raises NotFound for an unknown
    pseudonym, Refused for one that withdrew or whose consent has ended, VaultShut, DamagedVault, VerificationFailed.
    """
    study.reader.witness(pseudonym)
    try:
        with opened_vault(study, files, ask) as opened:
            return review_in(study, opened, pseudonym, reader)
    finally:
        forget()


def review_in(
    study: Study, opened: OpenVault, pseudonym: str, reader: str | None = None, *, index: bool = True
) -> Review:
    """The review of a witness's transcript from a vault that is open already; it needs it no longer.

    index: as in `Room`. Raises as `open_review` does.
    """
    name = " ".join((study.settings.text("study.collector") if reader is None else reader).split())
    if not name:
        raise UsageError("a review needs its reader's name", remedy="Give it: --reader NAME")
    room = Room(study, opened, pseudonym, index=index)
    return Review(study, room, _cast(room, opened), name)


def _cast(room: Room, opened: OpenVault) -> Cast:
    """The witness's labels. Before the first decision the proposals get those that other documents gave already, and
    the names of speakers, which lie in nobody's turn, are proposed as well.
    """
    witness = room.witness.id
    known = opened.locked.has(witness, objects.CAST)
    cast = cast_of(opened.get(witness, objects.CAST)) if known else Cast()
    if room.state.acts:
        return cast
    proposals = with_speakers(room.text, room.turns, room.state.proposals)
    proposals, cast = recast(room.text, proposals, _identity(room, opened), cast)
    if not known or proposals != room.state.proposals:
        opened.locked.put(witness, objects.CAST, cast_bytes(cast))
        room.keep(begin_review(room.text, proposals, opened.get(witness, objects.REVIEW_KEY)))
    return cast


def _identity(room: Room, opened: OpenVault) -> Identity:
    witness = room.witness.id
    if not opened.locked.has(witness, objects.IDENTITY):
        return Identity()
    return identity_in(opened.get(witness, objects.IDENTITY), Path(f"{room.witness.pseudonym}'s identity record"))
