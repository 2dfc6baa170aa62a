"""Documents in a JSON-lines file: every line checked once, each text read again by its place in the file."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from synopticon.errors import DamagedInput, NotFound, UnreadableFormat
from synopticon.reuse.documents import Document
from synopticon.reuse.moments import is_undated
from synopticon.reuse.origins import is_unnamed
from synopticon.store.durably import refused

FIELDS = ("title", "url", "outlet", "published", "language")
"""What a row may tell beside `id` and `text`: strings, or null."""
SHARED = ("outlet", "published", "language")
"""Those of them that many rows have alike: equal ones are one string in memory."""
LONGEST_LINE = 1 << 29
"""Bytes of a line: ten times a text of 50 MB. A longer one is hardly a document, and would not fit into memory."""
READ = 1 << 18
"""Bytes read ahead where all lines are."""
_HALF = re.compile("[\ud800-\udfff]")
PACKED: tuple[tuple[str, bytes, str], ...] = (
    ("gzip", b"\x1f\x8b", "gunzip -c"),
    ("Zstandard", b"\x28\xb5\x2f\xfd", "zstd -dc"),
    ("bzip2", b"BZh", "bunzip2 -c"),
    ("xz", b"\xfd7zXZ\x00", "xz -dc"),
    ("zip", b"PK\x03\x04", "unzip -p"),
)
"""Compressed forms: name, first bytes, and the command that unpacks one to the standard output."""
_MAPPING = 'Each line is one object: {"id": …, "text": …}, with title, url, outlet, published and language as strings.'


class JsonlCorpus:
    """A corpus for tracing that keeps no text in memory; the file must stay as it is while it is used.

    `documents` raises UnreadableFormat where a line is no such row and DamagedInput where two rows bear one id, with
    the number of the line; `texts` raises DamagedInput where the file has changed meanwhile. The constructor raises
    NotFound where there is no file, and UnreadableFormat where it is compressed, a folder or a pipe: it is read twice.
    places: where documents are known to begin, in bytes; their texts can be asked for at once. unnamed, undated: how
    many documents that were given last tell neither outlet nor address, and how many no date.
    """

    def __init__(self, path: Path, places: Mapping[str, int] | None = None) -> None:
        if not path.exists():
            raise NotFound("there is no such file", where=str(path))
        if not path.is_file():
            remedy = "Write the rows to a file and give its name: they are read more than once."
            raise UnreadableFormat("this is no ordinary file", where=str(path), remedy=remedy)
        self.path = path
        self._places: Mapping[str, int] = places or {}
        self.unnamed = self.undated = 0
        with self.opened() as file:
            _refuse_packed(file.read(8), path)

    def documents(self) -> Iterator[Document]:
        """Every row, in the order of the file; blank lines are passed over."""
        places: dict[str, int] = {}
        self._places = places
        self.unnamed = self.undated = 0
        with self.opened(READ) as file:
            place = number = 0
            while line := line_in(file, self.path, number + 1):
                number += 1
                if line.strip():
                    document = document_in(line, where_of(self.path, number))
                    if document.id in places:
                        raise twice(document.id, self.path, number)
                    places[document.id] = place
                    self.unnamed += is_unnamed(document.outlet, document.url)
                    self.undated += is_undated(document.published, document.url)
                    yield document
                place += len(line)

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The texts of rows that `documents` has given."""
        with self.opened() as file:
            return {name: self._text(file, name) for name in sorted(ids, key=self._places.__getitem__)}

    def opened(self, ahead: int = -1) -> BinaryIO:
        """The file, to be read so many bytes ahead, as many as is usual for -1. Raises StorageFailed."""
        try:
            return self.path.open("rb", ahead)
        except OSError as error:
            raise refused(error, self.path) from error

    def _text(self, file: BinaryIO, name: str) -> str:
        file.seek(self._places[name])
        try:
            row = json.loads(file.readline(LONGEST_LINE))
            if row["id"] == name:
                return str(row["text"])
        except (ValueError, LookupError, TypeError):
            pass
        raise DamagedInput(
            "the file was changed while it was read",
            where=f"{self.path}, document {name!r}",
            remedy="Give the same command again when nobody writes to it.",
        )


def where_of(path: Path, line: int) -> str:
    """How a line of the file is named, counted from 1."""
    return f"{path}, line {line:,}"


def line_in(file: BinaryIO, path: Path, number: int) -> bytes:
    """The next line, whose number this is; empty at the end. Raises UnreadableFormat where it is too long."""
    line = file.readline(LONGEST_LINE + 1)
    if len(line) > LONGEST_LINE:
        what = f"a line has more than {LONGEST_LINE >> 20} MiB"
        raise UnreadableFormat(what, where=where_of(path, number), remedy=_MAPPING)
    return line


def twice(name: str, path: Path, line: int) -> DamagedInput:
    """The error where a row bears the id of an earlier one."""
    return DamagedInput(
        f"two rows bear the id {name!r}", where=where_of(path, line), remedy="Give every document an id of its own."
    )


def _refuse_packed(begins: bytes, path: Path) -> None:
    for form, mark, unpack in PACKED:
        if begins.startswith(mark):
            plain = path.with_suffix("") if path.with_suffix("") != path else path.with_suffix(".jsonl")
            remedy = f"Unpack it first: {unpack} {shlex.quote(str(path))} > {shlex.quote(plain.name)}"
            raise UnreadableFormat(f"the file is compressed ({form})", where=str(path), remedy=remedy)


def document_in(line: bytes, where: str) -> Document:
    """The document of a line. Raises UnreadableFormat."""
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFormat("a line is not JSON", where=where, why=str(error), remedy=_MAPPING) from error
    if not isinstance(row, dict):
        raise UnreadableFormat("a line is not a JSON object", where=where, remedy=_MAPPING)
    for name in ("id", "text"):
        if not isinstance(row.get(name), str):
            raise UnreadableFormat(f"a row has no string {name!r}", where=where, remedy=_MAPPING)
    if not row["id"].isascii() and _HALF.search(row["id"]):
        raise UnreadableFormat("a row's 'id' holds half a character", where=where, remedy=_MAPPING)
    told = {name: row.get(name) for name in FIELDS}
    for name, value in told.items():
        if value is not None and not isinstance(value, str):
            raise UnreadableFormat(f"a row's {name!r} is neither a string nor null", where=where, remedy=_MAPPING)
    for name in SHARED:
        value = told[name]
        told[name] = sys.intern(value) if value else value
    return Document(row["id"], row["text"], **told)
