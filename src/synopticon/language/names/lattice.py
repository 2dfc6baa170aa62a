"""All spellings of a name at once: alternatives part by part, and whether a word is one of them, or one letter away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

FAR = 99
"""The distance of what is more than one letter away."""
LONGEST_PART = 24
"""Letters of a part in which an error is looked for: nine Hangul syllables as they are typed."""


class Lattice:
    """Parts one after the other, each with its alternative strings, an empty one where a part may be left out.

    A name of three Korean syllables has thousands of spellings and a few dozen alternatives: these alone are kept.
    """

    def __init__(self, parts: Sequence[Iterable[str]]) -> None:
        self.parts = tuple(frozenset(part) for part in parts)
        self.least = sum(min(map(len, part), default=0) for part in self.parts)
        self.most = sum(max(map(len, part), default=0) for part in self.parts)

    def distance(self, word: str, most: int = 1) -> int:
        """0 for a spelling; 1 for what one letter more, less, other or swapped with the next would make one; FAR else.

        most: 0 where an exact spelling alone is of interest.
        """
        reached = self._reached(word)
        if len(word) in reached[-1]:
            return 0
        if most:
            left = self._left(word)
            if self._errs_within_a_part(word, reached, left) or self._errs_between_parts(word, reached, left):
                return 1
        return FAR

    def _reached(self, word: str) -> list[set[int]]:
        """For each number of parts, the offsets up to which they can spell the word's beginning."""
        offsets = [{0}]
        for part in self.parts:
            offsets.append({at + len(one) for at in offsets[-1] for one in part if word.startswith(one, at)})
        return offsets

    def _left(self, word: str) -> list[set[int]]:
        """For each number of parts, the offsets from which all further parts can spell the word's rest."""
        offsets = [{len(word)}]
        for part in reversed(self.parts):
            offsets.append({end - len(one) for end in offsets[-1] for one in part if word.endswith(one, 0, end)})
        return offsets[::-1]

    def _errs_within_a_part(self, word: str, reached: Sequence[set[int]], left: Sequence[set[int]]) -> bool:
        for number, part in enumerate(self.parts):
            if not reached[number] or not left[number + 1]:
                continue
            near = by_what_is_left(part)
            for start in reached[number]:
                for end in left[number + 1]:
                    if 0 <= end - start <= LONGEST_PART + 1 and _is_near(word[start:end], near):
                        return True
        return False

    def _errs_between_parts(self, word: str, reached: Sequence[set[int]], left: Sequence[set[int]]) -> bool:
        """True where the last letter of one part and the first of the next that is not empty have changed places."""
        for first, second in self._neighbours():
            for start in reached[first] if left[second + 1] else ():
                for one in self.parts[first]:
                    at = start + len(one) - 1
                    if one and word[at + 1 : at + 2] == one[-1] and word.startswith(one[:-1], start):
                        following = (other for other in self.parts[second] if other[:1] == word[at])
                        if any(
                            word.startswith(other[1:], at + 2) and at + 1 + len(other) in left[second + 1]
                            for other in following
                        ):
                            return True
        return False

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Numbers of parts that follow each other, or between which all may be left out."""
        for first in range(len(self.parts)):
            for second in range(first + 1, len(self.parts)):
                yield first, second
                if "" not in self.parts[second]:
                    break


@lru_cache(maxsize=4_096)
def by_what_is_left(part: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The spellings of a part by what is left of them when any one letter is left out, and by themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for spelling in part:
        for left in _shortened(spelling):
            found[left] = (*found.get(left, ()), spelling)
    return found


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_near(word: str, near: dict[str, tuple[str, ...]]) -> bool:
    return any(_one_apart(word, spelling) for left in _shortened(word) for spelling in near.get(left, ()))


def _one_apart(first: str, second: str) -> bool:
    """True where one letter was added, left out or changed, or two neighbours have changed places."""
    if abs(len(first) - len(second)) > 1:
        return False
    at = 0
    while at < min(len(first), len(second)) and first[at] == second[at]:
        at += 1
    if len(first) == len(second):
        swapped = first[at : at + 2] == second[at : at + 2][::-1] and first[at + 2 :] == second[at + 2 :]
        return swapped or first[at + 1 :] == second[at + 1 :]
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return longer[at + 1 :] == shorter[at:]
