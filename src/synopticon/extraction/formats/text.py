"""Plain text in whatever encoding it has."""

from __future__ import annotations

from synopticon.extraction.content import Asked, Content
from synopticon.language.decoding import decode


def read(data: bytes, asked: Asked) -> Content:
    """Decode the text; its first short line is the title. No more is decoded than can be kept."""
    text, encoding = decode(data[: asked.max_characters * 4 + 4])
    first = text.lstrip().split("\n", 1)[0].strip()
    return Content(text=text, title=first if 0 < len(first) <= 120 else None, metadata={"encoding": encoding})
