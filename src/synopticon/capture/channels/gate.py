"""The gate: a proxy on this machine through which the browser goes, so that the address guard sees every connection.

Whatever in a page opens a connection (a frame, a worker, a new window, a web socket, a prefetch), its name is resolved
here, once, and the connection goes to the very address that was checked. What the guard refuses is hung up on.
"""

from __future__ import annotations

import socket
import socketserver
import threading
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from synopticon.capture.channels.line import Line
from synopticon.errors import GuardRefused
from synopticon.model.capture import Failure

_MOST_HEAD = 65_536
_CHUNK = 65_536
_IDLE_SECONDS = 60.0


@dataclass
class Gate:
    """Open as a context manager; `address` is what the browser is told to go through.

    expected: hosts that a checked request of a page asks for; whoever else knocks is hung up on (a new window, a socket
    of a worker, the browser's own services). servers: host to the address that was connected to; problems: host to why
    no connection was made.
    """

    line: Line
    expected: set[str] = field(default_factory=set)
    servers: dict[str, str] = field(default_factory=dict)
    problems: dict[str, Failure] = field(default_factory=dict)

    def __enter__(self) -> Gate:
        gate = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                gate._serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """The proxy's address, for the browser."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _serve(self, client: socket.socket) -> None:
        try:
            client.settimeout(_IDLE_SECONDS)
            head, rest = _read_head(client)
            method, target, version = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            tunnel = method == "CONNECT"
            server = self._connected(f"https://{target}/" if tunnel else target)
            if server is None:
                return
            with server:
                if tunnel:
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    server.sendall(_to_origin(method, target, version, head))
                server.sendall(rest)
                _relay(client, server)
        except (OSError, ValueError):
            return  # whoever hung up, the browser notices

    def _connected(self, url: str) -> socket.socket | None:
        """A connection to the checked address of a URL; None, with the problem noted, where there is to be none."""
        host = urlsplit(url).hostname or ""
        guard = self.line.guard
        if host not in self.expected:
            self.problems[host] = Failure(
                "unasked", f"{host}: asked for by the browser itself, a new window or a socket."
            )
            return None
        try:
            target = guard.target(url)
            try:
                address = guard.checked(target.host, target.port, self.line.resolver)
            except OSError as error:
                self.problems[host] = Failure("dns", f"The name {host} has no address: {error.strerror or error}.")
                return None
            server = socket.create_connection((address, target.port), timeout=self.line.timeout)
        except GuardRefused as refusal:
            self.problems[host] = Failure("guard", refusal.sentence())
            return None
        except OSError as error:
            self.problems[host] = Failure("refused", f"No connection could be made: {error.strerror or error}.")
            return None
        server.settimeout(_IDLE_SECONDS)
        self.servers[host] = address
        return server


def _read_head(client: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        more = client.recv(_CHUNK)
        if not more or len(data) > _MOST_HEAD:
            raise ValueError("no request came")
        data += more
    head, _, rest = data.partition(b"\r\n\r\n")
    return head, rest


def _to_origin(method: str, target: str, version: str, head: bytes) -> bytes:
    """A request to a proxy as the server itself wants it; one request a connection, so that each is checked."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [line for line in head.split(b"\r\n")[1:] if not line.lower().startswith((b"proxy-", b"connection:"))]
    first = f"{method} {path} {version}".encode("latin-1")
    return b"\r\n".join([first, *lines, b"Connection: close"]) + b"\r\n\r\n"


def _relay(one: socket.socket, other: socket.socket) -> None:
    back = threading.Thread(target=_pass, args=(other, one), daemon=True)
    back.start()
    _pass(one, other)
    back.join(_IDLE_SECONDS)


def _pass(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(_CHUNK):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return
