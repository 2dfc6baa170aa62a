"""What is counted: characters and passages that somebody coded, whatever lies bare around them."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.coding.agreement.alpha import Alpha
from synopticon.coding.agreement.bootstrap import alpha_with_interval
from synopticon.coding.agreement.distances import Level, level
from synopticon.coding.agreement.measuring import groups_of, measure, measure_code
from synopticon.coding.agreement.ratings import Coincidences, coincidences_of
from synopticon.coding.agreement.saying import cautions
from synopticon.coding.agreement.units import Units, character_units, passage_units
from synopticon.coding.agreement.views import as_presence, as_ranks, as_sets
from synopticon.model.coding import Coding

_spec = importlib.util.spec_from_file_location("oracle", Path(__file__).with_name("oracle.py"))
assert _spec and _spec.loader
oracle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(oracle)

CODERS, CODES = ("A", "B", "C"), ("camera", "face", "school")
DAY = datetime(2024, 5, 1, tzinfo=UTC)


def alpha_of(coincidences: Coincidences, level: Level) -> Alpha:
    """Alpha without draws."""
    return alpha_with_interval(coincidences, level, b"", times=0)[0]


def coding(coder: str, code: str, start: int, end: int, document: str = "d") -> Coding:
    """An invented coding."""
    return Coding(f"{coder}{code}{start}{end}{document}", document, "r", start, end, code, coder, 1, DAY)


def sets_alpha(units: Units) -> float | None:
    """Alpha of the sets by MASI."""
    return alpha_of(coincidences_of(as_sets(units, groups_of(units)[0])), level("masi")).value


spans = st.tuples(
    st.sampled_from(CODERS), st.sampled_from(CODES), st.integers(0, 20), st.integers(1, 8), st.sampled_from("de")
)


@given(st.lists(spans, min_size=1, max_size=12))
def test_characters_agree_with_counting_them_one_by_one(rows: list[tuple[str, str, int, int, str]]) -> None:
    """Cut at borders and weighted, overlaps, repeats, several documents: alpha is that of every character by itself."""
    codings = [coding(who, what, at, at + long, where) for who, what, at, long, where in rows]
    units = character_units(codings, CODERS, CODES)
    by_hand = oracle.by_character(codings, CODERS)
    told, expected = sets_alpha(units), oracle.alpha(by_hand, oracle.masi)
    assert int(units.weight.sum()) == len(by_hand)
    assert told == (pytest.approx(float(expected), abs=1e-9) if expected is not None else None)
    for code in CODES:
        told = alpha_of(coincidences_of(as_presence(units, units.document, code)), level("nominal")).value
        expected = oracle.alpha([[code in one for one in sets] for sets in by_hand], oracle.nominal)
        assert told == (pytest.approx(float(expected), abs=1e-9) if expected is not None else None)


ONE_BY_ONE = [
    coding("A", "camera", 0, 40),
    coding("B", "camera", 10, 40),
    coding("A", "school", 60, 80),
    coding("B", "face", 60, 90),
]


def test_bare_stretches_change_no_number() -> None:
    """The same codings in a text a thousand times as long give the same figures: what nobody coded is not counted."""
    text = [(start, start + 10) for start in range(0, 100, 10)]
    long = [(start, start + 10) for start in range(0, 100_000, 10)]
    short = passage_units(ONE_BY_ONE, CODERS, CODES, {("d", "r"): text})
    longer = passage_units(ONE_BY_ONE, CODERS, CODES, {("d", "r"): long})
    assert sets_alpha(short) == sets_alpha(longer)
    assert len(short.weight) == len(longer.weight) == 7
    characters = character_units(ONE_BY_ONE, CODERS, CODES)
    assert int(characters.weight.sum()) == 70
    moved = [coding(row.coder, row.code, row.start + 9_000, row.end + 9_000) for row in ONE_BY_ONE]
    assert sets_alpha(character_units(moved, CODERS, CODES)) == sets_alpha(characters)


def test_one_who_never_opened_a_document_has_not_judged_it() -> None:
    """A coder without a coding in a document is missing there, not of the opinion that nothing is to be coded."""
    without = sets_alpha(character_units(ONE_BY_ONE, ("A", "B"), CODES))
    elsewhere = [*ONE_BY_ONE, coding("C", "face", 0, 9, "another")]
    assert sets_alpha(character_units(elsewhere, CODERS, CODES)) == without


def test_one_who_is_done_with_a_document_has_judged_it_without_a_coding() -> None:
    """Said to be done, a coder without a coding holds that nothing is to be coded: a value, and a disagreement."""
    alone = [coding("A", "face", 0, 10)]
    silent = character_units(alone, ("A", "B"), CODES)
    done = character_units(alone, ("A", "B"), CODES, {("d", "r"): ["B"]})
    assert measure(as_sets(silent, silent.document), level("masi"), b"s").units == 0
    assert measure(as_sets(done, done.document), level("masi"), b"s").units == 10


def test_what_both_coded_can_be_asked_alone() -> None:
    """With the empty sets left out only the thirty and twenty characters that both coded count."""
    units = character_units(ONE_BY_ONE, ("A", "B"), CODES)
    with_empty = measure(as_sets(units, units.document), level("masi"), b"s")
    both = measure(as_sets(units, units.document, empty=False), level("masi"), b"s")
    assert with_empty.units == 70
    assert both.units == 50


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 10, [0]),
        (0, 12, [0]),
        (3, 16, [0, 1]),
        (8, 21, [1]),
        (4, 6, [0]),
        (9, 12, [1]),
        (0, 30, [0, 1, 2]),
        (6, 24, [1]),
        (30, 40, []),
    ],
)
def test_a_coding_counts_where_it_covers_half_and_where_most_of_it_lies(
    start: int, end: int, expected: list[int]
) -> None:
    """Letters beyond a border change nothing, a word inside a passage counts for it, a blank end counts nowhere."""
    passages = {("d", "r"): [(0, 10), (10, 20), (20, 30)]}
    units = passage_units([coding("A", "face", start, end)], CODERS, CODES, passages)
    assert [at // 10 for at in units.start] == expected


def test_a_branch_in_order_is_a_scale() -> None:
    """The children of a code are ranks; who gave none has not judged, who gave two has not said which, and is told."""
    rungs = ("camera", "face", "school")
    codings = [
        coding("A", "camera", 0, 10),
        coding("B", "face", 0, 10),
        coding("A", "school", 10, 20),
        coding("B", "school", 10, 20),
        coding("A", "face", 20, 30),
        coding("B", "face", 20, 30),
        coding("B", "school", 20, 30),
    ]
    units = passage_units(codings, ("A", "B"), rungs, {("d", "r"): [(0, 10), (10, 20), (20, 30)]})
    ranked = as_ranks(units, units.document, rungs)
    assert ranked.several == 1
    told = alpha_of(coincidences_of(ranked.ratings), level("interval")).value
    assert told == pytest.approx(float(oracle.alpha([[1, 2], [3, 3]], oracle.interval)))


def test_beside_alpha_stand_percent_kappa_and_what_is_shared() -> None:
    """Forty characters, of which A marks 40 and B 30 inside, and fifty of others: the figures are those by hand."""
    units = character_units(ONE_BY_ONE, ("A", "B"), CODES)
    told = measure_code(units, units.document, "camera", level("nominal"), b"s")
    assert told.units == 70
    assert told.marked == (40, 30)
    assert told.percent == pytest.approx(60 / 70)
    assert told.shared == pytest.approx(60 / 70)
    chance = (40 * 30 + 30 * 40) / 70**2
    assert told.kappa.mean == pytest.approx((60 / 70 - chance) / (1 - chance))


def test_where_alpha_has_little_to_compare_with_it_says_so() -> None:
    """A code on nearly all that was coded, and draws in which nothing varies: a caution each."""
    rows = [coding(who, "face", 0, 300, f"d{number}") for number in range(12) for who in "AB"]
    rows += [coding(who, "camera", 300, 302, f"d{number}") for number in range(3) for who in "AB"]
    units = character_units(rows, ("A", "B"), CODES)
    groups, _ = groups_of(units)
    told = cautions(measure_code(units, groups, "face", level("nominal"), b"s"))
    assert len(told) == 2
    assert "Nearly all" in told[0]
    assert "draws held nothing that varies" in told[1]
    assert cautions(measure_code(units, groups, "school", level("nominal"), b"s")) == []


def test_ten_documents_are_drawn_whole_and_fewer_by_stretches() -> None:
    """Where ten documents were coded by two, documents are drawn; where not, stretches, and that is told."""
    few = [coding(who, "face", 0, 9, f"d{number}") for number in range(9) for who in "AB"]
    many = [*few, coding("A", "face", 0, 9, "last"), coding("B", "face", 0, 7, "last")]
    assert groups_of(character_units(few, CODERS, CODES))[1] is False
    groups, whole = groups_of(character_units(many, CODERS, CODES))
    assert whole
    assert len(np.unique(groups)) == 10


def test_no_coding_at_all_is_no_unit() -> None:
    """Nothing coded, or codes that are not asked for: no units, no pairs, no failure."""
    for rows in ([], [coding("A", "unknown", 0, 5)], [coding("stranger", "face", 0, 5)]):
        units = character_units(rows, CODERS, CODES)
        told = measure_code(units, groups_of(units)[0], "face", level("nominal"), b"s")
        assert (told.alpha.value, told.units, told.percent, told.shared) == (None, 0, None, None)
        assert measure(as_sets(units, units.document), level("masi"), b"s").alpha.value is None
