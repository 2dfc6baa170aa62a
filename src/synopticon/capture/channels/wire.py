"""The wire: what goes over a connection is taken down byte for byte, and cut off where it is too much.

A proxy's greeting and its password are not part of the exchange with the server and are left out.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpcore


class EnoughError(Exception):
    """The answer is larger or slower than what is kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Wire:
    """What went over the line, from the request on; a proxy's greeting before it is not part of the exchange."""

    def __init__(self, most: int, clock: Callable[[], datetime], until: datetime) -> None:
        self._most, self._clock, self._until = most, clock, until
        self.sent, self.received = bytearray(), bytearray()
        self.tls: dict[str, str] = {}

    @property
    def answering(self) -> bool:
        """True once the server itself, and not a proxy before it, has begun to answer."""
        return bool(self.received) and self.sent.startswith(b"GET ")

    def wrote(self, data: bytes) -> None:
        """Take down what was sent; the request begins the exchange, without what a proxy alone may read."""
        if data.startswith(b"GET "):
            self.sent.clear()
            self.received.clear()
            lines = data.split(b"\r\n")
            data = b"\r\n".join(line for line in lines if not line.lower().startswith(b"proxy-authorization:"))
        self.sent += data

    def read(self, data: bytes) -> None:
        """Take down what was received. Raises EnoughError."""
        self.received += data
        if len(self.received) > self._most:
            raise EnoughError("too-large")
        if self._clock() > self._until:
            raise EnoughError("timeout")

    def secured(self, handle: Any) -> None:
        """Take down the facts of TLS."""
        certificate = handle.getpeercert(True) or b""
        cipher = handle.cipher()
        self.tls = {
            "tls": str(handle.version()),
            "tls-cipher": cipher[0] if cipher else "",
            "tls-certificate-sha256": sha256(certificate).hexdigest(),
        }


class RecordedStream(httpcore.NetworkStream):
    """A connection that takes down what goes over it."""

    def __init__(self, inner: httpcore.NetworkStream, wire: Wire) -> None:
        self._inner, self._wire = inner, wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Receive. Raises EnoughError."""
        data = self._inner.read(max_bytes, timeout)
        self._wire.read(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._wire.wrote(buffer)
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on behind TLS; what is taken down begins anew there."""
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout)
        self._wire.secured(inner.get_extra_info("ssl_object"))
        return RecordedStream(inner, self._wire)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._inner.get_extra_info(info)
