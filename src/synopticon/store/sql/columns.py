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
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from synopticon.errors import DamagedStudy

T = TypeVar("T")

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


class Words(TypeDecorator[str]):
    """Short text of any characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else unescaped(value)


class Values(TypeDecorator[Any]):
    """Lists and mappings of text and whole numbers, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else escaped(_ENCODER.encode(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return _given_back(lambda kept: json.loads(unescaped(kept)), value)


class Moment(TypeDecorator[datetime]):
    """A point in time as ISO 8601 text with its offset, so that a digest over it can be computed again."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return _given_back(datetime.fromisoformat, value)


class LongText(TypeDecorator[str]):
    """A document's text: UTF-8, deflated."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"), 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return _given_back(lambda kept: zlib.decompress(kept).decode("utf-8", "surrogatepass"), value)


def _given_back(read: Callable[[Any], T], value: Any) -> T | None:
    try:
        return None if value is None else read(value)
    except (ValueError, zlib.error) as error:
        raise DamagedStudy(
            "a row of the database cannot be read",
            why=str(error),
            remedy="Run: synopticon doctor; then restore the database from a copy.",
        ) from error
