"""A dateline names its agency wherever a page puts it: first, or below a title and a day."""

from __future__ import annotations

import pytest

from synopticon.reuse.credits import credited

LINE = "VESSIN CROSSING (Nordmere Press) -- Veldania has closed the last gap in its fence, officials said."


@pytest.mark.parametrize("above", ["", "The last gap is closed\n", "The last gap is closed\n7 February 2023\n"])
def test_an_invented_agency_is_read_from_a_dateline(above: str) -> None:
    """The words in the dateline's brackets are the credit, with or without lines above."""
    assert credited(above + LINE) == "Nordmere Press"


def test_brackets_in_the_midst_of_a_sentence_credit_nobody() -> None:
    """Only brackets that open a line with a place before them and a dash behind them are a dateline."""
    assert credited("The fence (Old Mesh) is rusted.\nIt was built by the state (Border Office) long ago.") is None
