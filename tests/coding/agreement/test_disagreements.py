"""The list of disagreements: every stretch that not all marked alike, once, with what each one marked."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from synopticon.coding.agreement.disagreements import disagreements
from synopticon.coding.agreement.measuring import Measured, measure
from synopticon.coding.agreement.saying import cautions, verdict
from synopticon.model.coding import Coding

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def coding(coder: str, code: str, start: int, end: int, document: str = "d") -> Coding:
    """An invented coding."""
    return Coding(f"{coder}{code}{start}{end}{document}", document, "r", start, end, code, coder, 1, DAY)


def test_each_difference_is_told_once_with_both_sides() -> None:
    """Borders that differ, a code that one gave alone; what is alike is not told, nor what only one coder opened."""
    rows = [
        coding("A", "face", 0, 10),
        coding("B", "face", 4, 12),
        coding("A", "school", 20, 30),
        coding("A", "camera", 40, 50),
        coding("B", "camera", 40, 50),
        coding("A", "face", 0, 5, "unopened"),
    ]
    borders, alone = disagreements(rows, ("A", "B", "C"))
    assert (borders.code, borders.start, borders.end, borders.letters) == ("face", 0, 12, 6)
    assert borders.marked == (("A", ((0, 10),)), ("B", ((4, 12),)))
    assert borders.borders_only
    assert alone.marked == (("A", ((20, 30),)), ("B", ()))
    assert not alone.borders_only
    assert alone.codings == ("Aschool2030d",)
    done = disagreements(rows, ("A", "B"), {("unopened", "r"): ["B"]})
    assert [one.document for one in done] == ["d", "d", "unopened"]


def test_two_touching_codings_are_one_beside_one_that_spans_both() -> None:
    """The same letters marked in two pieces are no disagreement."""
    rows = [coding("A", "face", 0, 5), coding("A", "face", 5, 9), coding("B", "face", 0, 9)]
    assert disagreements(rows, ("A", "B")) == []


spans = st.tuples(st.sampled_from("ABC"), st.sampled_from(("face", "school")), st.integers(0, 20), st.integers(1, 8))


@given(st.lists(spans, max_size=12))
def test_letters_are_those_on_which_not_all_are_of_one_mind(rows: list[tuple[str, str, int, int]]) -> None:
    """Counted one by one, as many characters differ as the list says."""
    codings = [coding(who, what, at, at + long) for who, what, at, long in rows]
    present = {row.coder for row in codings}
    expected = 0
    for code in ("face", "school"):
        for at in range(30):
            having = {row.coder for row in codings if row.code == code and row.start <= at < row.end}
            expected += bool(having) and having != present
    assert sum(one.letters for one in disagreements(codings, ("A", "B", "C"))) == expected


def told(left: str, right: str) -> Measured:
    """What is measured of two coders' zeroes and ones."""
    import numpy as np

    from synopticon.coding.agreement.distances import level
    from synopticon.coding.agreement.ratings import Ratings

    table = np.array([[int(cell) for cell in left], [int(cell) for cell in right]]).T
    return measure(Ratings.of(table, np.arange(2.0)), level("nominal"), b"s")


def test_a_number_is_read_out_by_the_lower_end_of_its_interval() -> None:
    """Enough, tentative, too little, chance, none: each with its sentence, and a limit crossed is said."""
    assert verdict(told("01" * 200, "01" * 200)).startswith("At least 0.800")
    assert verdict(told("01" * 1600, "01" * 1340 + "0010" * 130)).startswith("Between 0.667 and 0.800")
    crossing = verdict(told("0101010101", "0101010001"))
    assert crossing.startswith("By the interval's lower end")
    assert "below 0.667" in crossing
    assert "would allow more" in crossing
    assert verdict(told("0101", "1010")).startswith("No better than chance")
    assert verdict(told("1", "1")).startswith("Not defined")
    assert cautions(told("01" * 20, "01" * 20)) == []
