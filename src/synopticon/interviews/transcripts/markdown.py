"""Markdown: kept as it is written; a speaker's name may stand in bold letters, front matter is nobody's turn."""

from __future__ import annotations

import re

from synopticon.interviews.transcripts import plain
from synopticon.interviews.transcripts.row import Material
from synopticon.interviews.transcripts.transcript import Words

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\r\n]*\r?\n){1,60}?---[ \t]*\r?\n")


def read(material: Material) -> Words:
    """The text as it is, front matter included, so that every offset holds. Raises UnreadableFormat."""
    words = plain.read(material)
    if not (front := _FRONT.match(words.text)):
        return words
    warning = "The file opens with facts about itself, which may name people: review them as you review the turns."
    return Words(
        words.text,
        words.marks,
        ((0, ""), (front.end(), "")),
        words.encoding,
        (*words.warnings, warning),
    )
