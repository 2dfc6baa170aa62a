"""JSON read without mercy: one meaning for one file, whoever reads it."""

from __future__ import annotations

import json
from typing import Any


def read_object(data: bytes) -> dict[str, Any]:
    """A JSON object. Raises ValueError for anything two programs could read differently: a key that stands twice, NaN,
    a byte-order mark, text that is not UTF-8, and for nesting beyond what can be read.
    """
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    return value


def text_of(value: dict[str, Any], key: str) -> str:
    """A field that is text. Raises ValueError."""
    found = value.get(key)
    if not isinstance(found, str):
        raise ValueError(f"{key} is not text")
    return found


def number_of(value: dict[str, Any], key: str) -> int:
    """A field that is a whole number, not negative. Raises ValueError."""
    found = value.get(key)
    if type(found) is not int or found < 0:
        raise ValueError(f"{key} is not a whole number")
    return found


def hex_of(value: dict[str, Any], key: str) -> bytes:
    """A field of 64 lower-case hexadecimal characters. Raises ValueError."""
    return unhex(text_of(value, key), key)


def unhex(text: object, what: str) -> bytes:
    """32 bytes from their one hexadecimal form. Raises ValueError."""
    if not isinstance(text, str) or len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise ValueError(f"{what} is not 64 lower-case hexadecimal characters")
    return bytes.fromhex(text)


def objects_of(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """A field that is a list of objects. Raises ValueError."""
    found = value.get(key)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ValueError(f"{key} is not a list of objects")
    return found


def pretty(value: Any) -> bytes:
    """The form in which a release writes JSON: keys sorted, two blanks, UTF-8, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n").encode("utf-8")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twin = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twin!r} stands twice")
    return result


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
