"""An EPUB book: its chapters in the order of the spine."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from synopticon.errors import DamagedInput, UnreadableFormat
from synopticon.extraction.containers import Container, parse_xml
from synopticon.extraction.content import Asked, Content
from synopticon.language.dates import to_edtf
from synopticon.language.decoding import decode

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
"""A document type without definitions of its own, as every EPUB 2 chapter and some package files have."""


def read(data: bytes, asked: Asked) -> Content:
    """Read all chapters; one that is missing or broken is named. Raises DamagedInput, HostileInput."""
    from synopticon.extraction.pages.region import region_text
    from synopticon.extraction.pages.tree import tree_of

    container = Container(data, asked.place)
    package_name = _package_name(container, asked)
    package = parse_xml(_DOCTYPE.sub(b"", container.read(package_name), count=1), package_name)
    chapters, warnings = [], []
    for name in _spine(package, posixpath.dirname(package_name)):
        try:
            chapters.append(region_text(tree_of(decode(container.read(name))[0], name)))
        except (DamagedInput, UnreadableFormat) as error:
            warnings.append(f"A chapter could not be read: {error.sentence()}")
    return Content(
        text="\n\n".join(chapter for chapter in chapters if chapter),
        title=package.findtext(".//{*}metadata/{*}title"),
        authors=tuple(element.text or "" for element in package.findall(".//{*}metadata/{*}creator")),
        published=to_edtf(package.findtext(".//{*}metadata/{*}date") or ""),
        language=package.findtext(".//{*}metadata/{*}language"),
        site=package.findtext(".//{*}metadata/{*}publisher"),
        warnings=tuple(warnings),
    )


def _package_name(container: Container, asked: Asked) -> str:
    root = container.xml("META-INF/container.xml").find(".//{*}rootfile")
    if root is None or not root.get("full-path"):
        raise DamagedInput("the EPUB names no package file", where=asked.place)
    return str(root.get("full-path"))


def _spine(package: Any, folder: str) -> list[str]:
    items = {item.get("id"): item.get("href") or "" for item in package.findall(".//{*}manifest/{*}item")}
    order = [items.get(reference.get("idref"), "") for reference in package.findall(".//{*}spine/{*}itemref")]
    return [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in order if href]
