"""A row of a corpus as one document: which column means what, and the one byte form that is archived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synopticon.capture.obtained import Asked
from synopticon.errors import UsageError
from synopticon.language.moments_told import day_told, moment_told, on_day
from synopticon.model.capture import Claims
from synopticon.model.digests import canonical_json

MEDIA_TYPE = "application/vnd.synopticon.row+json"

WELL_KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "story_text", "fulltext", "full_text", "article", "articlebody", "maintext"),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "permalink", "address", "uri"),
    "published": ("published", "date_str", "date", "pubdate", "publish_date", "date_published", "published_at"),
    "outlet": ("outlet", "source", "site", "publisher", "newspaper"),
    "language": ("language", "lang"),
    "authors": ("authors", "author", "byline"),
}
"""Columns that are taken without being asked, each field's in the order in which they are tried."""

ROWS = "rows"
"""What a mapping may say beside a row's fields: the list in a JSON object that holds the rows, as `data.articles`."""

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A row's payload, and what it claims."""

    payload: bytes
    claims: Claims
    blank: bool


def complete_mapping(given: Mapping[str, str], columns: Iterable[str], *, where: str | None = None) -> dict[str, str]:
    """What was said of the columns, completed by well-known names for the fields that nothing was said of.

    Raises UsageError for a field that does not exist or a column that no row has.
    """
    present = list(columns)
    given = {field: named for field, named in given.items() if field != ROWS}
    for field, named in given.items():
        if field not in WELL_KNOWN:
            raise UsageError(
                f"a row has no field called {field}",
                remedy=f"The fields are: {', '.join(WELL_KNOWN)}; {ROWS} names a list.",
            )
        if named not in present:
            raise UsageError(
                f"no column is called {named}",
                where=where,
                why=f"the columns are {', '.join(present)}",
                remedy="Mend --map.",
            )
    mapping = dict(given)
    by_name = {name.lower().strip(): name for name in present}
    for field, names in WELL_KNOWN.items():
        free = (by_name[name] for name in names if name in by_name and by_name[name] not in mapping.values())
        if field not in mapping and (column := next(free, None)) is not None:
            mapping[field] = column
    return mapping


def document(columns: Mapping[str, Any], mapping: Mapping[str, str], asked: Asked) -> Document:
    """A row as the document that is archived: canonical JSON with the named fields and the row as it was."""
    values = {field: columns.get(column) for field, column in mapping.items()}
    published = day_told(values.get("published"), asked.language)
    claims = Claims(
        url=_line(values.get("url")),
        title=_line(values.get("title")),
        outlet=_line(values.get("outlet")) or asked.outlet,
        authors=_authors(values.get("authors")),
        published=published,
        language=_line(values.get("language")) or asked.language,
        published_at=on_day(moment_told(values.get("published")), published),
    )
    text = _text(values.get("text"))
    return Document(payload(claims, text, columns), claims, not text.strip())


def payload(claims: Claims, text: str, row: Mapping[str, Any]) -> bytes:
    """What is archived of one document that came as fields: its claims, its text, and the row as it was.

    The moment of publication stands in the row alone: what was archived before moments were kept stays the same bytes.
    """
    return _bytes(
        {
            "title": claims.title,
            "text": text,
            "url": claims.url,
            "published": claims.published,
            "outlet": claims.outlet,
            "language": claims.language,
            "authors": list(claims.authors),
            "row": dict(row),
        }
    )


def _bytes(fields: dict[str, Any]) -> bytes:
    data = canonical_json(fields)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # JSON can escape half a character, which no UTF-8 file can hold; the corpus itself is archived as it was.
        data = _HALVES.sub("\ufffd", data.decode("utf-8", "surrogatepass")).encode()
    return data


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return "" if value is None else _HALVES.sub("\ufffd", str(value))


def _line(value: object) -> str | None:
    return " ".join(_text(value).split()) or None


def _authors(value: object) -> tuple[str, ...]:
    parts: Sequence[object] = value if isinstance(value, list) else re.split(r"\s*;\s*", _text(value))
    return tuple(line for part in parts if (line := _line(part)))
