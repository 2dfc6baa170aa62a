"""The rows of a corpus, one after another with flat memory: a JSON array, one in an object, JSON lines, or a table.

A row that cannot be read is told with its number, and the next ones are read all the same.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from synopticon.capture.recognising import Shape, delimiter_of
from synopticon.capture.wrapped_rows import KeyPath, lists_of_objects, named

MOST = 64_000_000
"""Characters of the largest row."""
_CHUNK = 262_144
_NEXT_ELEMENT = re.compile(r"\}\s*,\s*(?=\{)")
_LAST_ELEMENT = re.compile(r"\}\s*(?=\])")
_STRAY = re.compile("[\udc80-\udcff]")
"""How bytes that are not UTF-8 stand in text that was decoded with surrogateescape."""
_BLANKS = re.compile(r"[\s,]*")
# Numbers with a fraction are kept as their own literals: canonical JSON has no floats, and a literal loses nothing.
_DECODER = json.JSONDecoder(parse_float=str, parse_constant=str)

csv.field_size_limit(MOST)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number from 1 and its columns.

    broken: why it cannot be read, if it cannot; foreign: True where that is because its bytes are not UTF-8.
    """

    number: int
    columns: dict[str, Any]
    broken: str | None = None
    foreign: bool = False


def rows(source: BinaryIO, shape: Shape, key: KeyPath = ()) -> Iterator[Row]:
    """All rows of a corpus of that shape. key: that leads to them in the object around them (Shape.WRAPPED)."""
    if shape is Shape.WRAPPED:
        return _wrapped(source, key)
    reader = {Shape.ARRAY: _array, Shape.LINES: _lines, Shape.TABLE: _table}[shape]
    return reader(source)


def _lines(source: BinaryIO) -> Iterator[Row]:
    number = 0
    while line := source.readline(MOST):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield _row(number, line)


def _row(number: int, line: bytes) -> Row:
    try:
        value = _DECODER.decode(line.decode("utf-8").strip())
    except UnicodeDecodeError as error:
        return Row(number, {}, f"it is not UTF-8 at its byte {error.start + 1}", foreign=True)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, _reason(error))
    return _checked(number, value)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg} at its character {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else f"it is not JSON: {error}"


def _checked(number: int, value: object, raw: str = "") -> Row:
    if not isinstance(value, dict):
        return Row(number, {}, "it is not an object with named columns")
    return _foreign(number) if _strays_in(raw) else Row(number, value)


def _strays_in(raw: str) -> bool:
    return not raw.isascii() and _STRAY.search(raw) is not None


def _foreign(number: int) -> Row:
    return Row(number, {}, "it is not UTF-8", foreign=True)


class _Window:
    """A sliding view over the text of a stream."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.text, self.at, self.ended = "", 0, False

    def more(self) -> bool:
        """Read on, as much again as is waiting; False at the end."""
        waiting = self.text[self.at :]
        data = self._source.read(max(_CHUNK, len(waiting)))
        self.ended = not data
        self.text, self.at = waiting + self._decoder.decode(data, final=self.ended), 0
        return not self.ended

    def skip_blanks(self) -> str:
        """Pass blanks and commas; answer the character that stands there, or nothing at the end."""
        while True:
            match = _BLANKS.match(self.text, self.at)
            assert match is not None
            self.at = match.end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""


def _array(source: BinaryIO) -> Iterator[Row]:
    window = _Window(source)
    window.more()
    window.at = window.text.index("[") + 1
    yield from _elements(window)


def _wrapped(source: BinaryIO, key: KeyPath) -> Iterator[Row]:
    window = _Window(source)
    window.more()
    begin = next((at for path, at in lists_of_objects(window.text) if path == key), None)
    if begin is None:
        yield Row(1, {}, f"no list of rows stands under {named(key)!r}")
        return
    window.at = begin + 1
    number = 0
    for row in _elements(window):
        number = row.number
        yield row
    window.at += 1
    window.more()
    for path, _ in lists_of_objects(window.text[window.at :], behind=key):
        yield Row(number + 1, {}, f"another list stands under {named(path)!r} (read it with --map rows={named(path)})")


def _elements(window: _Window) -> Iterator[Row]:
    """The elements of the array whose bracket has just been passed."""
    number = 0
    while (letter := window.skip_blanks()) not in ("]", ""):
        number += 1
        yield _element(window, number, letter)
    if not letter:
        yield Row(number + 1, {}, "the array breaks off: its closing bracket is missing")


def _element(window: _Window, number: int, letter: str) -> Row:
    while True:
        begin = window.at
        try:
            value, end = _DECODER.raw_decode(window.text, begin)
        except (ValueError, RecursionError) as error:
            if _may_be_cut(error, window) and window.more():
                continue
            # The second byte of a letter may look like a sign of JSON: the letters are the cause then.
            return _foreign(number) if _strays_in(_to_next_element(window)) else Row(number, {}, _reason(error))
        if letter == "{" or end < len(window.text) or not window.more():
            window.at = end
            return _checked(number, value, window.text[begin:end])


def _may_be_cut(error: Exception, window: _Window) -> bool:
    """True where reading on could mend the error: it lies at the end of what was read, or in an open string."""
    if window.ended or len(window.text) - window.at > MOST or not isinstance(error, json.JSONDecodeError):
        return False
    return error.pos >= len(window.text) - 16 or error.msg.startswith("Unterminated string")


def _to_next_element(window: _Window) -> str:
    """Go on to where the next element seems to begin, or the array to end; answers the last that was passed."""
    while not (match := _NEXT_ELEMENT.search(window.text, window.at)):
        window.at = max(window.at, len(window.text) - 4096)
        if not window.more():
            match = _LAST_ELEMENT.search(window.text, window.at)
            break
    end = match.end() if match else len(window.text)
    passed, window.at = window.text[window.at : end], end
    return passed


def _table(source: BinaryIO) -> Iterator[Row]:
    text = io.TextIOWrapper(source, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _cells(text)
    finally:
        text.detach()  # the stream belongs to whoever opened it


def _cells(text: io.TextIOWrapper) -> Iterator[Row]:
    first = text.readline()
    head = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    reader = csv.reader(text, delimiter=delimiter_of(first))
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"it is not a row of a table: {error}")
            continue
        if cells and _strays_in("".join(cells)):
            yield _foreign(number)
        elif cells and len(cells) != len(head):
            yield Row(number, {}, f"it has {len(cells)} columns; the first line names {len(head)}")
        elif cells:
            yield Row(number, dict(zip(head, cells, strict=True)))
