"""Which member may be the first, and under which circumstances two documents appeared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from synopticon.reuse.families import Decisions
from synopticon.reuse.origins import first_of, setting_of

Make = Callable[..., Any]
TEXT = "The harvest was brought in by Tuesday. Eleven carts were counted at the mill. It rained at night."


def test_whether_two_documents_are_of_one_outlet_is_known_or_open(kin: Make) -> None:
    """Another name is another outlet; without a name and an address nobody can say."""
    cards = kin(
        ("a", "2024-01-01", TEXT, "KCNA", None), ("b", "2024-01-03", TEXT, "KCNA", None),
        ("c", "2024-01-03", TEXT, "Other", None),
    ).cards  # fmt: skip
    assert setting_of(cards[0], cards[1]).own is True
    assert setting_of(cards[0], cards[2]).own is False
    assert setting_of(cards[0], replace(cards[1], outlet=None)).own is None


def test_of_those_that_may_be_the_first_one_that_credits_an_agency_copied_it(kin: Make) -> None:
    """On one day, the same words with and without a credit line: the one without it is taken."""
    one = kin(("a", "2024-01-01", "(Kyodo) " + TEXT, "Paper", "Kyodo"), ("b", "2024-01-01", TEXT))
    first = first_of(one.cards, one.texts(), Decisions())
    assert first.card.id == "b" and "2 members may be the earliest" in first.reason


def test_of_those_that_may_be_the_first_the_one_with_least_of_its_own_is_taken(kin: Make) -> None:
    """What one member has for itself, the others would have had to leave out."""
    more = TEXT + " Advertisers find our rates below. Subscribe to the evening edition by Thursday."
    one = kin(("a", "2024-01-01", more), ("b", "2024-01-01", TEXT), ("c", "2024-01-02", TEXT[:70]))
    assert first_of(one.cards, one.texts(), Decisions()).card.id == "b"
