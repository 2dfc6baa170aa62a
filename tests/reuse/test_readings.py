"""Readings: what a text tells is found once, however many pairs it stands in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from synopticon.reuse import readings
from synopticon.reuse.moments import UNKNOWN, moment_of
from synopticon.reuse.normalising import normalise
from synopticon.reuse.readings import LEAST, MOST, Reading


def read(text: str) -> Reading:
    return Reading.of(normalise(text))


def test_an_opening_is_a_sentence_of_some_length() -> None:
    """Short sentences are taken together, long ones cut."""
    assert LEAST <= read("It rained. " * 40).opening <= MOST
    assert read("so " * 400).opening == MOST
    assert read("").opening == 0 and read("").begins == ""
    assert read("망루" * 400).opening == MOST // 2


def test_what_is_asked_again_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days go by the date of publication, occasions by their name; each is looked for once."""
    asked: list[object] = []

    def noted(answer: object) -> Callable[..., object]:
        def look(*given: object) -> object:
            asked.append(given)
            return answer

        return look

    monkeypatch.setattr(readings, "days_named", noted({"12"}))
    monkeypatch.setattr(readings, "tells_of", noted(False))
    text = read("The masts were counted on the 12th.")
    assert Reading.of(text) is text
    for _ in range(3):
        assert text.days(UNKNOWN, opening=False) == {"12"} and not text.tells_of("a gift")
    assert len(asked) == 2
    text.days(moment_of("2024-03-12"), opening=False)
    text.tells_of("a visit")
    assert len(asked) == 4
