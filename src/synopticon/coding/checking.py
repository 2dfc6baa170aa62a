"""What a codebook must hold to: names, keys, colours, one tree; and what a coder's name and a span must be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from synopticon.coding.tree import Tree, plain
from synopticon.errors import UsageError
from synopticon.model.coding import SETTLED, Code

LONGEST_NAME = 200
"""Characters of a code's or a coder's name at most."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that cannot be seen, or that turn a line round."""

_JOINERS = {"\u200c", "\u200d"}
"""Unseen, but part of names in Persian and in the languages of India."""


def code_name(said: str) -> str:
    """A code's name, its blanks put in order. Raises UsageError for what cannot be one."""
    return _name(said, "code")


def coder_name(said: str) -> str:
    """A coder's name, its blanks put in order. Raises UsageError for what cannot be one, and for “settled”."""
    name = _name(said, "coder")
    if name.casefold() == SETTLED:
        raise UsageError(
            f"no coder can be called “{SETTLED}”",
            why="codings that were settled between coders stand under that name",
            remedy="Name the coder otherwise, or settle: synopticon code settle",
        )
    return name


def colour(said: str) -> str:
    """A colour as `#rrggbb`. Raises UsageError."""
    wanted = said.strip().lower()
    if not _COLOUR.fullmatch(wanted):
        raise UsageError(f"“{said}” is no colour", remedy="Write it as #1f5f5b.")
    return wanted


def key(said: str) -> str:
    """The one character that gives a code. Raises UsageError."""
    wanted = unicodedata.normalize("NFC", said)
    if len(wanted) != 1 or wanted.isspace() or unicodedata.category(wanted) in _UNSEEN:
        raise UsageError(f"“{said}” is no key", remedy="Name one letter, digit or sign.")
    return wanted


def check_codebook(codes: Iterable[Code]) -> Tree:
    """The tree of these codes.

    Raises UsageError for an id twice, a parent that is not there, a circle, siblings of one name, a key twice among the
    codes that are offered, and for names, keys and colours that are none.
    """
    listed = tuple(codes)
    tree = Tree(listed)
    if len(tree.by_id) < len(listed):
        raise UsageError("two codes have one id", remedy="Give each code an id of its own.")
    keys: dict[str, Code] = {}
    names: dict[tuple[str | None, str], Code] = {}
    for code in listed:
        _check(code, tree)
        other = names.setdefault((code.parent, plain(code.name)), code)
        if other is not code:
            raise UsageError(
                f"there is a code “{other.name}” at that place already",
                where=tree.path(other.id),
                remedy="Choose another name, or another parent.",
            )
        if code.key is not None and not code.retired and (other := keys.setdefault(code.key, code)) is not code:
            raise UsageError(
                f"the key “{code.key}” belongs to {tree.path(other.id)} already", remedy="Choose another key."
            )
    return tree


def check_span(start: int, end: int, length: int, where: str) -> None:
    """Raises UsageError for a span that is empty, reversed, or not inside a text of so many characters."""
    if start == end:
        raise UsageError("the span is empty", where=where, why=f"it begins and ends at character {start:,}")
    if start > end:
        raise UsageError(
            "the span is the wrong way round", where=where, why=f"it begins at {start:,} and ends at {end:,}"
        )
    if start < 0 or end > length:
        raise UsageError(
            "the span is not inside the text",
            where=where,
            why=f"it runs from {start:,} to {end:,}; the text has {length:,} characters",
        )


def _name(said: str, what: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", said).split())
    if not name:
        raise UsageError(f"the {what}'s name is empty", remedy="Give it a name.")
    if any(unicodedata.category(letter) in _UNSEEN - {"Cn"} and letter not in _JOINERS for letter in name):
        raise UsageError(f"the {what}'s name has characters that cannot be seen", remedy="Write it without them.")
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"the {what}'s name is too long", why=f"it has {len(name)} characters; {LONGEST_NAME} are room enough"
        )
    return name


def _check(code: Code, tree: Tree) -> None:
    if code.name != code_name(code.name):
        raise UsageError("a code's name has blanks that do not belong there", where=repr(code.name))
    if code.parent is not None and code.parent not in tree.by_id:
        raise UsageError(f"the code above “{code.name}” is not there", where=f"parent {code.parent}")
    if code.id not in tree.paths:
        raise UsageError(f"“{code.name}” stands below itself", remedy="Move it to a code that is not below it.")
    if code.colour is not None:
        colour(code.colour)
    if code.key is not None:
        key(code.key)
