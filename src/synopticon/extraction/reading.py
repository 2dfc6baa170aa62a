"""Bytes in, a reading out: the format is chosen by content, its reader called, and the rules that all share applied."""

from __future__ import annotations

import importlib
import re
from typing import cast

from synopticon.errors import UnreadableFormat
from synopticon.extraction.content import Asked, Content, FormatReader
from synopticon.extraction.formats import FORMATS, Format
from synopticon.extraction.sniffing import format_of
from synopticon.language.detect import language_of
from synopticon.model.extraction import Reading

_BY_NAME = {row.name: row for row in FORMATS}
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def read(
    data: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
    max_characters: int = 20_000_000,
    ocr: bool = False,
) -> Reading:
    """Read data as whatever it is.

    name and media_type are believed only where the contents do not decide. Raises UnreadableFormat where no format
    fits, DamagedInput where nothing of it could be read, HostileInput, MissingPart.
    """
    asked = Asked(name, media_type, url, max_characters, ocr)
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFormat("there is nothing to read", where=asked.place, why=f"it has {len(data)} empty bytes")
    found = format_of(data, media_type=media_type)
    if found is None:
        raise UnreadableFormat(
            "no reader here knows this content",
            where=asked.place,
            why=f"it begins with {data[:8].hex(' ')}",
            remedy="Convert it to PDF or text and collect that; the original stays in the archive.",
        )
    row = _BY_NAME[found]
    reader = cast(FormatReader, importlib.import_module(f"synopticon.extraction.formats.{row.module}"))
    return _reading(reader.read(data, asked), row, asked)


def _reading(content: Content, row: Format, asked: Asked) -> Reading:
    text, warnings = _clean(content.text), list(content.warnings)
    if len(text) > asked.max_characters:
        warnings.append(f"Only the first {asked.max_characters} of {len(text)} characters were kept.")
        text = text[: asked.max_characters]
    return Reading(
        text=text,
        format=row.name,
        extractor=row.extractor,
        title=_line(content.title),
        authors=tuple(line for author in content.authors if (line := _line(author))),
        published=content.published,
        language=language_of(text) or content.language,
        site=_line(content.site),
        url=content.url or asked.url,
        warnings=tuple(warnings),
        metadata=dict(content.metadata),
    )


def _clean(text: str) -> str:
    """Line ends as \\n, no control characters or lone surrogates, no blank edges."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _line(text: str | None) -> str | None:
    """A title or a name on one line; None for an empty one."""
    return " ".join(_UNWANTED.sub("", text).split()) or None if text else None
