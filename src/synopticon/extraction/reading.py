"""Bytes in, a reading out: the format is chosen by content, its reader called, and the rules that all share applied."""

from __future__ import annotations

import importlib
import re
import zlib
from typing import cast

from synopticon.errors import DamagedInput, HostileInput, SynopticonError, UnreadableFormat
from synopticon.extraction.content import Asked, Content, FormatReader
from synopticon.extraction.formats import FORMATS, Format
from synopticon.extraction.sniffing import GZIP, format_of
from synopticon.language.detect import language_of
from synopticon.model.extraction import Reading

LARGEST_UNPACKED = 500_000_000
SMALL = 10_000_000
MOST_GROWTH = 200
"""Times that a gzipped file may grow, once it is larger than SMALL."""

_BY_NAME = {row.name: row for row in FORMATS}
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*$")
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
    if data.startswith(GZIP):
        data = unpacked(data, asked.place)
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFormat(
            "there is nothing to read",
            where=asked.place,
            why=f"it has {len(data)} empty bytes",
            remedy="Fetch it again from its source.",
        )
    found = format_of(data, name=name, media_type=media_type)
    if found is None:
        raise UnreadableFormat(
            "no reader here knows this content",
            where=asked.place,
            why=f"it begins with {data[:8].hex(' ')}",
        )
    row = _BY_NAME[found]
    reader = cast(FormatReader, importlib.import_module(f"synopticon.extraction.formats.{row.module}"))
    try:
        content = reader.read(data, asked)
    except SynopticonError as error:
        raise _with_place(error, asked) from error.__cause__
    except Exception as error:
        # Six libraries read hostile bytes here; what they let through becomes one message with its place.
        raise DamagedInput(
            f"the {row.name} reader failed", where=asked.place, why=f"{type(error).__name__}: {error}"[:300]
        ) from error
    return _reading(content, row, asked)


def _with_place(error: SynopticonError, asked: Asked) -> SynopticonError:
    if error.where is None and asked.place:
        return type(error)(error.what, where=asked.place, why=error.why, remedy=error.remedy)
    return error


def unpacked(data: bytes, place: str | None) -> bytes:
    """What a gzipped file holds. Raises HostileInput for a bomb, DamagedInput where not even a beginning is whole."""
    unpacker = zlib.decompressobj(wbits=31)
    most = min(LARGEST_UNPACKED, max(SMALL, MOST_GROWTH * len(data)))
    try:
        plain = unpacker.decompress(data, most)
    except zlib.error as error:
        raise DamagedInput("the gzip file cannot be unpacked", where=place, why=str(error)) from error
    if unpacker.unconsumed_tail:
        raise HostileInput("the gzip file is a bomb", where=place, why=f"it grows beyond {most:,} bytes")
    if not unpacker.eof:
        raise DamagedInput("the gzip file breaks off", where=place, why=f"after {len(plain):,} bytes")
    return plain


def _reading(content: Content, row: Format, asked: Asked) -> Reading:
    text, warnings = _clean(content.text), list(content.warnings)
    if len(text) > asked.max_characters:
        warnings.append(f"Only the first {asked.max_characters} of {len(text)} characters were kept.")
        text = text[: asked.max_characters]
    if lost := text.count("\ufffd"):
        warnings.append(f"{lost} characters could not be decoded and stand as U+FFFD.")
    return Reading(
        text=text,
        format=row.name,
        extractor=row.waiting if row.needs and not text and not asked.ocr else row.extractor,
        title=_line(content.title),
        authors=tuple(line for author in content.authors if (line := _line(author))),
        published=content.published,
        published_at=content.published_at,
        language=language_of(text) or _primary(content.language),
        site=_line(content.site),
        url=content.url or asked.url,
        warnings=tuple(warnings),
        metadata=dict(content.metadata),
    )


def _clean(text: str) -> str:
    """Line ends as \\n, no control characters or lone surrogates, no blank edges."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _primary(declared: str | None) -> str | None:
    """The primary tag of a declared language: `en-GB` is `en`; None for what is no BCP 47 tag."""
    found = _TAG.match(declared) if declared else None
    return found[1].lower() if found else None


def _line(text: str | None) -> str | None:
    """A title or a name on one line; None for an empty one."""
    return " ".join(_UNWANTED.sub("", text).split()) or None if text else None
