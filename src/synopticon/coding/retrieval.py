"""Retrieval: the codings of some codes that stand in a given relation to those of others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from synopticon.coding.columns import Columns, Numbers, Truths, on_one_line
from synopticon.model.coding import Relation, SpanRow


@dataclass(frozen=True, slots=True)
class Condition:
    """What a coding must meet, or with `no` must not. distance: in code points, for NEAR.

    codes: those of which the other coding must bear one.
    """

    relation: Relation
    codes: frozenset[str]
    distance: int = 0
    no: bool = False


def retrieve(
    columns: Columns,
    codes: Collection[str],
    conditions: Sequence[Condition] = (),
    *,
    one_coder: bool = False,
) -> list[SpanRow]:
    """The codings of these codes that meet every condition, in the order in which they came. No coding meets a
    condition by itself. one_coder: only codings of the same coder are held against each other.
    """
    wanted = columns.bearing(codes)
    for condition in conditions:
        wanted &= meets(columns, condition, one_coder) ^ condition.no
    return [columns.rows[at] for at in np.flatnonzero(wanted)]


def meets(columns: Columns, condition: Condition, one_coder: bool = False) -> Truths:
    """Which codings stand so to another coding of the condition's codes; its `no` is not looked at."""
    groups = columns.document if condition.relation is Relation.WITH else columns.text
    if one_coder:
        groups = groups * max(len(columns.coders), 1) + columns.coder
    other = columns.bearing(condition.codes)
    if condition.relation is Relation.WITH:
        _, group = np.unique(groups, return_inverse=True)
        number = np.bincount(group[other], minlength=int(group.max(initial=-1)) + 1)
        return np.asarray(number[group] - other > 0, np.bool_)
    if condition.relation is Relation.INSIDE:
        return _inside(columns, groups, other)
    distance = condition.distance if condition.relation is Relation.NEAR else 0
    starts, ends = on_one_line(groups, columns.start, columns.end, distance)
    begin, end = np.sort(starts[other]), np.sort(ends[other])
    if condition.relation is Relation.NEAR:
        before = np.searchsorted(begin, ends + distance, "right")
        behind = np.searchsorted(end, starts - distance, "left")
    else:
        before = np.searchsorted(begin, ends, "left")
        behind = np.searchsorted(end, starts, "right")
    return np.asarray(before - behind - other > 0, np.bool_)


def _inside(columns: Columns, groups: Numbers, other: Truths) -> Truths:
    """Which codings lie within another of `other`: of those before it, the furthest end reaches as far as its own."""
    starts, ends = on_one_line(groups, columns.start, columns.end)
    # Among equal starts the longest stands first, so that whatever may hold a coding stands before it or has its span.
    order = np.lexsort((-ends, starts))
    reach = np.maximum.accumulate(np.where(other[order], ends[order], -1))
    inside = np.zeros(len(order), np.bool_)
    inside[order[1:]] = reach[:-1] >= ends[order[1:]]
    # Codings of one and the same span lie within each other, whichever stands first.
    return inside | _same_span(starts, ends, other)


def _same_span(starts: Numbers, ends: Numbers, other: Truths) -> Truths:
    _, span = np.unique(np.stack((starts, ends)), axis=1, return_inverse=True)
    flat = span.reshape(-1)
    number = np.bincount(flat[other], minlength=int(flat.max(initial=-1)) + 1)
    return np.asarray(number[flat] - other > 0, np.bool_) if len(flat) else np.zeros(0, np.bool_)
