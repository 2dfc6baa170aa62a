"""A JSON object around a corpus: under which of its keys the list of rows stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from synopticon.capture.rows import WELL_KNOWN

_BETWEEN = re.compile(r"[\s,{]*")
_COLON = re.compile(r"\s*:\s*")
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")
_NAME = re.compile(r'"([^"\\]{1,60})"\s*:')
_DECODER = json.JSONDecoder()


def lists_of_objects(text: str) -> Iterator[tuple[str, int]]:
    """Each key of the outermost object that holds a list of objects, and where its bracket stands.

    Ends with the text, or where it is no JSON; a list that goes on beyond the text is the last one told.
    """
    return ((key, at) for key, at in _members(text) if _LIST_OF_OBJECTS.match(text, at))


def key_of_rows(text: str, mapping: Mapping[str, str]) -> str | None:
    """The key under which rows with a text stand; None where there is none, or where the object itself has a text.

    mapping: what the person said of the columns. The text is the beginning of the file, perhaps cut.
    """
    wanted = {mapping["text"]} if "text" in mapping else set(WELL_KNOWN["text"])
    for key, at in lists_of_objects(text):
        # An article with its comments is one document, and no corpus of comments.
        if wanted & _names(key for key, _ in _members(text)):
            return None
        if wanted & _names(_columns(text, text.index("{", at))):
            return key
    return None


def _members(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the outermost object, and where their values begin."""
    at = 0
    try:
        while True:
            key, at = _member(text, at)
            yield key, at
            _, at = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return


def _member(text: str, at: int) -> tuple[str, int]:
    """The next key from there, and where its value begins. Raises ValueError where no key stands there."""
    blank = _BETWEEN.match(text, at)
    key, at = _DECODER.raw_decode(text, blank.end() if blank else at)
    colon = _COLON.match(text, at)
    if not isinstance(key, str) or colon is None:
        raise ValueError("no key stands there")
    return key, colon.end()


def _columns(text: str, at: int) -> Iterator[str]:
    try:
        yield from _DECODER.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        # The first row is longer than the beginning that was read.
        yield from _NAME.findall(text, at)


def _names(keys: Iterator[str]) -> set[str]:
    return {name for key in keys for name in (key, key.lower().strip())}
