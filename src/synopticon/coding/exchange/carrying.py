"""Spans of one copy of a text found again in another, which may have other line ends, blanks and control characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

from synopticon.coding.anchoring import Anchoring


class Carrying:
    """Carries spans from a text to its copy."""

    def __init__(self, text: str, there: str) -> None:
        self._same = text == there
        self._from, self._to = ([], []) if self._same else (_written(text), _written(there))
        self._alike = [text[at] for at in self._from] == [there[at] for at in self._to]
        self._anchoring = Anchoring(text, there)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the span stands in the copy; None where its words do not, or nobody can say which they are."""
        if self._same:
            return start, end
        if self._alike:
            # Both say the same, whatever stands between: the first and the last sign of the span tell its place.
            first, last = bisect_left(self._from, start), bisect_left(self._from, end) - 1
            return (self._to[first], self._to[last] + 1) if first <= last else None
        found = self._anchoring.anchor(start, end)
        return (found.start, found.end) if found else None


def _written(text: str) -> list[int]:
    """Where something that is seen stands."""
    return [at for at, sign in enumerate(text) if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cs")]
