"""A JSON object around a corpus: where in it, perhaps a few objects down, the list of rows stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from synopticon.capture.rows import ROWS, WELL_KNOWN

_DEEPEST = 4
"""Objects in each other that are looked into: answers of a service put a list two or three levels down."""
_BETWEEN = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")
_WORDS = re.compile(r'(?:\[\s*)?"')
_NAME = re.compile(r'"([^"\\]{1,60})"\s*:')
_DECODER = json.JSONDecoder()


KeyPath = tuple[str, ...]
"""The keys that lead to a value, from the outermost object on."""


def named(path: KeyPath) -> str:
    """How a person writes a path, and how it is told: `data.articles`."""
    return ".".join(path)


def lists_of_objects(text: str, behind: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Each list of objects in the outermost object and below, and where its bracket stands.

    Ends with the text, or where it is no JSON; a list that goes on beyond the text is the last one told. behind: the
    list on whose end the text follows, where it does not begin with the outermost object.
    """
    return ((path, at) for path, at in _members(text, behind) if _LIST_OF_OBJECTS.match(text, at))


def key_of_rows(text: str, mapping: Mapping[str, str]) -> KeyPath | None:
    """The keys that lead to the first list of rows with a text; None where there is none.

    A list in an object that has a text itself is passed over: an article with its comments is one document, and no
    corpus of comments. mapping: what the person said of the columns, or of the list itself (`rows`). The text is the
    beginning of the file, perhaps cut.
    """
    members = list(_members(text))
    lists = [(path, at) for path, at in members if _LIST_OF_OBJECTS.match(text, at)]
    if ROWS in mapping:
        return next((path for path, _ in lists if named(path) == mapping[ROWS]), None)
    wanted = {mapping["text"]} if "text" in mapping else set(WELL_KNOWN["text"])
    documents = {path[:-1] for path, at in members if _WORDS.match(text, at) and wanted & _names(path[-1:])}
    for path, at in lists:
        around = (path[:depth] for depth in range(len(path)))
        if documents.isdisjoint(around) and wanted & _names(_columns(text, text.index("{", at))):
            return path
    return None


def _members(text: str, behind: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Every member of the outermost object and of those in it, in their order, and where its value begins."""
    around, at = list(behind[:-1]), 0 if behind else text.find("{") + 1
    try:
        while True:
            between = _BETWEEN.match(text, at)
            at = between.end() if between else at
            if text[at] == "}":
                if not around:
                    return
                around.pop()
                at += 1
                continue
            key, at = _member(text, at)
            yield (*around, key), at
            if text[at] == "{" and len(around) + 1 < _DEEPEST:
                around.append(key)
                at += 1
            else:
                _, at = _DECODER.raw_decode(text, at)
    except (ValueError, IndexError, RecursionError):
        return


def _member(text: str, at: int) -> tuple[str, int]:
    """The key that stands there, and where its value begins. Raises ValueError where none does."""
    key, at = _DECODER.raw_decode(text, at)
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


def _names(keys: Iterable[str]) -> set[str]:
    return {name for key in keys for name in (key, key.lower().strip())}
