"""Add an interview: consent first, then everything straight from memory into the seal, under a pseudonym by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import InputError, Refused
from synopticon.interviews.consent.record import Consent
from synopticon.interviews.engine import propose
from synopticon.interviews.forgetting import forget
from synopticon.interviews.identity import Identity
from synopticon.interviews.models import load_models
from synopticon.interviews.review import begin_review
from synopticon.interviews.review_sealed import review_bytes
from synopticon.interviews.transcripts.recording import recording_of
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.model.testimony import Standing, Terms, Witness
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.deidentify import LARGEST_RECORD, RECORD, contents, identity_in
from synopticon.workflow.interview_pseudonym import new_pseudonym
from synopticon.workflow.interview_vault import interviews_vault
from synopticon.workflow.read_transcript import LARGEST, PROJECT, read_transcript
from synopticon.workflow.testimony_log import ADDED, NONCE, record

if TYPE_CHECKING:
    from synopticon.vault.locked import Vault
    from synopticon.workflow.study import Study

LARGEST_AUDIO = 1 << 30
"""Bytes of the largest recording: some hundred hours of compressed speech; it stands in memory while it is sealed."""
KEY = 32


@dataclass(frozen=True, slots=True)
class Added:
    """What was sealed, without a word of it. proposals: how many places are to be reviewed before anybody may sign."""

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

    text: of a REFI-QDA project the number of the witness's text. Of a project that text alone is sealed, because the
    others are other witnesses'.

    Raises UsageError where that number is wanting, Refused where the consent forbids it or the database is PostgreSQL,
    NotFound where there is no vault, InputError, MissingPart for a model that is not installed, StorageFailed,
    StudyBusy; then nothing is left behind.
    """
    vault = interviews_vault(study)
    try:
        parts, said = _parts(study, file, consent, identity, audio, text, models)
        return _kept(study, vault, consent, parts, said)
    finally:
        forget()


@dataclass(frozen=True, slots=True)
class _Said:
    """What may be told of a transcript."""

    language: str | None
    turns: int
    proposals: int
    warnings: tuple[str, ...]


def _parts(
    study: Study,
    file: Path,
    consent: Consent,
    identity: Path | None,
    audio: Path | None,
    text: int | None,
    models: Sequence[str],
) -> tuple[dict[str, bytes], _Said]:
    asked = load_models(models)
    data = contents(file, max(LARGEST, LARGEST_AUDIO), "Split it, and add the parts.")
    parts = {objects.CONSENT: objects.consent_bytes(consent)}
    record_bytes = None if identity is None else contents(identity, LARGEST_RECORD, RECORD)
    known = Identity() if identity is None or record_bytes is None else identity_in(record_bytes, identity)
    if record_bytes is not None:
        parts[objects.IDENTITY] = record_bytes
    if audio is not None:
        parts[objects.AUDIO] = _sound(contents(audio, LARGEST_AUDIO, "Divide the recording."), audio, consent)
    transcript = read_transcript(data, file.name, text)
    if not isinstance(transcript, Transcript):
        raise InputError(
            "the file is a recording, and no transcript",
            where=str(file),
            remedy=f"Give the transcript as FILE, and this one beside it: --audio {file.name}",
        )
    proposals = propose(transcript.text, known, asked)
    key = study.random(KEY)
    spoken = objects.Spoken(transcript.text, transcript.language, transcript.turns)
    parts |= {
        objects.ORIGINAL: transcript.text.encode("utf-8", "surrogatepass") if transcript.format == PROJECT else data,
        objects.TRANSCRIPT: objects.spoken_bytes(spoken),
        objects.REVIEW_KEY: key,
        objects.REVIEW: review_bytes(begin_review(transcript.text, proposals, key)),
    }
    return parts, _Said(transcript.language, len(transcript.turns), len(proposals), transcript.warnings)


def _sound(data: bytes, path: Path, consent: Consent) -> bytes:
    if not consent.allows_sound:
        raise Refused(
            "the witness's voice is protected: the consent allows no recording to be kept",
            where=str(path),
            remedy="Add the interview without --audio, and destroy the recording.",
        )
    if recording_of(data) is None:
        raise InputError("this is no recording that is known", where=str(path), remedy="Give audio, e.g. m4a or wav.")
    return data


def _kept(study: Study, vault: Vault, consent: Consent, parts: Mapping[str, bytes], said: _Said) -> Added:
    made = vault.new_witness(study.random)
    try:
        for role, data in parts.items():
            vault.put(made.id, role, data)
        with study.writing() as writer:
            reader = study.reader
            taken = {one.pseudonym for one in reader.witnesses()} | {one.pseudonym for one in reader.tombstones()}
            pseudonym = new_pseudonym(study.random, taken)
            writer.add_witness(Witness(made.id, pseudonym, consent.terms, Standing.SEALED), made.commitment_key)
            record(writer, ADDED, made.commitment_key, study.random(NONCE), made.id)
    except BaseException:
        # Nobody was told of this witness, and no row names it.
        vault.destroy(made.id, study.clock().date())
        raise
    return Added(
        pseudonym, consent.terms, said.language, said.turns, said.proposals, tuple(sorted(parts)), said.warnings
    )
