"""Find a coding's words again in another reading of its document, by quotation and context.

Follows the W3C Web Annotation TextQuoteSelector (exact, prefix, suffix). Words are never guessed at: what is not there,
or there in several places that the context does not tell apart, is not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from synopticon.language.folding import Folded, fold, fold_with_offsets
from synopticon.model.passage import CONTEXT

TELLING = 12
"""Code points of context that must agree, or of a quotation that stands once in both texts, to be sure of a place."""

MOST = 2_000
"""Places that are compared at most; words that stand more often are no quotation."""


class Found(StrEnum):
    """How the words were found again."""

    EXACTLY = "exactly"
    NEARLY = "nearly"
    """But for letter case, accents or blanks."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stand now."""

    start: int
    end: int
    found: Found


class Anchoring:
    """Two readings of one document, the folded form of each made once and only when it is needed."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._folded: tuple[Folded, str] | None = None

    def anchor(self, start: int, end: int) -> Anchor | None:
        """The place in the new text of what stands at [start, end) in the old one; None where it is not sure."""
        old, new = self._old, self._new
        if not 0 <= start < end <= len(old):
            return None
        if new[start:end] == old[start:end] and new[:start] == old[:start]:
            return Anchor(start, end, Found.EXACTLY)
        exact = old[start:end]
        places = _places(exact, new)
        if places:
            chosen = _choose(old, start, exact, new, places)
            return None if chosen is None else Anchor(chosen, chosen + len(exact), Found.EXACTLY)
        return self._nearly(start, end)

    def _nearly(self, start: int, end: int) -> Anchor | None:
        words = [re.escape(word) for word in fold(self._old[start:end]).split()]
        if not words:
            return None
        if self._folded is None:
            self._folded = fold_with_offsets(self._new), fold(self._old)
        new, old = self._folded
        pattern = re.compile(r"\s*".join(words))
        here = list(pattern.finditer(new.text))
        if len(here) != 1 or len(pattern.findall(old)) != 1 or end - start < TELLING:
            return None
        return Anchor(*new.span(here[0].start(), here[0].end()), Found.NEARLY)


def _places(exact: str, text: str) -> list[int]:
    found: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(found) < MOST:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _choose(old: str, start: int, exact: str, new: str, places: list[int]) -> int | None:
    """The place whose context agrees most; None where two agree alike, or too little agrees to be sure."""
    if len(places) >= MOST:
        return None
    scores = sorted(((_agreeing(old, start, new, at, len(exact)), at) for at in places), reverse=True)
    best, at = scores[0]
    if len(scores) > 1 and scores[1][0] == best:
        return None
    alone = len(places) == 1 and len(exact) >= TELLING and old.count(exact) == 1
    whole = best >= min(TELLING, len(old) - len(exact), len(new) - len(exact))
    return at if alone or whole else None


def _agreeing(old: str, start: int, new: str, at: int, length: int) -> int:
    """How many code points before and after the quotation agree, as far as CONTEXT on either side."""
    before = old[max(0, start - CONTEXT) : start], new[max(0, at - CONTEXT) : at]
    behind = old[start + length : start + length + CONTEXT], new[at + length : at + length + CONTEXT]
    return _common(before[0][::-1], before[1][::-1]) + _common(*behind)


def _common(a: str, b: str) -> int:
    """How many characters at the beginning are the same."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))
