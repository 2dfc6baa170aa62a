"""A small web on this machine's loopback, and a desk for channels without a study."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from synopticon.capture.obtained import Asked, Desk, Limits

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass
class Answer:
    """What the small web answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[Any], None] | None = None


class Site(ThreadingHTTPServer):
    """A server whose answers a test sets, and which takes down what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.scheme = "http"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def give(
        self,
        path: str,
        body: bytes = b"",
        status: int = 200,
        headers: dict[str, str] | None = None,
        write: Callable[[Any], None] | None = None,
    ) -> None:
        """Answer so from now on; write: what is sent instead, to the very byte."""
        self.answers[path] = Answer(body, status, headers or {}, write)

    def url(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = self.server.answers.get(self.path, Answer(b"not here", 404))
        if answer.write:
            answer.write(self.wfile)
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A small web on loopback."""
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


class Blobs:
    """An archive in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self.kept[digest] = data
        return digest

    def put_file(self, path: Path) -> str:
        return self.put(path.read_bytes())

    def put_chunks(self, chunks: Iterable[bytes]) -> str:
        return self.put(b"".join(chunks))

    def open(self, blob: str) -> BinaryIO:
        return io.BytesIO(self.kept[blob])

    def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
        return self.kept[blob][offset : None if length is None else offset + length]


@dataclass
class Told:
    """A desk's archive and all that it was told."""

    blobs: Blobs = field(default_factory=Blobs)
    notes: list[str] = field(default_factory=list)

    def desk(self, limits: Limits = Limits(), asked: Asked = Asked()) -> Desk:
        return Desk(
            self.blobs, lambda: MOMENT, self.notes.append, lambda what, total: None, lambda steps: None, limits, asked
        )


@pytest.fixture
def told() -> Told:
    """An archive in memory and a listener."""
    return Told()
