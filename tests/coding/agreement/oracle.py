"""The textbook, slowly: alpha from every pair of values of every unit, in exact fractions, with no matrix anywhere.

Krippendorff's own definition (2011, section F, and Content Analysis 12.2): the mean difference within units over the
mean difference between any two pairable values. Written apart from the program, so that both can only agree by being
right.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from synopticon.model.coding import Coding

Units = Sequence[Sequence[Any]]
"""Of each unit the values that its coders gave, missing ones left out."""


def alpha(units: Units, difference: Callable[[Any, Any, list[Any]], Fraction]) -> Fraction | None:
    """None where there is nothing to pair or nothing that varies."""
    pairable = [list(values) for values in units if len(values) >= 2]
    every = [value for values in pairable for value in values]
    observed = Fraction(0)
    for values in pairable:
        for one, other in permutations(values, 2):
            observed += difference(one, other, every) / (len(values) - 1)
    counts: dict[Hashable, int] = {}
    for value in every:
        counts[value] = counts.get(value, 0) + 1
    expected = Fraction(0)
    for one, some in counts.items():
        for other, more in counts.items():
            if one != other:
                expected += some * more * difference(one, other, every)
    return None if not expected else 1 - (len(every) - 1) * observed / expected


def nominal(one: Any, other: Any, every: list[Any]) -> Fraction:
    return Fraction(one != other)


def ordinal(one: Any, other: Any, every: list[Any]) -> Fraction:
    low, high = min(one, other), max(one, other)
    between = sum(1 for value in every if low <= value <= high)
    return (between - Fraction(every.count(low) + every.count(high), 2)) ** 2 if low != high else Fraction(0)


def interval(one: Any, other: Any, every: list[Any]) -> Fraction:
    return Fraction(one - other) ** 2


def ratio(one: Any, other: Any, every: list[Any]) -> Fraction:
    return Fraction(one - other, one + other) ** 2 if one + other else Fraction(0)


def masi(one: frozenset[str], other: frozenset[str], every: list[Any]) -> Fraction:
    if one == other:
        return Fraction(0)
    within = one < other or other < one
    return 1 - Fraction(2 if within else 1, 3) * Fraction(len(one & other), len(one | other))


def by_character(codings: Sequence[Coding], coders: Sequence[str]) -> list[list[frozenset[str]]]:
    """Of each character that anybody coded the sets that those gave who coded its document, one by one."""
    answer = []
    for document in sorted({(row.document, row.reading) for row in codings}):
        rows = [row for row in codings if (row.document, row.reading) == document and row.coder in coders]
        present = [name for name in coders if any(row.coder == name for row in rows)]
        for at in range(max((row.end for row in rows), default=0)):
            sets = [
                frozenset(row.code for row in rows if row.coder == name and row.start <= at < row.end)
                for name in present
            ]
            if any(sets):
                answer.append(sets)
    return answer
