"""Column types that give back exactly what they were given, on SQLite and on PostgreSQL alike.

PostgreSQL holds no NUL in text, and neither database holds lone surrogates; a damaged page has both. So short text is
kept as it stands, save that those characters are written as U+001A and four hexadecimal digits (and U+001A itself
too). Long text is UTF-8 with surrogates passed, deflated. The migrations give text columns PostgreSQL's collation "C",
so that both databases order by code point.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer
from sqlalchemy.engine import Dialect
from sqlalchemy.types import UserDefinedType

from synopticon.errors import DamagedStudy

Processor = Callable[[Any], Any]

ESCAPE = "\x1a"
_UNSAFE = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit whole number; SQLite's own key type is spelled INTEGER."""


def escaped(text: str) -> str:
    """Text without the characters that a database refuses; `unescaped` undoes it."""
    if not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    if ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class Words(UserDefinedType[str]):
    """Short text of any characters."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in the schema."""
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """Text on its way in."""
        return lambda value: None if value is None else escaped(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """Text on its way out."""
        return lambda value: None if value is None else unescaped(value)


class Values(Words):
    """Lists and mappings of text and whole numbers, as JSON."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """Values on their way in."""
        return _values

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """Values on their way out."""
        return _reading(lambda kept: json.loads(unescaped(kept)))


def _values(value: Any) -> str | None:
    if value is None:
        return None
    # Most lists and mappings are empty, and JSON's encoder takes its time.
    return escaped(_ENCODER.encode(value)) if value else ("{}" if isinstance(value, dict) else "[]")


class Moment(Words):
    """A point in time as ISO 8601 text with its offset, so that a digest over it can be computed again."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """A moment on its way in."""
        return lambda value: None if value is None else value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """A moment on its way out."""
        return _reading(datetime.fromisoformat)


class LongText(UserDefinedType[str]):
    """A document's text: UTF-8, deflated."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in the schema."""
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """Text on its way in."""
        return lambda value: None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"), 6)

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """Text on its way out."""
        return _reading(lambda kept: zlib.decompress(kept).decode("utf-8", "surrogatepass"))


def _reading(read: Processor) -> Processor:
    """Read a kept value; one that cannot be read is damage, and said to be."""

    def process(value: Any) -> Any:
        try:
            return None if value is None else read(value)
        except (ValueError, zlib.error) as error:
            raise DamagedStudy(
                "a row of the database cannot be read",
                why=str(error),
                remedy="Run: synopticon doctor; then restore the database from a copy.",
            ) from error

    return process
