"""Pauses between requests, as the protocol, a site's robots.txt and a server's answer ask for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from synopticon.capture.politeness import Politeness, retry_after

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Clock:
    """Time passes only while somebody waits."""

    def __init__(self) -> None:
        self.moment, self.waits = MOMENT, list[float]()

    def now(self) -> datetime:
        return self.moment

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.moment += timedelta(seconds=seconds)


def test_the_longer_of_two_pauses_is_kept_for_each_host_alone() -> None:
    """The protocol's pause, a longer one of robots.txt, a wish to come later; another host does not wait."""
    clock = Clock()
    polite = Politeness(1.0, clock.now, clock.wait)
    for host, delay in (("a", 0.0), ("b", 0.0), ("a", 5.0), ("a", 0.0)):
        with polite.turn(host, delay=delay):
            pass
    assert clock.waits == [1.0, 5.0]
    polite.postpone("b", 30)
    with polite.turn("b"):
        pass
    assert clock.waits[-1] == 30


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        ("Fri, 02 Jan 2026 03:05:05 GMT", 60),
        ("Fri, 02 Jan 2026 03:00:00 GMT", 0),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    """Both forms of the header; nonsense is no wish."""
    assert retry_after(value, MOMENT) == seconds
