"""An OpenDocument text: paragraphs, lists, tables and notes in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synopticon.extraction.containers import Container
from synopticon.extraction.content import Asked, Content
from synopticon.language.dates import to_edtf

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_LEFT_OUT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation")


def read(data: bytes, asked: Asked) -> Content:
    """Read the text. Raises DamagedInput, HostileInput."""
    container = Container(data, asked.place)
    body = container.xml("content.xml").find(f"{_OFFICE}body")
    notes: list[Any] = []
    lines = [] if body is None else [*_lines(body, notes)]
    lines += [line for note in notes for line in _lines(note, [])]
    facts = container.xml("meta.xml") if "meta.xml" in container else None
    found = {} if facts is None else {tag: facts.findtext(f".//{tag}") or "" for tag in _FACTS}
    heading = None if body is None else body.find(f".//{_TEXT}h")
    return Content(
        text="\n".join(lines),
        title=found.get(f"{_DC}title") or (None if heading is None else "".join(_words(heading, []))),
        authors=tuple(name for name in (found.get(f"{_META}initial-creator"),) if name),
        language=found.get(f"{_DC}language") or None,
        metadata={
            key: date
            for key, tag in (("created", f"{_META}creation-date"), ("modified", f"{_DC}date"))
            if (date := to_edtf(found.get(tag, "")))
        },
    )


_FACTS = (f"{_DC}title", f"{_META}initial-creator", f"{_DC}language", f"{_META}creation-date", f"{_DC}date")


def _lines(parent: Any, notes: list[Any]) -> Iterator[str]:
    for child in parent:
        if child.tag in _LINES:
            if line := "".join(_words(child, notes)).strip():
                yield line
        elif child.tag == f"{_TABLE}table-row":
            yield "\t".join(" ".join(_lines(cell, notes)) for cell in child).rstrip()
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _lines(child, notes)


def _words(element: Any, notes: list[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}note":
            notes.extend(child.findall(f"{_TEXT}note-body"))
        elif child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c") or 1), 100)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT:
            yield from _words(child, notes)
        yield child.tail or ""
