"""The line to a server: one request on a connection of its own, to the very address that the guard checked.

Every byte that goes over the line behind TLS is kept as it was, so that a WARC record holds what the server sent and
not what a library made of it.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import certifi
import httpcore
import idna

from synopticon.capture.channels.wire import EnoughError, RecordedStream, Wire
from synopticon.capture.exchanges import Exchange
from synopticon.capture.guard import Guard, Resolver
from synopticon.errors import UsageError

_PATIENCE = 20
"""A whole answer may take so many times the time-out: a server that sends a byte a minute is not waited for."""
_WENT_WRONG = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.TimeoutException, OSError)
_SAFE = "/%:@!$&'()*+,;=~-._?"


class NotObtainedError(Exception):
    """No whole answer came: a short code, a sentence, and what was exchanged until then. Stays inside the channel."""

    def __init__(self, code: str, reason: str, exchange: Exchange | None = None) -> None:
        super().__init__(reason)
        self.code, self.reason, self.exchange = code, reason, exchange


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine's resolver gives for a name. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def default_trust() -> ssl.SSLContext:
    """The certificate authorities that Mozilla trusts."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Line:
    """How servers are reached.

    timeout: seconds for connecting and for each reading; most: bytes of the largest answer;
    proxy: http://, https:// or socks5:// address, or nothing. With a proxy the name is resolved there, and the guard
    sees the address's spelling only.
    """

    guard: Guard
    clock: Callable[[], datetime]
    timeout: float
    most: int
    proxy: str = ""
    resolver: Resolver = system_resolver
    trust: Callable[[], ssl.SSLContext] = default_trust

    def ask(self, url: str, headers: Mapping[str, str]) -> Exchange:
        """Fetch one address without following anywhere. Raises GuardRefused, NotObtainedError."""
        target = self.guard.target(url)
        host = _ascii_host(target.host)
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        moment = self.clock()
        wire = Wire(self.most + 65_536, self.clock, moment + timedelta(seconds=self.timeout * _PATIENCE))
        backend = _Backend(self, wire)
        port = None if target.port == {"http": 80, "https": 443}[target.scheme] else target.port
        address = httpcore.URL(scheme=target.scheme, host=host, port=port, target=path)
        shown = f"[{host}]" if ":" in host else host
        all_headers = {"Host": f"{shown}:{port}" if port else shown, **headers}
        problem: tuple[str, str, str | None] | None = None
        try:
            with self._pool(backend) as pool, pool.stream(
                "GET", address, headers=list(all_headers.items()), extensions={"timeout": self._timeouts()}
            ) as response:  # fmt: skip
                for _ in response.iter_stream():
                    pass
        except (*_WENT_WRONG, EnoughError) as error:
            problem = _problem(error, wire, self)
        truncated = problem[2] if problem else None
        sent, received = bytes(wire.sent), bytes(wire.received)
        exchange = Exchange(url, moment, sent, received, backend.server, wire.tls, truncated)
        if problem:
            raise NotObtainedError(problem[0], problem[1], exchange if wire.answering else None)
        return exchange

    def _pool(self, backend: _Backend) -> httpcore.ConnectionPool:
        proxy = None
        if self.proxy:
            parts = urlsplit(self.proxy)
            if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname:
                raise UsageError(
                    "collect.proxy cannot be read", remedy="Write http://, https:// or socks5://host:port."
                )
            auth = (parts.username or "", parts.password or "") if parts.username is not None else None
            scheme = "socks5" if parts.scheme == "socks5h" else parts.scheme
            proxy = httpcore.Proxy(f"{scheme}://{parts.netloc.rpartition('@')[2]}", auth=auth)
        return httpcore.ConnectionPool(
            ssl_context=self.trust(), proxy=proxy, max_connections=1, network_backend=backend
        )

    def _timeouts(self) -> dict[str, float]:
        return dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)


class _Backend(httpcore.NetworkBackend):
    """Connects to the address that the guard has checked, and to no other."""

    def __init__(self, line: Line, wire: Wire) -> None:
        self._line, self._wire = line, wire
        self._inner = httpcore.SyncBackend()
        self.server: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if not self._line.proxy:
            try:
                host = self.server = self._line.guard.checked(host, port, self._line.resolver)
            except OSError as error:
                raise NotObtainedError("dns", f"The name {host} has no address: {error.strerror or error}.") from error
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return RecordedStream(stream, self._wire)


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise NotObtainedError("dns", f"{host} is no possible name: {error}.") from error


def _problem(error: Exception, wire: Wire, line: Line) -> tuple[str, str, str | None]:
    """Code, sentence and WARC's word for a truncated answer."""
    if isinstance(error, EnoughError):
        if error.code == "too-large":
            return "too-large", f"The answer is larger than {line.most:,} bytes; nothing of it was kept.", "length"
        return "timeout", "The answer came too slowly to be waited for.", "time"
    if isinstance(error, httpcore.TimeoutException):
        return "timeout", f"The server did not answer within {line.timeout:g} seconds.", "time"
    if isinstance(error, httpcore.ProxyError):
        return "proxy", f"The proxy refused: {error}.", None
    cause = error.__cause__ or error.__context__ or error
    if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        reason = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or str(cause)
        return "tls", f"The connection cannot be trusted: {reason}.", None
    if isinstance(error, httpcore.ConnectError):
        return "refused", f"No connection could be made: {error}.", None
    if wire.answering:
        return "cut-short", f"The answer broke off: {error}.", "disconnect"
    return "network", f"The server did not answer: {error or type(error).__name__}.", None
