"""Fillings: names and numbers are known again when they are misspelt, and strangers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.fillings import alike, in_common, names_in, strangers, unlike


def longest_common(one: str, other: str) -> int:
    """The same by the table that everybody knows."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = row[:]
        for place, against in enumerate(other):
            row[place + 1] = before[place] + 1 if letter == against else max(row[place], before[place + 1])
    return row[-1]


@given(st.text("abcé", max_size=90), st.text("abcé", max_size=90))
def test_letters_in_common_are_those_of_the_table(one: str, other: str) -> None:
    """A row of the table in one number gives what the whole table does, from either side."""
    assert in_common(one, other) == in_common(other, one) == longest_common(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Stroud", "Strout", True),
        ("Mara Holm", "Mara Hohn", True),
        ("Norrland", "Quelmark", False),
        ("9", "1,500", False),
    ],
)
def test_a_misspelt_name_is_alike(one: str, other: str, same: bool) -> None:
    """Either way round."""
    assert alike(one, other) is same and alike(other, one) is same


def test_names_are_capitalised_words_within_sentences_and_numbers() -> None:
    """What only begins a sentence is no name."""
    assert names_in("The envoy Jon Berg came. Nine of 1,500 masts fell.") == {"jon", "berg", "1,500"}


def test_strangers_are_those_whom_the_other_text_does_not_know() -> None:
    """In any spelling; on both sides, or it is a shortened form."""
    ours, theirs = {"berg", "norrland", "holm"}, {"stroud", "quelmark", "holn"}
    assert unlike(ours, theirs) == {"berg", "norrland"}
    assert strangers(ours, theirs) == pytest.approx(2 / 3)
    assert strangers(ours, {"holm"}) == 0.0
