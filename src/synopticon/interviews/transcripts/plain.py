"""Plain text: every character of the file, whatever its encoding; time codes are those in brackets."""

from __future__ import annotations

from synopticon.interviews.transcripts.clock import bracketed
from synopticon.interviews.transcripts.decoding import characters
from synopticon.interviews.transcripts.row import Material
from synopticon.interviews.transcripts.transcript import Words


def read(material: Material) -> Words:
    """The text as it is. Raises UnreadableFormat where it is none."""
    text, encoding, warnings = characters(material.data, material.place)
    return Words(text, bracketed(text), encoding=encoding, warnings=material.warnings + warnings)
