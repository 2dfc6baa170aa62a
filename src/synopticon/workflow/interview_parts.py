"""What is to be sealed of the files of an interview, read into memory and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import InputError, Refused
from synopticon.interviews.coarseness import coarseness_of
from synopticon.interviews.consent.record import Consent
from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity
from synopticon.interviews.models import Model
from synopticon.interviews.review import begin_review
from synopticon.interviews.review_sealed import review_bytes
from synopticon.interviews.transcripts.recording import recording_of
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.deidentify import LARGEST_RECORD, RECORD, contents, identity_in
from synopticon.workflow.read_transcript import PROJECT, read_transcript

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LARGEST_FILE = 1 << 30
"""Bytes of the largest file: a recording of some hundred hours; it stands in memory while it is sealed."""
KEY = 32


@dataclass(frozen=True, slots=True)
class Said:
    """What may be told of a transcript: nothing that was said."""

    language: str | None = None
    turns: int = 0
    proposals: int = 0
    warnings: tuple[str, ...] = ()


def identity_part(path: Path | None) -> tuple[dict[str, bytes], Identity]:
    """The identity record to be sealed, and what it says. Raises NotFound, InputError."""
    if path is None:
        return {}, Identity()
    data = contents(path, LARGEST_RECORD, RECORD)
    return {objects.IDENTITY: data}, identity_in(data, path)


def talk_parts(
    study: Study, file: Path, known: Identity, models: Sequence[Model], text: int | None
) -> tuple[dict[str, bytes], Said]:
    """The transcript, its file and the review that it begins with; of a recording its bytes alone.

    known: what is known of the witness. text: of a REFI-QDA project the number of the witness's text; of a project that
    text alone is sealed, because the others are other witnesses'. Raises NotFound, InputError, UsageError.
    """
    data = contents(file, LARGEST_FILE, "Split it, and add the parts.")
    transcript = read_transcript(data, file.name, text)
    if not isinstance(transcript, Transcript):
        return {objects.AUDIO: data}, Said(warnings=("It is a recording: nothing of it can be read or reviewed yet.",))
    proposals = propose(transcript.text, known, models, coarseness_of(study.settings))
    key = study.random(KEY)
    spoken = objects.Spoken(transcript.text, transcript.language, transcript.turns)
    parts = {
        objects.ORIGINAL: transcript.text.encode("utf-8", "surrogatepass") if transcript.format == PROJECT else data,
        objects.TRANSCRIPT: objects.spoken_bytes(spoken),
        objects.REVIEW_KEY: key,
        objects.REVIEW: review_bytes(begin_review(transcript.text, proposals, key)),
    }
    return parts, Said(transcript.language, len(transcript.turns), len(proposals), transcript.warnings)


def sound_part(path: Path | None) -> dict[str, bytes]:
    """The recording to be sealed. Raises NotFound, InputError for what is none."""
    if path is None:
        return {}
    data = contents(path, LARGEST_FILE, "Divide the recording.")
    if recording_of(data) is None:
        raise InputError("this is no recording that is known", where=str(path), remedy="Give audio, e.g. m4a or wav.")
    return {objects.AUDIO: data}


def refuse_unallowed_sound(parts: dict[str, bytes], consent: Consent) -> None:
    """Raises Refused where a recording would be sealed that the witness did not allow."""
    if objects.AUDIO in parts and not consent.allows_sound:
        raise Refused(
            "the witness's voice is protected: the consent allows no recording to be kept",
            remedy="Add the interview without it, and destroy the recording.",
        )
