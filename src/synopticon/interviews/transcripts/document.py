"""Word processors' documents (docx, odt, HWP, HWPX, RTF): paragraphs that the extraction room has read."""

from __future__ import annotations

from synopticon.interviews.transcripts.clock import bracketed
from synopticon.interviews.transcripts.row import Material
from synopticon.interviews.transcripts.transcript import Words


def read(material: Material) -> Words:
    """The paragraphs as lines."""
    text = material.text or ""
    return Words(text, bracketed(text), warnings=material.warnings)
