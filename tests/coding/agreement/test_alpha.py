"""Alpha is the textbook's: published examples, an independent oracle, and no number where there is none."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.coding.agreement.alpha import Alpha, Undefined, alphas_of
from synopticon.coding.agreement.bootstrap import alpha_with_interval
from synopticon.coding.agreement.distances import LEVELS, Level, level
from synopticon.coding.agreement.measuring import measure
from synopticon.coding.agreement.ratings import MISSING, Coincidences, Ratings, coincidences_of
from synopticon.errors import NotFound

_spec = importlib.util.spec_from_file_location("oracle", Path(__file__).with_name("oracle.py"))
assert _spec and _spec.loader
oracle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(oracle)

NUMBERS = ("nominal", "ordinal", "interval", "ratio")

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": examples A (two coders, binary), B (two coders,
# five values) and C (four coders, missing values); a row a coder.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
FIVE = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING_VALUES = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def alpha_of(coincidences: Coincidences, level: Level) -> Alpha:
    """Alpha without draws."""
    return alpha_with_interval(coincidences, level, b"", times=0)[0]


def ratings(rows: tuple[str, ...]) -> Ratings:
    """The textbook's rows as a table of units."""
    cells = [row.split() for row in rows]
    known = sorted({cell for row in cells for cell in row if cell != "."})
    table = [[MISSING if cell == "." else known.index(cell) for cell in row] for row in cells]
    values = np.array([float(name) if name.isdigit() else ord(name) for name in known])
    return Ratings.of(np.array(table).T, values)


@pytest.mark.parametrize(
    ("rows", "name", "published"),
    [
        (BINARY, "nominal", 0.095),
        (FIVE, "nominal", 0.692),
        (MISSING_VALUES, "nominal", 0.743),
        (MISSING_VALUES, "ordinal", 0.815),
        (MISSING_VALUES, "interval", 0.849),
        (MISSING_VALUES, "ratio", 0.797),
    ],
)
def test_published_examples(rows: tuple[str, ...], name: str, published: float) -> None:
    """What Krippendorff printed comes out, to the last digit he printed."""
    answer = alpha_of(coincidences_of(ratings(rows)), level(name)).value
    assert answer is not None
    assert round(answer, 3) == published


tables = st.lists(st.lists(st.none() | st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=9)


@given(tables, st.sampled_from(NUMBERS))
def test_any_table_agrees_with_the_oracle(rows: list[list[int | None]], name: str) -> None:
    """For any small table with gaps alpha is what the slow definition gives, at every level of numbers."""
    table = np.array([[MISSING if cell is None else cell for cell in row] for row in rows])
    told = alpha_of(coincidences_of(Ratings.of(table, np.arange(5.0))), level(name))
    expected = oracle.alpha([[cell for cell in row if cell is not None] for row in rows], getattr(oracle, name))
    assert (told.value is None) == (expected is None)
    if expected is not None and told.value is not None:
        assert told.value == pytest.approx(float(expected), abs=1e-9)


sets = st.frozensets(st.sampled_from("abc"))


@given(st.lists(st.lists(st.none() | sets, min_size=3, max_size=3), min_size=1, max_size=9))
def test_sets_agree_with_the_oracle(rows: list[list[frozenset[str] | None]]) -> None:
    """For any small table of sets, empty ones among them, alpha by MASI is what the slow definition gives."""
    known: list[frozenset[str]] = sorted({cell for row in rows for cell in row if cell is not None}, key=sorted)
    table = np.array([[MISSING if cell is None else known.index(cell) for cell in row] for row in rows])
    members = np.array([[letter in one for letter in "abc"] for one in known], np.bool_).reshape(-1, 3)
    told = alpha_of(coincidences_of(Ratings.of(table, members)), level("masi"))
    expected = oracle.alpha([[cell for cell in row if cell is not None] for row in rows], oracle.masi)
    assert (told.value is None) == (expected is None)
    if expected is not None and told.value is not None:
        assert told.value == pytest.approx(float(expected), abs=1e-9)


def test_masi_of_published_pairs() -> None:
    """Passonneau's four cases: equal 0, one within the other, overlapping, disjoint 1."""
    members = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]], np.bool_)
    apart = level("masi").between(members, np.ones(5), slice(None))
    assert apart[0].round(6).tolist() == [0, round(1 - 1 / 2 * 2 / 3, 6), round(1 - 1 / 3 * 1 / 3, 6), 1, 1]
    assert apart[4].tolist() == [1, 1, 1, 1, 0]
    assert (apart == apart.T).all()


def test_weights_and_groups_change_nothing_but_the_work() -> None:
    """A row of weight five is five equal rows, and alpha of all groups once is alpha."""
    heavy = ratings(MISSING_VALUES)
    weights = np.arange(1, 13)
    long = Ratings.of(np.repeat(heavy.table, weights, axis=0), heavy.values)
    short = coincidences_of(Ratings(heavy.table, heavy.values, weights, np.arange(12) // 5))
    for row in LEVELS[:4]:
        one, other = alpha_of(coincidences_of(long), row).value, alpha_of(short, row).value
        assert one == pytest.approx(other)


@pytest.mark.parametrize("name", [row.name for row in LEVELS[:4]])
def test_a_draw_of_groups_is_alpha_of_what_was_drawn(name: str) -> None:
    """The quick way over many draws gives what computing each draw from its own rows would give."""
    whole = ratings(MISSING_VALUES)
    kept = Ratings.of(whole.table[whole.pairable()], whole.values)
    chance = np.random.default_rng(5)
    drawn = chance.multinomial(len(kept.table), np.full(len(kept.table), 1 / len(kept.table)), size=20)
    quick = alphas_of(coincidences_of(kept), level(name), drawn.astype(float))
    for times, value in zip(drawn, quick, strict=True):
        slow = alpha_of(coincidences_of(Ratings.of(np.repeat(kept.table, times, axis=0), kept.values)), level(name))
        assert slow.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([[0], [1], [0]], Undefined.ONE_CODER),
        ([[0, MISSING], [MISSING, 1]], Undefined.NO_PAIRS),
        ([[MISSING, MISSING]], Undefined.NO_PAIRS),
        ([[1, 1], [1, 1], [1, 1]], Undefined.NO_VARIATION),
        ([[1, 1]], Undefined.NO_VARIATION),
    ],
)
def test_where_alpha_says_nothing_it_says_so(table: list[list[int]], why: Undefined) -> None:
    """One coder, nothing to pair, nothing that varies: no number and the reason, never 1 and never nan."""
    told = measure(Ratings.of(np.array(table), np.arange(2.0)), level("nominal"), b"seed")
    assert told.alpha.value is None
    assert told.alpha.undefined is why
    assert told.interval is None


def test_one_unit_of_two_minds_is_a_number_without_an_interval() -> None:
    """A single unit with two values gives an alpha (of 0, by the formula), but nothing can be drawn from it."""
    told = measure(Ratings.of(np.array([[0, 1]]), np.arange(2.0)), level("nominal"), b"seed")
    assert told.alpha.value == 0
    assert told.interval is None


def test_an_unknown_level_is_named_with_those_there_are() -> None:
    """A level that nobody defined is refused with the list."""
    with pytest.raises(NotFound, match="nominal, ordinal, interval, ratio, masi"):
        level("cosmic")
