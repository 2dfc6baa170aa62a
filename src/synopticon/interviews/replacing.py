"""What stands for what was taken out: the same words for the same person, and as much of the sense as is safe."""

from __future__ import annotations

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.merging import Span
from synopticon.interviews.span import Kind

_NAMES = {
    Kind.PERSON: "Person", Kind.PLACE: "Place", Kind.ORGANISATION: "Organisation", Kind.CONTACT: "Contact",
    Kind.IDENTIFIER: "Number", Kind.OTHER: "Name",
}  # fmt: skip


class Replacements:
    """Labels in the order of the identity record and then of the text, so that one witness's documents agree."""

    def __init__(self, hearing: Hearing) -> None:
        self._text = hearing.low
        self._labels: dict[tuple[Kind, str], str] = {}
        self._given: dict[Kind, int] = {}

    def of(self, span: Span) -> str:
        """The replacement of one span."""
        if span.kind in _NAMES:
            return self._label(span.kind, span.entity or self._text[span.start : span.end])
        return f"[{span.kind.value}]"

    def _label(self, kind: Kind, entity: str) -> str:
        if (kind, entity) not in self._labels:
            number = self._given[kind] = self._given.get(kind, 0) + 1
            self._labels[kind, entity] = f"[{_NAMES[kind]} {lettered(number)}]"
        return self._labels[kind, entity]


def lettered(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA: as columns of a table are counted."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
