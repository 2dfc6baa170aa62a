"""The gate before the browser: every connection is checked and pinned, whatever asks for it."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import Any

import pytest

from synopticon.capture.channels.gate import Gate
from synopticon.capture.channels.line import Line
from synopticon.capture.guard import Guard, Resolver


def gate(resolver: Resolver = lambda host, port: ["127.0.0.1"]) -> Gate:
    """A gate that may lead to this machine."""
    clock = lambda: datetime.now(UTC)  # noqa: E731
    line = Line(Guard(("127.0.0.1/32",)), clock, timeout=2, most=1000, resolver=resolver)
    return Gate(line, {"name.test", "inside.test", "nowhere.test", "10.0.0.1", "192.168.1.1"})


def say(one: Gate, request: bytes, more: bytes = b"") -> bytes:
    """What comes back through the gate until it hangs up."""
    host, port = one.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as client:
        client.sendall(request)
        answer = b""
        if more:
            answer = client.recv(1000)
            client.sendall(more)
        while data := client.recv(1000):
            answer += data
    return answer


def test_a_plain_request_goes_to_the_checked_address(site: Any) -> None:
    """The server sees an ordinary request for its name; which address answered is known."""
    site.give("/a?b", b"six gates")
    port = site.server_address[1]
    with gate() as one:
        request = f"GET http://name.test:{port}/a?b HTTP/1.1\r\nHost: name.test:{port}\r\nProxy-Connection: x\r\n\r\n"
        assert say(one, request.encode()).endswith(b"six gates")
    path, headers = site.asked[0]
    assert path == "/a?b" and headers["connection"] == "close" and "proxy-connection" not in headers
    assert one.servers == {"name.test": "127.0.0.1"}


def test_a_tunnel_carries_what_it_is_given(site: Any) -> None:
    """CONNECT leads to the checked address, byte for byte."""
    site.give("/", b"six gates")
    port = site.server_address[1]
    with gate() as one:
        inner = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answer = say(one, f"CONNECT name.test:{port} HTTP/1.1\r\n\r\n".encode(), inner)
    assert answer.startswith(b"HTTP/1.1 200") and answer.endswith(b"six gates")


@pytest.mark.parametrize(
    ("request_line", "host", "code"),
    [
        (b"CONNECT 10.0.0.1:443", "10.0.0.1", "guard"),
        (b"CONNECT inside.test:443", "inside.test", "guard"),
        (b"GET http://192.168.1.1/", "192.168.1.1", "guard"),
        (b"GET http://nowhere.test/", "nowhere.test", "dns"),
        (b"CONNECT name.test:9", "name.test", "guard"),
        (b"CONNECT name.test:65000", "name.test", "refused"),
        (b"CONNECT telemetry.test:443", "telemetry.test", "unasked"),
    ],
)
def test_what_is_refused_is_hung_up_on_and_known(request_line: bytes, host: str, code: str) -> None:
    """No answer of ours could be taken for the server's; the reason is kept by host."""

    def resolver(name: str, port: int) -> list[str]:
        if name == "nowhere.test":
            raise socket.gaierror(-2, "unknown")
        return ["10.0.0.7"] if name == "inside.test" else ["127.0.0.1"]

    with gate(resolver) as one:
        assert say(one, request_line + b" HTTP/1.1\r\n\r\n") == b""
        assert one.problems[host].code == code


def test_nonsense_is_hung_up_on() -> None:
    """Bytes that are no request lead nowhere."""
    with gate() as one:
        assert say(one, b"\x16\x03\x01 nonsense\r\n\r\n") == b"" and one.servers == {}
