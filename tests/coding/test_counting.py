"""Retrieval, co-occurrence and frequencies answer what a slow and plain reading of the same codings answers."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.coding.columns import Columns, overlapping_pairs
from synopticon.coding.cooccurrence import cooccurrence
from synopticon.coding.frequencies import NO_BASIS, SEVERAL, bases_of, basis_codes, frequencies
from synopticon.coding.retrieval import Condition, Relation, retrieve
from synopticon.coding.tree import Tree
from synopticon.model.coding import SpanRow

from .made import span, spans, tree_of


def stands(one: SpanRow, other: SpanRow, relation: Relation, distance: int) -> bool:
    """The relation, spelled out."""
    if one.document != other.document:
        return False
    match relation:
        case Relation.WITH:
            return True
        case Relation.OVERLAPS:
            return one.start < other.end and other.start < one.end
        case Relation.INSIDE:
            return other.start <= one.start and one.end <= other.end
        case Relation.NEAR:
            return one.start <= other.end + distance and other.start <= one.end + distance


@given(spans(), st.sampled_from(list(Relation)), st.integers(0, 5), st.booleans(), st.booleans())
def test_retrieval_answers_what_comparing_each_with_each_does(
    rows: list[SpanRow], relation: Relation, distance: int, no: bool, one_coder: bool
) -> None:
    """Overlap, inside, near and with, their negation, and one coder alone: a coding is never its own witness."""
    near = distance if relation is Relation.NEAR else 0
    condition = Condition(relation, frozenset("bc"), distance, no)
    found = {row.id for row in retrieve(Columns.of(rows), "ab", [condition], one_coder=one_coder)}
    expected = {
        one.id
        for one in rows
        if one.code in "ab"
        and no
        != any(
            other.code in "bc" and stands(one, other, relation, near) and not (one_coder and one.coder != other.coder)
            for other in rows
            if other.id != one.id
        )
    }
    assert found == expected


@given(spans())
def test_co_occurrence_counts_each_pair_once(rows: list[SpanRow]) -> None:
    """Overlapping pairs of one coder, documents with such a pair, and documents with both codes."""
    pairs: Counter[tuple[str, str]] = Counter()
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    both: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other in itertools.combinations(rows, 2):
        a, b = sorted((one.code, other.code))
        if a == b or one.document != other.document:
            continue
        both[a, b].add(one.document)
        if one.coder == other.coder and stands(one, other, Relation.OVERLAPS, 0):
            pairs[a, b] += 1
            where[a, b].add(one.document)
    found = cooccurrence(Columns.of(rows), {code: code for code in "abc"})
    assert {(one.a, one.b): (one.spans, one.overlapping, one.documents) for one in found} == {
        pair: (pairs[pair], len(where[pair]), len(documents)) for pair, documents in both.items()
    }


@given(spans())
def test_codes_counted_under_another_are_one_code(rows: list[SpanRow]) -> None:
    """With b counted as a, only pairs with c remain, and a code that nothing names is left out."""
    found = cooccurrence(Columns.of(rows), {"a": "a", "b": "a", "c": "c"})
    assert {(one.a, one.b) for one in found} <= {("a", "c")}
    assert cooccurrence(Columns.of(rows), {"a": "a"}) == []


@given(spans(), st.integers(1, 5))
def test_pairs_are_the_same_however_many_are_taken_at_a_time(rows: list[SpanRow], most: int) -> None:
    """Dividing the work changes nothing."""
    columns = Columns.of([row for row in rows if row.document == "x"])
    order = np.argsort(columns.start, kind="stable")
    for size in (most, 4_000_000):
        seen: list[tuple[int, int]] = []
        overlapping_pairs(
            columns.start[order],
            columns.end[order],
            lambda a, b, seen=seen: seen.extend(zip(a.tolist(), b.tolist(), strict=True)),
            size,
        )
        expected = [
            (one, other)
            for one, other in itertools.combinations(range(len(order)), 2)
            if columns.start[order][other] < columns.end[order][one]
        ]
        assert sorted(seen) == expected


def test_a_code_tells_its_own_and_what_stands_below() -> None:
    """Codings below are added up to each code above, by column."""
    tree = Tree(tree_of("a", "a/b", "a/b/c", "d"))
    rows = [span(1, 0, 1, "a/b"), span(2, 0, 1, "a/b/c", "e"), span(3, 0, 1, "a/b/c", "e", "ben")]
    cells = {(one.code, one.column): (one.codings, one.below, one.documents)
             for one in frequencies(rows, tree, lambda row: row.coder)}  # fmt: skip
    assert cells == {
        ("a", "ada"): (0, 2, 0),
        ("a", "ben"): (0, 1, 0),
        ("a/b", "ada"): (1, 2, 1),
        ("a/b", "ben"): (0, 1, 0),
        ("a/b/c", "ada"): (1, 1, 1),
        ("a/b/c", "ben"): (1, 1, 1),
    }


BASES = tree_of("x", "Basis of  knowledge", "Basis of  knowledge/saw", "Basis of  knowledge/was told by")


def test_first_hand_and_hearsay_are_never_added_up() -> None:
    """Over the bases of knowledge no sum is told, neither theirs nor one above them."""
    tree = Tree(BASES)
    top, bases = basis_codes(tree, "basis of knowledge")
    assert set(bases.values()) == {"saw", "was told by"}
    rows = [span(1, 0, 4, BASES[2].id), span(2, 5, 9, BASES[3].id), span(3, 5, 9, top)]
    cells = {one.code: (one.codings, one.below) for one in frequencies(rows, tree, lambda _: "all", [top])}
    assert cells == {BASES[2].id: (1, 1), BASES[3].id: (1, 1), top: (1, None)}


def test_a_coding_has_the_basis_that_its_own_coder_gave() -> None:
    """Two bases on the same words are told as several; another coder's basis does not count."""
    _, bases = basis_codes(Tree(BASES), "basis of knowledge")
    saw, told = BASES[2].id, BASES[3].id
    rows = [
        span(1, 0, 5, "x"), span(2, 3, 9, saw),
        span(3, 20, 25, "x"), span(4, 20, 22, saw), span(5, 22, 25, told),
        span(6, 40, 45, "x"), span(7, 40, 45, saw, coder="ben"),
    ]  # fmt: skip
    assert bases_of(Columns.of(rows), bases) == {"c1": "saw", "c3": SEVERAL, "c6": NO_BASIS}


@pytest.mark.parametrize("relation", list(Relation))
def test_nothing_coded_is_nothing_found(relation: Relation) -> None:
    """An empty study answers with nothing."""
    assert retrieve(Columns.of([]), "a", [Condition(relation, frozenset("b"))]) == []
    assert cooccurrence(Columns.of([]), {}) == []
