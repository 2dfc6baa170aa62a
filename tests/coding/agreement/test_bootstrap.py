"""Intervals: the same for the same seed, wider where what is drawn hangs together, and right as often as they say."""

from __future__ import annotations

import numpy as np

from synopticon.coding.agreement.bootstrap import Interval, alpha_with_interval
from synopticon.coding.agreement.distances import level
from synopticon.coding.agreement.ratings import Coincidences, Ratings, coincidences_of

NOMINAL = level("nominal")


def interval_of(coincidences: Coincidences, seed: bytes, *, times: int = 1000) -> Interval | None:
    """The interval alone."""
    return alpha_with_interval(coincidences, NOMINAL, seed, times=times)[1]


def drawn(chance: np.random.Generator, units: int, agree: float) -> Ratings:
    """Two coders who give an even coin's value alike with that chance, and independently else: alpha is that chance."""
    truth = chance.integers(0, 2, units)
    other = np.where(chance.random(units) < agree, truth, chance.integers(0, 2, units))
    return Ratings.of(np.stack([truth, other], axis=1), np.arange(2.0))


def test_the_same_seed_gives_the_same_interval_around_alpha() -> None:
    """A seed settles the draws; alpha lies within; another seed moves the ends by little."""
    coincidences = coincidences_of(drawn(np.random.default_rng(1), 300, 0.7))
    value = alpha_with_interval(coincidences, NOMINAL, b"", times=0)[0].value
    one, again = interval_of(coincidences, b"one"), interval_of(coincidences, b"one")
    other = interval_of(coincidences, b"two")
    assert one and other and value is not None
    assert one == again
    assert one.low < value < one.high
    assert 0 < abs(one.low - other.low) < 0.03


def test_ninety_five_of_a_hundred_intervals_hold_the_truth() -> None:
    """Over 300 made studies of 150 units with alpha .7, between 91 and 98 in a hundred intervals hold .7."""
    chance = np.random.default_rng(2)
    held = 0
    for number in range(300):
        interval = interval_of(coincidences_of(drawn(chance, 150, 0.7)), number.to_bytes(2, "big"), times=400)
        assert interval
        held += interval.low <= 0.7 <= interval.high
    assert 0.91 <= held / 300 <= 0.98


def test_characters_that_hang_together_are_drawn_together() -> None:
    """One and the same disagreement told character by character does not make the interval narrow."""
    ratings = drawn(np.random.default_rng(3), 60, 0.7)
    alone = interval_of(coincidences_of(ratings), b"seed")
    weighted = Ratings(ratings.table, ratings.values, np.full(60, 100), ratings.groups)
    heavy = interval_of(coincidences_of(weighted), b"seed")
    assert alone and heavy
    assert heavy.high - heavy.low > 0.9 * (alone.high - alone.low)


def test_draws_without_variation_are_counted_and_too_many_of_them_give_no_interval() -> None:
    """Draws that miss every unit that varies have no alpha: some are told, more than a tenth leave no interval."""

    def among_forty(varying: int) -> Ratings:
        table = np.zeros((40, 2), np.int64)
        table[:varying] = 1
        return Ratings.of(table, np.arange(2.0))

    some = interval_of(coincidences_of(among_forty(3)), b"seed")
    assert some is not None
    assert 20 < some.bare < 80
    assert interval_of(coincidences_of(among_forty(1)), b"seed") is None
