"""A corpus opened: unpacked, in UTF-8, and how it is written; a wrong mapping is found before anything is kept."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from synopticon.capture.archives import GZIP_MAGIC, unpacked
from synopticon.capture.obtained import Asked, Limits, Local
from synopticon.capture.recognising import HEAD, Shape, shape_of
from synopticon.capture.row_reading import Row, rows
from synopticon.capture.rows import ROWS, complete_mapping
from synopticon.capture.wrapped_rows import KeyPath, key_of_rows, lists_of_objects, named
from synopticon.errors import DamagedInput, InputError, UsageError
from synopticon.language.decoding import SAMPLE, encoding_of, unicode_of

LOOKED_AT = 100
"""Rows whose columns decide the mapping: a corpus may leave columns out of some rows."""
_SEARCHED = 16_000_000
"""Bytes that are searched for a sample of lines with other letters than ASCII's."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Opened:
    """A corpus's rows to come. encoding: None for UTF-8, else what the bytes seem to be; key: of a wrapped list."""

    rows: Iterator[Row]
    encoding: str | None
    key: KeyPath


def open_corpus(source: BinaryIO, name: str, mapping: Mapping[str, str], limits: Limits) -> Opened:
    """Look at the beginning and decide how to read. source: the file, seekable, from its beginning.

    Raises InputError where it is no corpus, UsageError where the list that was named is not in it, HostileInput where
    it is a bomb.
    """
    head, sample = _looked_at(plain(source, name, limits))
    encoding = unicode_of(head) or encoding_of(sample)
    opening = head if encoding.startswith("utf-8") else head.decode(encoding, "replace").encode()
    shape = shape_of(opening, name, mapping)
    if ROWS in mapping and shape is not Shape.WRAPPED:
        raise _no_such_list(opening, name, mapping[ROWS])
    if shape is None:
        raise _no_corpus(opening, name)
    source.seek(0)
    whole = plain(source, name, limits)
    if encoding.startswith("utf-8"):
        return _opened(whole, shape, opening, mapping, None)
    recoded = io.BufferedReader(_Recoded(whole, encoding), _CHUNK)
    return _opened(recoded, shape, opening, mapping, encoding)


def check_mapping(local: Local, asked: Asked, limits: Limits) -> None:
    """Raise UsageError where the mapping does not fit the corpus; a file that cannot be read is told when collected."""
    try:
        with local.path.open("rb") as source:
            columns = columns_of(islice(open_corpus(source, local.name, asked.mapping, limits).rows, LOOKED_AT))
    except (InputError, OSError):
        return
    if columns:
        complete_mapping(asked.mapping, columns, where=local.name)


def columns_of(first: Iterator[Row]) -> list[str]:
    """The names of all columns of these rows, in the order of their coming."""
    return list(dict.fromkeys(name for row in first for name in row.columns))


def _no_corpus(opening: bytes, name: str) -> InputError:
    what = "this is neither JSON with one list of rows, nor JSON lines, nor a table"
    lists = _lists(opening)
    if not lists:
        remedy = "Name the columns with --map, or keep it as one document with --as file."
        return InputError(what, where=name, remedy=remedy)
    return InputError(
        what,
        where=name,
        why=f"lists stand under {', '.join(lists)}, and none is plainly one of texts",
        remedy=f"Name the list (--map rows={lists[0]}) or the column with the text (--map text=COLUMN), "
        "or keep it as one document with --as file.",
    )


def _no_such_list(opening: bytes, name: str, asked: str) -> UsageError:
    lists = _lists(opening)
    return UsageError(
        f"no list of rows stands under {asked}",
        where=name,
        why=f"lists stand under {', '.join(lists)}" if lists else "its rows stand in no object",
        remedy=f"Mend {ROWS}= in the mapping, or leave it out.",
    )


def _lists(opening: bytes) -> list[str]:
    """The first few lists of objects that the beginning shows, as a person would name them."""
    return [named(path) for path, _ in islice(lists_of_objects(opening.decode("utf-8", "replace")), 10)]


def _opened(source: BinaryIO, shape: Shape, opening: bytes, mapping: Mapping[str, str], encoding: str | None) -> Opened:
    key = key_of_rows(opening.decode("utf-8", "replace"), mapping) if shape is Shape.WRAPPED else None
    return Opened(rows(source, shape, key or ()), encoding, key or ())


def plain(source: BinaryIO, name: str, limits: Limits) -> BinaryIO:
    """A corpus from its beginning, through gzip where it is packed. Raises HostileInput as it is read."""
    packed = source.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    source.seek(0)
    return unpacked(source, most=limits.container, ratio=limits.ratio, where=name) if packed else source


def _looked_at(source: BinaryIO) -> tuple[bytes, bytes]:
    """The beginning, and a sample of lines that hold more than ASCII; a break in the packing ends both."""
    head, foreign, sampled, searched = b"", [], 0, 0
    try:
        while sampled < SAMPLE and searched < _SEARCHED and (line := source.readline(_CHUNK)):
            searched += len(line)
            head += line[: HEAD - len(head)]
            if not line.isascii():
                foreign.append(line)
                sampled += len(line)
    except DamagedInput:
        pass  # told where the rows are read
    while len(head) < HEAD and (more := _more(source, HEAD - len(head))):
        head += more
    return head, b"".join(foreign)


def _more(source: BinaryIO, length: int) -> bytes:
    try:
        return source.read(length)
    except DamagedInput:
        return b""


class _Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8; what cannot be decoded becomes U+FFFD, which the reading warns of."""

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        self._source, self._decoder = source, codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""
        self._ended = False

    def readable(self) -> bool:
        """It can be read, once, from its beginning."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next bytes of UTF-8; 0 at the end."""
        while not self._waiting and not self._ended:
            data = self._source.read(_CHUNK)
            self._ended = not data
            self._waiting = self._decoder.decode(data, final=self._ended).encode("utf-8", "replace")
        size = min(len(buffer), len(self._waiting))
        buffer[:size], self._waiting = self._waiting[:size], self._waiting[size:]
        return size
