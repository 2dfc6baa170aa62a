"""Read a transcript or recognise a recording, from bytes in memory to a value in memory; nothing is written."""

from __future__ import annotations

from dataclasses import replace

from synopticon.errors import DamagedInput, InputError, UnreadableFormat, UsageError
from synopticon.extraction.containers import Container
from synopticon.extraction.reading import read
from synopticon.extraction.sniffing import format_of
from synopticon.interviews.transcripts.listing import FORMATS
from synopticon.interviews.transcripts.recording import Recording, recording_of
from synopticon.interviews.transcripts.refi import PROJECT as MEMBER
from synopticon.interviews.transcripts.refi import Held, is_project, transcripts_in
from synopticon.interviews.transcripts.row import Format, Material
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.interviews.transcripts.turns import transcript_of

LARGEST = 50_000_000
"""Bytes of the largest transcript: some thousand hours of speech."""
PROJECT = "refi-qda"
"""The format of a transcript that was taken out of a coding program's project."""
_KINDS = {kind: row for row in FORMATS for kind in row.kinds}


def read_transcript(data: bytes, name: str | None = None, source: int | None = None) -> Transcript | Recording:
    """What a witness's file holds, told by its content. name: for messages, and to tell Markdown from plain text.

    source: of a REFI-QDA project with several texts the one to read, counted from 1.

    Raises UnreadableFormat for what is no transcript, DamagedInput, HostileInput, InputError for one that is too large
    or empty, UsageError where a project holds several texts and none was named. No message repeats what the file says.
    """
    if recording := recording_of(data):
        return recording
    if len(data) > LARGEST:
        raise InputError(
            "the transcript is too large",
            where=name,
            why=f"{len(data):,} bytes; {LARGEST:,} are read",
            remedy="Split it by its turns, and add the parts.",
        )
    try:
        transcript = _read(data, name, source)
    except DamagedInput as error:
        if error.__cause__ is None:
            raise
        # The library that failed may quote the file.
        why = type(error.__cause__).__name__
        raise DamagedInput(error.what, where=error.where, why=why, remedy=error.remedy) from None
    if not transcript.text.strip("\ufeff \t\r\n"):
        raise InputError("the transcript holds no words", where=name)
    return transcript


def _read(data: bytes, name: str | None, source: int | None) -> Transcript:
    if (project := _project(data, name)) is not None:
        return _chosen(project, name, source)
    row = _format(data, name)
    return transcript_of(row.read(_material(data, row, name)), row.name)


def _project(data: bytes, name: str | None) -> Container | None:
    """The file opened as a REFI-QDA project; None where it is none."""
    if not data.startswith(b"PK\x03\x04") or MEMBER.encode() not in data:
        return None
    container = Container(data, name)
    return container if is_project(container.names()) else None


def _chosen(project: Container, name: str | None, source: int | None) -> Transcript:
    held, warnings = transcripts_in(project, name)
    if source is None and len(held) > 1:
        rows = ", ".join(f"{number} ({_about(one)})" for number, one in enumerate(held, 1))
        raise UsageError(
            "the project holds several texts, and an interview is one",
            where=name,
            why=f"its texts are {rows}",
            remedy="Name one by its number (--text), and add the others as interviews of their own witnesses.",
        )
    if not 1 <= (source or 1) <= len(held):
        raise UsageError("the project has no text of that number", where=name, why=f"it holds {len(held)}")
    transcript = transcript_of(held[(source or 1) - 1].words, PROJECT)
    return replace(transcript, warnings=(*warnings, *transcript.warnings))


def _about(one: Held) -> str:
    """A text told without its name, which may be the witness's."""
    return f"{len(one.words.text):,} characters{', of a recording' if one.recorded else ''}"


def _format(data: bytes, name: str | None) -> Format:
    kind = format_of(data, name=name)
    if kind not in _KINDS:
        known = ", ".join(row.name for row in FORMATS)
        raise UnreadableFormat(
            "this is no transcript that can be read",
            where=name,
            why=f"its content is {kind}" if kind else f"it begins with {data[:4].hex(' ')}",
            remedy=f"Save it in one of these formats: {known}.",
        )
    return _KINDS[kind]


def _material(data: bytes, row: Format, name: str | None) -> Material:
    if row.needs == "nothing":
        return Material(data, place=name)
    reading = read(data, name=name)
    if not reading.text:
        raise DamagedInput("the document holds no words", where=name)
    return Material(data, reading.text, name, reading.warnings)
