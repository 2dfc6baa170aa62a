"""Occasions: what agency notes report, in the languages in which they are written."""

from __future__ import annotations

import pytest

from synopticon.reuse.occasions import OCCASIONS, occasions_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A delegation of Norrland arrived here on Monday to sign an accord.", ["an arrival"]),
        ("The delegation left for home on Friday.", ["a departure"]),
        ("The minister met the guests and gave a banquet in their honour.", ["a meeting", "a banquet"]),
        ("La delegación llegó este lunes a la capital.", ["an arrival"]),
        ("La delegación regresó a su país.", ["a departure"]),
        ("대표단이 월요일 이곳에 도착하였다.", ["an arrival"]),
        ("대표단이 평지로 출발하였다.", ["a departure"]),
        ("代表团星期一抵达首都，部长会见了客人。", ["an arrival", "a meeting"]),
        ("Делегация прибыла в столицу.", ["an arrival"]),
        ("The harvest was good.", []),
        ("The leftover shelter was visited by nobody.", ["a visit"]),
    ],
)
def test_an_act_is_known_by_its_words(text: str, found: list[str]) -> None:
    """Whole words only, in the text's order, each occasion once."""
    assert occasions_in(text) == found


def test_every_occasion_has_words_and_signs() -> None:
    """A row without one of the two would be blind in half of the scripts."""
    assert all(row.name and row.words and row.signs for row in OCCASIONS)
