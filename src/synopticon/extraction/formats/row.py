"""One row of a collected corpus, as JSON with the names that the corpus channel gives its columns."""

from __future__ import annotations

import json

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content
from synopticon.language.dates import to_edtf
from synopticon.language.moments_told import day_told, moment_told, on_day


def read(data: bytes, asked: Asked) -> Content:
    """Read {title, text, url, published, outlet, language, authors, row}. Raises DamagedInput.

    Of `row`, the corpus's own columns, the metadata keep what no field shows: the text is not kept twice.
    """
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedInput("a corpus row is not JSON", where=asked.place, why=str(error)) from error
    if not isinstance(row, dict):
        raise DamagedInput("a corpus row is not an object", where=asked.place)
    authors = row.get("authors") or ()
    published = to_edtf(_text(row, "published") or "")
    return Content(
        text=_text(row, "text") or "",
        title=_text(row, "title"),
        authors=(authors,) if isinstance(authors, str) else tuple(str(author) for author in authors),
        published=published,
        published_at=_moment(row, published),
        language=_text(row, "language"),
        site=_text(row, "outlet"),
        url=_text(row, "url"),
        metadata=_further(row),
    )


def _further(row: dict[str, object]) -> dict[str, str]:
    """The columns of the corpus that say something else than the fields do, as JSON."""
    columns = row.get("row")
    if isinstance(columns, dict):
        shown = [value for name, value in row.items() if name != "row"]
        columns = {name: value for name, value in columns.items() if value not in (None, "", *shown)}
    return {"row": json.dumps(columns, ensure_ascii=False)} if columns else {}


def _moment(row: dict[str, object], published: str | None) -> str | None:
    """The moment of publication, where every column that tells this day tells the same moment of it.

    Which column was taken for the date is not archived; of two moments on one day, either could be of something else.
    """
    columns = row.get("row")
    values = list(columns.values()) if isinstance(columns, dict) and published else []
    if not any(on_day(moment_told(value), published) for value in values):
        return None
    language = _text(row, "language")
    told = {on_day(moment_told(value), published) for value in values if day_told(value, language) == published}
    return told.pop() if len(told) == 1 else None


def _text(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    return None if value is None else str(value)
