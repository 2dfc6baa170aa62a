"""The time-stamp channel: one question to the RFC 3161 service that the protocol names, and its answer's bytes.

The service is named by the study's own protocol and never by a page, so that no redirect is followed and the guard
checks the address as it is written.
"""

from __future__ import annotations

import httpx

from synopticon.capture.guard import Guard
from synopticon.errors import NetworkFailed

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
MOST = 1_000_000
"""Bytes of the largest answer that is read; real ones have a few thousand."""


def ask(
    url: str,
    query: bytes,
    *,
    guard: Guard,
    timeout: float,
    proxy: str = "",
    transport: httpx.BaseTransport | None = None,
) -> bytes:
    """The service's answer to a request in DER. transport stands in for the network in tests.

    Raises GuardRefused, NetworkFailed.
    """
    guard.target(url)
    try:
        with (
            httpx.Client(timeout=timeout, proxy=proxy or None, transport=transport, trust_env=False) as client,
            client.stream("POST", url, content=query, headers={"Content-Type": QUERY, "Accept": REPLY}) as response,
        ):
            if response.status_code != 200:
                raise _failed(url, f"it answered {response.status_code}")
            answer = b""
            for part in response.iter_bytes():
                answer += part
                if len(answer) > MOST:
                    raise _failed(url, f"its answer is larger than {MOST:,} bytes")
    except httpx.HTTPError as error:
        raise _failed(url, str(error) or type(error).__name__) from error
    return answer


def _failed(url: str, why: str) -> NetworkFailed:
    return NetworkFailed(
        "the time-stamping service gave no time stamp",
        where=url,
        why=why,
        remedy="Try again later, or name another service as timestamp.url in study.toml.",
    )
