"""Spans of one copy of a text found again in another, which may have other line ends, blanks and control characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

_CONTEXT = 40
"""Characters on either side by which one of several equal quotations is told."""


class Carrying:
    """Carries spans from a text to its copy."""

    def __init__(self, text: str, there: str) -> None:
        self._text, self._there = text, there
        self._same = text == there
        self._from: list[int] = []
        self._to: list[int] = []
        if not self._same:
            self._from, self._to = _written(text), _written(there)
            self._alike = [text[at] for at in self._from] == [there[at] for at in self._to]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the span stands in the copy; None where its words do not, or nobody can say which they are."""
        if self._same:
            return start, end
        if self._alike:
            first, last = bisect_left(self._from, start), bisect_left(self._from, end) - 1
            return (self._to[first], self._to[last] + 1) if first <= last else None
        return self._quoted(start, end)

    def _quoted(self, start: int, end: int) -> tuple[int, int] | None:
        exact = self._text[start:end].strip()
        if not exact:
            return None
        found, at = [], self._there.find(exact)
        while at >= 0:
            found.append(at)
            at = self._there.find(exact, at + 1)
        if len(found) > 1:
            around = self._around(self._text, self._text.index(exact, start), len(exact))
            found = [at for at in found if self._around(self._there, at, len(exact)) == around]
        return (found[0], found[0] + len(exact)) if len(found) == 1 else None

    @staticmethod
    def _around(text: str, at: int, length: int) -> tuple[str, str]:
        before = "".join(text[max(0, at - 2 * _CONTEXT) : at].split())[-_CONTEXT:]
        after = "".join(text[at + length : at + length + 2 * _CONTEXT].split())[:_CONTEXT]
        return before, after


def _written(text: str) -> list[int]:
    """Where something that is seen stands."""
    return [at for at, sign in enumerate(text) if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cs")]
