"""Documents in a JSON-lines file: every line checked once, each text read again by its place in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from synopticon.errors import DamagedInput, NotFound, UnreadableFormat
from synopticon.reuse.documents import Document

FIELDS = ("title", "url", "outlet", "published", "language")
"""What a row may tell beside `id` and `text`: strings, or null."""
_MAPPING = 'Each line is one object: {"id": …, "text": …}, with title, url, outlet, published and language as strings.'


class JsonlCorpus:
    """A corpus for tracing that keeps no text in memory; the file must stay as it is while it is used.

    `documents` raises UnreadableFormat where a line is no such row and DamagedInput where two rows bear one id, with
    the number of the line; the constructor raises NotFound.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFound("there is no such file", where=str(path))
        self.path = path
        self._places: dict[str, int] = {}

    def documents(self) -> Iterator[Document]:
        """Every row, in the order of the file; blank lines are passed over."""
        self._places = {}
        with self.path.open("rb") as file:
            place = 0
            for number, line in enumerate(file, 1):
                if line.strip():
                    document = _document(line, f"{self.path}, line {number:,}")
                    if document.id in self._places:
                        raise DamagedInput(
                            f"two rows bear the id {document.id!r}",
                            where=f"{self.path}, line {number:,}",
                            remedy="Give every document an id of its own.",
                        )
                    self._places[document.id] = place
                    yield document
                place += len(line)

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The texts of rows that `documents` has given."""
        with self.path.open("rb") as file:
            return {name: _text_at(file, self._places[name]) for name in sorted(ids, key=self._places.__getitem__)}


def _text_at(file: BinaryIO, place: int) -> str:
    file.seek(place)
    return str(json.loads(file.readline())["text"])


def _document(line: bytes, where: str) -> Document:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFormat("a line is not JSON", where=where, why=str(error), remedy=_MAPPING) from error
    if not isinstance(row, dict):
        raise UnreadableFormat("a line is not a JSON object", where=where, remedy=_MAPPING)
    for name in ("id", "text"):
        if not isinstance(row.get(name), str):
            raise UnreadableFormat(f"a row has no string {name!r}", where=where, remedy=_MAPPING)
    if any("\ud800" <= char <= "\udfff" for char in row["id"]):
        raise UnreadableFormat("a row's 'id' holds half a character", where=where, remedy=_MAPPING)
    told = {name: row.get(name) for name in FIELDS}
    for name, value in told.items():
        if value is not None and not isinstance(value, str):
            raise UnreadableFormat(f"a row's {name!r} is neither a string nor null", where=where, remedy=_MAPPING)
    return Document(row["id"], row["text"], **told)
