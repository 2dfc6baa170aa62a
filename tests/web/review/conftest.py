"""An invented interview before a reader: its page without a browser, and in the system's Chromium."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from synopticon.interviews.engine import propose
from synopticon.interviews.identity import identity_of
from synopticon.model.testimony import Turn
from synopticon.web.review.app import build_review_app
from synopticon.workflow.review import Review
from synopticon.workflow.review_opening import open_review
from synopticon.workflow.study import Study

PORT = 8899
TEXT = (
    "Interviewer: Where were you in those years 😀?\n"
    "Marta: I lived in Qordemvale until 5 May 2011. Mr. Ilya Verrin took me over the river. Qordemvale was cold.\n"
    "Interviewer: And your mother?\n"
    "Marta: She stayed with Zelmira in Pastoria. Mr. Ilya Verrin never came back. Zelmira was 34 then.\n"
)
"""Invented, as is everybody in it."""
RECORD = {"names": ["Marta Oblin"], "residences": ["Qordemvale"], "birthplace": "Pastoria"}


def _turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of a text with a line each, a name and a colon before it."""
    made, at = [], 0
    for line in text.splitlines():
        speaker = line.split(": ")[0]
        made.append(Turn(speaker, at + len(speaker) + 2, at + len(line)))
        at += len(line) + 1
    return tuple(made)


@pytest.fixture
def turns_of() -> Callable[[str], tuple[Turn, ...]]:
    """The turns of a text with a line each."""
    return _turns_of


@pytest.fixture
def sealed(interviewed: Callable[..., Any]) -> Any:
    """A study with that interview in its vault."""
    return interviewed(TEXT, _turns_of(TEXT), tuple(propose(TEXT, identity_of(RECORD))), RECORD)


@dataclass
class Page:
    """A reader's page without a browser."""

    app: FastAPI
    secret: str | None = None
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One request of the page; headers given overlay its own, None leaves one out."""
        headers = {"sec-fetch-site": "same-origin", "x-review": self.secret, **given.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}

        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
                return await client.request(method, path, headers=headers, **given)

        return self.runner.run(asking())

    def enter(self) -> Page:
        """Trade a fresh code."""
        self.secret = self.ask("POST", "/api/enter", json={"code": self.app.state.desk.code()}).json()["secret"]
        return self

    def act(self, verb: str, **fields: Any) -> httpx.Response:
        """One act."""
        return self.ask("POST", "/api/act", json={"verb": verb, **fields})


@dataclass
class Seconds:
    """A clock that a test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """The clock of the page."""
    return Seconds()


@pytest.fixture
def page(sealed: Any, seconds: Seconds) -> Iterator[Page]:
    """The review before Anna."""
    with Study(sealed.folder) as study:
        review = open_review(study, sealed.pseudonym, [sealed.identity], lambda _: "", "Anna")
        made = Page(build_review_app(review, port=PORT, rest=600, ended=lambda: None, clock=seconds))
        yield made.enter()
        made.runner.close()


@dataclass
class Window:
    """A browser's page on a served review. said: what the browser complained of."""

    page: Any
    desk: Any
    said: list[str]

    def text(self, selector: str) -> str:
        """The words of the first element of that kind."""
        return str(self.page.locator(selector).first.inner_text())

    def keys(self, *keys: str) -> None:
        """Press keys, each once what the one before did is sealed."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_function("() => document.getElementById('saved').textContent !== 'sealing…'")


@dataclass
class Before:
    """Lays a review before a reader in the browser: of a sealed interview, or of an address with its code."""

    laid: Callable[..., Window]
    opened: Callable[..., Window]

    def __call__(self, sealed: Any, reader: str = "Anna", rest: float = 600) -> Window:
        """Serve a sealed interview from this process, and open it."""
        return self.laid(sealed, reader, rest)


@pytest.fixture
def before(chromium: Any) -> Iterator[Before]:
    """Lays a sealed interview before a reader in the browser; all is closed at the end of the test."""
    ends: list[Callable[[], None]] = []

    def laid(sealed: Any, reader: str = "Anna", rest: float = 600) -> Window:
        served = _Served(sealed, reader, rest)
        ends.append(served.close)
        return opened(served.desk.address, served.desk.code(), served.desk)

    def opened(address: str, code: str, desk: Any = None) -> Window:
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        ends.append(page.context.close)
        page.set_default_timeout(15_000)
        said: list[str] = []
        page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_selector(".pair")
        return Window(page, desk, said)

    yield Before(laid, opened)
    for end in reversed(ends):
        end()


class _Served:
    """A review served from a thread of its own, as the command serves it from its process."""

    def __init__(self, sealed: Any, reader: str, rest: float) -> None:
        config = uvicorn.Config(FastAPI(), host="127.0.0.1", port=0, log_level="critical", access_log=False)
        listening = config.bind_socket()
        self.server: uvicorn.Server | None = None

        def serve() -> None:
            with Study(sealed.folder) as study:
                review: Review = open_review(study, sealed.pseudonym, [sealed.identity], lambda _: "", reader)
                port = listening.getsockname()[1]
                app = build_review_app(review, port=port, rest=rest, ended=self._ended)
                self.desk = app.state.desk
                config.app = app
                self.server = uvicorn.Server(config)
                asyncio.run(self.server.serve([listening]))

        self.thread = threading.Thread(target=serve)
        self.thread.start()
        while self.server is None or not self.server.started:
            time.sleep(0.02)

    def _ended(self) -> None:
        assert self.server is not None
        self.server.should_exit = True

    def close(self) -> None:
        """Stop serving."""
        self._ended()
        self.thread.join(timeout=10)


@dataclass
class Command:
    """`synopticon interview review`, running. address, code: as its terminal shows them."""

    process: subprocess.Popen[str]
    address: str
    code: str


@pytest.fixture
def command() -> Iterator[Callable[..., Command]]:
    """Gives the command on a sealed interview; it is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(sealed: Any, reader: str = "Anna", *options: str) -> Command:
        line = [
            sys.executable, "-m", "synopticon", "interview", "review", sealed.pseudonym, "--reader", reader,
            "--identity", str(sealed.identity), "--study", str(sealed.folder), "--no-browser", *options,
        ]  # fmt: skip
        process = subprocess.Popen(
            line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(4)]
        assert all(said), process.communicate()[1]
        return Command(process, said[1], said[3])

    yield run
    for process in started:
        process.kill()
        process.communicate()
