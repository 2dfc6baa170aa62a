"""Agency templates: one frame, other names, numbers and days in its slots. The same words, and yet another event.

An edit changes common words; a template changes who, whom, where, when and how many, and changes a name everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from synopticon.reuse.alignment import Alignment
from synopticon.reuse.normalising import Normal

FAR = 80
"""Code points of a gap from which it is no slot but other text."""
ALIKE = 0.6
"""Likeness of two fillings from which they are one name, misspelt or bent otherwise."""
FRAME = 120.0
"""Rare letters of frame for each slot; where there are more, a changed number is drift in a retelling."""

_FILLING = re.compile(r"\b[A-ZÀ-ÞА-Я][\w'’-]+|\d[\d.,:]*|[一二三四五六七八九十百千万亿]{2,}")
"""A single Han numeral is mostly a syllable of a common word (一起, 万一), so it takes two to be a number."""


@dataclass(frozen=True, slots=True)
class Slots:
    """slots: places where names, numbers or days differ. edits: other changed places. repeated: replacements of one
    name by another that occur at more than one place.
    """

    slots: int
    edits: int
    repeated: int

    def tell_a_template(self, frame: float) -> bool:
        """True where the differences concentrate at slots; frame: rare letters that the two texts share."""
        if self.slots < 2 or self.slots < self.edits:
            return False
        return self.repeated > 0 or frame / self.slots < FRAME


def slots_between(found: Alignment, a: Normal, b: Normal) -> Slots:
    """Look into every gap within the passages of an alignment."""
    pairs: Counter[tuple[str, str]] = Counter()
    slots = edits = 0
    rows = list(zip(found.runs.tolist(), found.passage.tolist(), strict=True))
    for ((at, to, size), number), ((next_at, next_to, _), next_number) in pairwise(rows):
        if number != next_number or next_to < to + size:
            continue
        left = _gap(a, at + size, next_at)
        right = _gap(b, to + size, next_to)
        if left is None or right is None or left == right:
            continue
        filled = _fillings(left, right)
        if filled:
            slots += 1
            pairs.update(filled)
        else:
            edits += 1
    return Slots(slots, edits, sum(count > 1 for count in pairs.values()))


def _gap(text: Normal, begin: int, end: int) -> str | None:
    """The words between two runs, whole; None where there are too many."""
    start = int(text.ends[begin - 1])
    stop = int(text.starts[end])
    if stop - start > FAR:
        return None
    whole = text.text
    while start > 0 and whole[start - 1].isalnum() and whole[start : start + 1].isalnum() and start > stop - FAR:
        start -= 1
    while stop < len(whole) and whole[stop].isalnum() and whole[stop - 1].isalnum() and stop < start + FAR:
        stop += 1
    return " ".join(whole[start:stop].split())


def _fillings(left: str, right: str) -> set[tuple[str, str]]:
    """Names and numbers that stand on one side against others on the other side; empty where it is no slot."""
    names_a, names_b = _FILLING.findall(left), _FILLING.findall(right)
    only_a = [name for name in names_a if name not in names_b]
    only_b = [name for name in names_b if name not in names_a]
    if not only_a or not only_b:
        return set()
    if _alike(left, right):
        return set()
    return {(one, other) for one in only_a for other in only_b}


def _alike(one: str, other: str) -> bool:
    """True where two fillings, neither empty, are one name, misspelt or bent otherwise.

    What their lengths and then their letters allow at most is asked first; few pairs need their letters put in order.
    """
    size = len(one) + len(other)
    if 2.0 * min(len(one), len(other)) / size < ALIKE:
        return False
    if 2.0 * sum(min(one.count(letter), other.count(letter)) for letter in set(one)) / size < ALIKE:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def strangers(a: str, b: str) -> float:
    """The lesser of the two shares of names and numbers that the other text does not know in any spelling.

    A shortened or enlarged form knows all names of one side; another event brings its own on both sides. 0 where a
    side has fewer than two such names, or where the script marks no names and there are too few numbers.
    """
    names_a, names_b = names_in(a), names_in(b)
    only_a, only_b = names_a - names_b, names_b - names_a
    only_a, only_b = unlike(only_a, only_b), unlike(only_b, only_a)
    if min(len(only_a), len(only_b)) < 2:
        return 0.0
    return min(len(only_a) / len(names_a), len(only_b) / len(names_b))


def names_in(text: str) -> set[str]:
    """Capitalised words and numbers, without those that only begin a sentence."""
    found = set()
    for match in _FILLING.finditer(text):
        place = match.start()
        while place and text[place - 1].isspace():
            place -= 1
        before = text[place - 1 : place]
        if match[0][0].isdigit() or (before and before not in ".!?:\"'“”"):
            found.add(match[0].rstrip(".,:").casefold())
    return found


def unlike(some: set[str], others: set[str]) -> set[str]:
    """Those that resemble none of the others; long lists are taken as they are. A name misspelt at both ends is not
    looked for.
    """
    if len(some) * len(others) > 900:
        return some
    ends: dict[tuple[int, str], list[str]] = {}
    for other in others:
        ends.setdefault((0, other[0]), []).append(other)
        ends.setdefault((-1, other[-1]), []).append(other)
    return {
        one for one in some if not any(_alike(one, other) for end in (0, -1) for other in ends.get((end, one[end]), ()))
    }
