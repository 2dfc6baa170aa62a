"""What a code says of itself beyond a name, as the one description that other tools have, and taken apart again.

Below the definition stand parts in square brackets on lines of their own. A line that would be taken for such a
heading, or that begins with a backslash, gets a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADINGS = {"include": "[Include]", "exclude": "[Exclude]", "examples": "[Example]", "key": "[Key]"}
_HEADING = re.compile("|".join(map(re.escape, _HEADINGS.values())))


@dataclass(frozen=True, slots=True)
class Notes:
    """A code's definition, its rules, examples and key, as in `model.coding.Code`."""

    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    key: str | None = None


def described(notes: Notes) -> str | None:
    """One text that says it all; None where there is nothing to say."""
    parts: list[tuple[str, str]] = []
    for name in ("include", "exclude"):
        if value := getattr(notes, name):
            parts.append((name, value))
    parts += [("examples", example) for example in notes.examples]
    if notes.key is not None:
        parts.append(("key", notes.key))
    if not parts and not notes.definition:
        return None
    lines = [_guarded(notes.definition)] if notes.definition or not parts else []
    lines += [f"{_HEADINGS[name]}\n{_guarded(value)}" for name, value in parts]
    return "\n".join(lines)


def taken_apart(description: str | None) -> Notes:
    """The parts of a description; one without headings is a definition."""
    parts: list[tuple[str, list[str]]] = [("definition", [])]
    names = {heading: name for name, heading in _HEADINGS.items()}
    for line in (description or "").split("\n"):
        if line in names:
            parts.append((names[line], []))
        else:
            parts[-1][1].append(line.removeprefix("\\"))
    values = [(name, "\n".join(lines)) for name, lines in parts]
    return Notes(
        definition=_joined(values, "definition"),
        include=_joined(values, "include"),
        exclude=_joined(values, "exclude"),
        examples=tuple(value for name, value in values if name == "examples"),
        key=next((value for name, value in values if name == "key"), None),
    )


def _joined(values: Sequence[tuple[str, str]], wanted: str) -> str:
    return "\n".join(value for name, value in values if name == wanted)


def _guarded(text: str) -> str:
    return "\n".join(
        f"\\{line}" if _HEADING.fullmatch(line) or line.startswith("\\") else line for line in text.split("\n")
    )
