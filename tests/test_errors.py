"""Errors: what a person reads stays the same wherever an error was raised."""

from __future__ import annotations

import pickle

import pytest

from synopticon.errors import MissingPart, SynopticonError, UnreadableFormat


@pytest.mark.parametrize(
    "error",
    [
        UnreadableFormat("a line is not JSON", where="docs.jsonl, line 3", why="no bracket"),
        MissingPart("no such part", remedy="pip install it"),
    ],
)
def test_an_error_of_another_process_comes_back_as_it_was(error: SynopticonError) -> None:
    """Its kind, what, where, why and remedy, and the sentence that they make."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.as_json() == error.as_json() and str(again) == str(error)
