"""Content addresses: one canonical form of a value, one digest over it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

SHORT = 12
"""Characters of a digest shown to people; commands accept any unambiguous beginning of eight or more."""


def sha256_hex(data: bytes) -> str:
    """SHA-256 of data as 64 lower-case hexadecimal characters."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(value: Any) -> bytes:
    """The one byte form of a JSON value: keys sorted by code point, no blanks, UTF-8, no NaN.

    Follows RFC 8785 for the values used here (strings, integers, booleans, null, lists, objects with string keys);
    floats are refused because their text form differs between programs. Raises TypeError or ValueError.
    """
    _refuse_floats(value)
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def digest_of(value: Any) -> str:
    """SHA-256 over the canonical JSON of value."""
    return sha256_hex(canonical_json(value))


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("canonical JSON here has no floats; write the number as an integer or a string")
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    for inner in inside:
        # Most of what is digested is text, and every kept thing is digested: texts are not asked twice.
        if type(inner) is not str:
            _refuse_floats(inner)
