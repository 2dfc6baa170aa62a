"""Markdown: kept as it is written, with its title and the facts of its front matter."""

from __future__ import annotations

import re

from synopticon.extraction.content import Asked, Content
from synopticon.language.dates import to_edtf
from synopticon.language.decoding import decode

_FRONT = re.compile(r"\A---\n(.{0,10000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|lang|language):\s*[\"']?(.{1,300}?)[\"']?\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#\s+(.{1,300})$|^(.{1,300})\n=+\s*$", re.MULTILINE)


def read(data: bytes, asked: Asked) -> Content:
    """Decode the text; its first heading is the title."""
    text, encoding = decode(data[: asked.max_characters * 4 + 4])
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    fields = dict(_FIELD.findall(front[1])) if front else {}
    heading = _HEADING.search(text[:20_000])
    return Content(
        text=text[front.end() :] if front else text,
        title=fields.get("title") or (heading[1] or heading[2] if heading else None),
        authors=(fields["author"],) if "author" in fields else (),
        published=to_edtf(fields.get("date", "")),
        language=fields.get("lang") or fields.get("language"),
        metadata={"encoding": encoding},
    )
