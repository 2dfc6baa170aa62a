"""A Word document since 2007: paragraphs, tables, text boxes, footnotes, headers left aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synopticon.extraction.containers import Container
from synopticon.extraction.content import Asked, Content
from synopticon.language.dates import to_edtf

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
}
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def read(data: bytes, asked: Asked) -> Content:
    """Read the body in its order, then the notes. Raises DamagedInput, HostileInput.

    The day on which the file was made is metadata: it is not the day of publication.
    """
    container = Container(data, asked.place)
    body = container.xml("word/document.xml").find(f"{_W}body")
    lines = [] if body is None else list(_lines(body))
    for part, kind in _NOTES:
        if part in container:
            lines.extend(_notes(container.xml(part), kind))
    facts = _core(container)
    return Content(
        text="\n".join(lines),
        title=facts.get("title") or _heading(body),
        authors=tuple(name.strip() for name in facts.get("creator", "").split(";") if name.strip()),
        language=facts.get("language"),
        metadata={key: date for key in ("created", "modified") if (date := to_edtf(facts.get(key, "")))},
    )


def _lines(parent: Any) -> Iterator[str]:
    """Paragraphs as lines, table rows as lines with tabs."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if cells := [" ".join(_lines(cell)) for cell in row.findall(f"{_W}tc")]:
                    yield "\t".join(cells).rstrip()
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
            yield from _lines(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    line = "".join(_runs(paragraph, boxes)).strip()
    if line:
        yield line
    for box in boxes:
        yield from _lines(box)


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph; text boxes anchored in it are put aside, deleted text is left out."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK):
            yield from _runs(child, boxes)


def _notes(root: Any, kind: str) -> Iterator[str]:
    for note in root.findall(f"{_W}{kind}"):
        if note.get(f"{_W}type") not in ("separator", "continuationSeparator"):
            yield from _lines(note)


def _heading(body: Any) -> str | None:
    """The first paragraph that is styled as a title or as the first heading."""
    for paragraph in [] if body is None else body.findall(f"{_W}p")[:40]:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and (style.get(f"{_W}val") or "").lower() in ("title", "heading1", "1"):
            return "".join(_runs(paragraph, [])).strip() or None
    return None


def _core(container: Container) -> dict[str, str]:
    if "docProps/core.xml" not in container:
        return {}
    root = container.xml("docProps/core.xml")
    return {key: text.strip() for key, tag in _CORE.items() if (text := root.findtext(tag)) and text.strip()}
