"""Read a transcript or recognise a recording, from bytes in memory to a value in memory; nothing is written."""

from __future__ import annotations

from synopticon.errors import DamagedInput, InputError, UnreadableFormat
from synopticon.extraction.reading import read
from synopticon.extraction.sniffing import format_of
from synopticon.interviews.transcripts.listing import FORMATS
from synopticon.interviews.transcripts.recording import Recording, recording_of
from synopticon.interviews.transcripts.row import Format, Material
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.interviews.transcripts.turns import transcript_of

LARGEST = 50_000_000
"""Bytes of the largest transcript: some thousand hours of speech."""
_KINDS = {kind: row for row in FORMATS for kind in row.kinds}


def read_transcript(data: bytes, name: str | None = None) -> Transcript | Recording:
    """What a witness's file holds, told by its content. name: for messages, and to tell Markdown from plain text.

    Raises UnreadableFormat for what is no transcript, DamagedInput, HostileInput, InputError for one that is too large
    or empty. No message repeats what the file says.
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
    row = _format(data, name)
    transcript = transcript_of(row.read(_material(data, row, name)), row.name)
    if not transcript.text.strip("\ufeff \t\r\n"):
        raise InputError("the transcript holds no words", where=name)
    return transcript


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
