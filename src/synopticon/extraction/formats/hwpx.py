"""Hangul word processor documents in XML (HWPX, KS X 6101): the paragraphs of the sections, tables in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from synopticon.extraction.containers import Container
from synopticon.extraction.content import Asked, Content

_SECTION = re.compile(r"Contents/section(\d+)\.xml", re.IGNORECASE)


def read(data: bytes, asked: Asked) -> Content:
    """Read all sections. Raises DamagedInput, HostileInput."""
    container = Container(data, asked.place)
    sections = sorted((name for name in container.names() if _SECTION.fullmatch(name)), key=_number)
    lines = [line for name in sections for line in _paragraphs(container.xml(name))]
    facts = container.xml("Contents/content.hpf") if "Contents/content.hpf" in container else None
    title = None if facts is None else facts.findtext(".//{*}title")
    creator = None if facts is None else facts.findtext('.//{*}meta[@name="creator"]')
    return Content(text="\n".join(lines), title=title, authors=(creator,) if creator else ())


def _number(name: str) -> int:
    found = _SECTION.fullmatch(name)
    return int(found[1]) if found else 0


def _paragraphs(root: Any) -> Iterator[str]:
    """Each paragraph's own runs, then the paragraphs of the tables and boxes anchored in it."""
    for element in root.iter("{*}p"):
        line = "".join(_words(element)).strip()
        if line:
            yield line


def _words(element: Any) -> Iterator[str]:
    for run in element.findall("{*}run"):
        for text in run.findall("{*}t"):
            yield text.text or ""
            for inner in text:
                name = etree.QName(inner).localname
                yield {"tab": "\t", "lineBreak": "\n", "nbSpace": "\u00a0", "fwSpace": " "}.get(name, inner.text or "")
                yield inner.tail or ""
