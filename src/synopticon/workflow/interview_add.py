"""Add an interview: consent first, then everything straight from memory into the seal, under a pseudonym by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.interviews.consent.record import Consent
from synopticon.interviews.forgetting import forget
from synopticon.interviews.models import load_models
from synopticon.model.testimony import Standing, Terms, Witness
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.interview_parts import Said, identity_part, refuse_unallowed_sound, sound_part, talk_parts
from synopticon.workflow.interview_pseudonym import new_pseudonym
from synopticon.workflow.interview_vault import interviews_vault
from synopticon.workflow.testimony_log import ADDED, NONCE, record

if TYPE_CHECKING:
    from synopticon.vault.locked import Vault
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Added:
    """What was sealed, part by part, without a word of it. proposals: how many places wait for a review."""

    pseudonym: str
    terms: Terms
    language: str | None
    turns: int
    proposals: int
    sealed: tuple[str, ...]
    warnings: tuple[str, ...]


def add_interview(
    study: Study,
    file: Path,
    consent: Consent,
    *,
    identity: Path | None = None,
    audio: Path | None = None,
    text: int | None = None,
    models: Sequence[str] = (),
) -> Added:
    """Seal an interview and all that belongs to it. Nothing is written but what is sealed, and a row with a pseudonym.

    file: the transcript, or a recording that is not transcribed yet. text: of a REFI-QDA project the number of the
    witness's text.

    Raises UsageError where that number is wanting, Refused where the consent forbids it or the database is PostgreSQL,
    NotFound where there is no vault, InputError, MissingPart for a model that is not installed, StorageFailed,
    StudyBusy; then nothing is left behind.
    """
    vault, asked = interviews_vault(study), load_models(models)
    try:
        parts, known = identity_part(identity)
        talk, said = talk_parts(study, file, known, asked, text)
        parts |= {objects.CONSENT: objects.consent_bytes(consent)} | talk | sound_part(audio)
        refuse_unallowed_sound(parts, consent)
        return _kept(study, vault, consent, parts, said)
    finally:
        forget()


def add_transcript(
    study: Study,
    pseudonym: str,
    file: Path,
    *,
    identity: Path | None = None,
    text: int | None = None,
    models: Sequence[str] = (),
) -> Added:
    """Seal the transcript of an interview of which only the recording was sealed. Raises as `add_interview`."""
    vault, asked = interviews_vault(study), load_models(models)
    witness = study.reader.witness(pseudonym)
    if vault.has(witness.id, objects.TRANSCRIPT):
        raise UsageError(
            f"{pseudonym} has a transcript already",
            why="what was decided in its review is bound to it",
            remedy="Withdraw the interview and add it anew, if it was the wrong one.",
        )
    try:
        parts, known = identity_part(identity)
        talk, said = talk_parts(study, file, known, asked, text)
        if objects.TRANSCRIPT not in talk:
            raise UsageError("this is a recording, and no transcript", where=str(file))
        parts |= talk
        _seal(vault, witness.id, parts)
    finally:
        forget()
    return _added(pseudonym, witness.terms, parts, said)


def _kept(study: Study, vault: Vault, consent: Consent, parts: Mapping[str, bytes], said: Said) -> Added:
    """Give the witness a row first, then seal: so whatever was sealed has a pseudonym, by which it can be withdrawn."""
    made = vault.new_witness(study.random)
    row = None
    try:
        row = _row(study, made.id, made.commitment_key, consent.terms)
        _seal(vault, made.id, parts)
    except BaseException:
        vault.destroy(made.id, study.clock().date())
        if row is not None:
            with study.writing() as writer:
                writer.drop_witness(made.id)
        raise
    return _added(row.pseudonym, consent.terms, parts, said)


def _row(study: Study, witness: str, key: bytes, terms: Terms) -> Witness:
    with study.writing() as writer:
        reader = study.reader
        taken = {one.pseudonym for one in reader.witnesses()} | {one.pseudonym for one in reader.tombstones()}
        row = Witness(witness, new_pseudonym(study.random, taken), terms, Standing.SEALED)
        writer.add_witness(row, key)
        record(writer, ADDED, key, study.random(NONCE), witness)
    return row


def _seal(vault: Vault, witness: str, parts: Mapping[str, bytes]) -> None:
    """Seal all of it, last what tells that it is whole."""
    for role in sorted(parts, key=lambda role: (role == objects.CONSENT, role == objects.REVIEW)):
        vault.put(witness, role, parts[role])


def _added(pseudonym: str, terms: Terms, parts: Mapping[str, bytes], said: Said) -> Added:
    sealed = tuple(meaning for role, meaning in objects.ROLES if role in parts)
    return Added(pseudonym, terms, said.language, said.turns, said.proposals, sealed, said.warnings)
