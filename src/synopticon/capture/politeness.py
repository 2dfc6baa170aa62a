"""Politeness: one request to a host at a time, a pause between two, and a server's own wish to wait is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 120.0
"""Seconds; a server that asks for more is not waited for in this run."""


class Politeness:
    """Gives out turns. Safe for threads.

    delay: seconds between the end of one request to a host and the next; clock: the present moment;
    wait: sleeps for so many seconds (and may end early where the run is stopped).
    """

    def __init__(self, delay: float, clock: Callable[[], datetime], wait: Callable[[float], object]) -> None:
        self._delay, self._clock, self._wait = delay, clock, wait
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._free: dict[str, datetime] = {}

    @contextmanager
    def turn(self, host: str, *, delay: float = 0.0) -> Iterator[None]:
        """Hold the host for one request; waits until it is free. delay: what its robots.txt asks for."""
        with self._lock:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            until = self._free.get(host)
            if until is not None and (left := (until - self._clock()).total_seconds()) > 0:
                self._wait(left)
            try:
                yield
            finally:
                pause = timedelta(seconds=max(self._delay, delay))
                self._free[host] = max(self._free.get(host, self._clock()), self._clock() + pause)

    def postpone(self, host: str, seconds: float) -> None:
        """Keep the host free of requests for so long."""
        self._free[host] = self._clock() + timedelta(seconds=seconds)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait (a number or an HTTP date), or None."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
