"""A text as the rules read it: its opening, the acts, days and names that it tells, each found once and when asked for.

A text stands in many pairs; what is found in it is kept with it, and goes with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cached_property
from itertools import islice

import numpy as np

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.days import days_named
from synopticon.reuse.fillings import names_in
from synopticon.reuse.grams import letters_of
from synopticon.reuse.moments import Moment
from synopticon.reuse.normalising import Normal
from synopticon.reuse.occasions import occasions_in, tells_of
from synopticon.reuse.publications import publishers_in

LEAST, MOST = 60, 220
"""Letters of an opening: as many sentences as make it so long; never more than the second number. Syllables and
ideographs are two letters."""


class Reading(Normal):
    """A normalised text with what the rules have asked of it so far."""

    @classmethod
    def of(cls, text: Normal) -> Reading:
        """The text to be read; itself where it is a reading already."""
        return text if isinstance(text, cls) else cls(text.text, text.codes, text.starts, text.ends)

    @cached_property
    def opening(self) -> int:
        """How many normalised signs the opening has."""
        signs = self.codes[: MOST + 1]
        letters = range(1, len(signs) + 1) if self.text.isascii() else np.cumsum(letters_of(signs)).tolist()
        most = bisect_right(letters, MOST)
        starts = self.starts[:most].tolist()
        for _, end in islice(sentence_spans(self.text[: 4 * MOST]), 8):
            size = bisect_left(starts, end)
            if size and letters[size - 1] >= LEAST:
                return size
        return most

    @cached_property
    def begins(self) -> str:
        """The words of the opening."""
        return self.text[: int(self.ends[self.opening - 1])] if self.opening else ""

    @cached_property
    def acts(self) -> list[str]:
        """The names of the occasions that the opening speaks of, in its order."""
        return occasions_in(self.begins)

    @cached_property
    def names(self) -> Set[str]:
        """The names and numbers of the whole text."""
        return names_in(self.text)

    @cached_property
    def first_names(self) -> Set[str]:
        """The names and numbers of the opening."""
        return names_in(self.begins)

    @cached_property
    def publishers(self) -> Set[str] | None:
        """Who published a work, where and when, where the text begins with that; else None."""
        return publishers_in(self.text)

    @cached_property
    def _told(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _days(self) -> dict[tuple[Moment, bool], Set[str]]:
        return {}

    def tells_of(self, occasion: str) -> bool:
        """True where the text speaks of the occasion of this name, anywhere."""
        if occasion not in self._told:
            self._told[occasion] = tells_of(self.text, occasion)
        return self._told[occasion]

    def days(self, published: Moment, *, opening: bool) -> Set[str]:
        """The days that the text names, or its opening; published: when it appeared."""
        asked = published, opening
        if asked not in self._days:
            self._days[asked] = days_named(self.begins if opening else self.text, published)
        return self._days[asked]
