"""A study of an invented country, and a browser without a window: every request goes through the whole application."""

from __future__ import annotations

import asyncio
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from synopticon.model.capture import Capture, Channel, Claims, Failure, Place
from synopticon.model.custody import Act
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan
from synopticon.web.app import build_app
from synopticon.workflow.cite import cite
from synopticon.workflow.find import add_finding, bring
from synopticon.workflow.search import refresh_index
from synopticon.workflow.study import Study

PORT = 8765
START = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
WIRE = (
    "The ministry of Veldania said on Tuesday that cameras read faces at the airport since 2019.\n"
    "Officials gave no number 😀 of the cameras.\nTravellers were not told."
)
STORIES = (
    ("a.html", "Veld Courier", "2031-05-01", "Cameras read faces at the airport", WIRE),
    ("b.html", "Harbour Post", "2031-05-02", "Airport cameras read faces", "From our desk. " + WIRE),
    ("c.html", "Inland Daily", "2031-05-03", "Fence at the border", "A fence was built by 2030, residents said."),
)


def document(study: Study, name: str, outlet: str, published: str, title: str, text: str) -> str:
    """Put one invented page into the study; answers its item id."""
    data = f"<html><body><h1>{title}</h1><p>{text}</p></body></html>".encode()
    capture = Capture(
        f"file:{name}",
        START,
        Channel.FILE,
        digest=sha256_hex(data),
        size=len(data),
        media_type="text/html",
        place=Place(study.archive.put(data)),
        claims=Claims(outlet=outlet, published=published, title=title),
    )
    reading = Reading(text, "html", "html/1", title=title, language="en")
    with study.writing() as writer:
        writer.add_capture(capture)
        writer.record(Act("collect", capture.id, capture.digest))
        writer.add_extraction(Extraction(capture.id, reading))
    return capture.id


def reprint(study: Study, origin: str, echo: str, offset: int, length: int) -> None:
    """File two items in one family."""
    a, b = sorted((origin, echo))
    spans = (
        SharedSpan(0, length, offset, offset + length)
        if a == origin
        else SharedSpan(offset, offset + length, 0, length)
    )
    reuse = Reuse(a, b, Kind.LIGHT, 980, (spans,), ("the same words in the same order",), "test/1")
    members = (
        Member(origin, origin, Role.ORIGIN, origin=origin),
        Member(echo, origin, Role.ECHO, parent=origin, origin=origin, kind=Kind.LIGHT, score=980, reasons=("earlier",)),
    )
    with study.writing() as writer:
        writer.replace_reuse([reuse], members)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty and a filled study, made once; each test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("studies")
    for name in ("empty", "filled"):
        Study.create(folder / name, title="Cameras in Veldania", notice="Veldania is an invented country.").close()
    fill(folder / "filled")
    return {name: folder / name for name in ("empty", "filled")}


@pytest.fixture
def empty_study(made_once: dict[str, Path], tmp_path: Path) -> Path:
    """A study in which nothing was collected yet."""
    return Path(shutil.copytree(made_once["empty"], tmp_path / "s"))


@pytest.fixture
def study_folder(made_once: dict[str, Path], tmp_path: Path) -> Path:
    """Three documents, two of them one family, an address that brought nothing, and a finding F1."""
    return Path(shutil.copytree(made_once["filled"], tmp_path / "s"))


def fill(folder: Path) -> None:
    """Put the invented documents into a study."""
    with Study(folder) as study:
        ids = [document(study, *story) for story in STORIES]
        reprint(study, ids[0], ids[1], len("From our desk. "), len(WIRE))
        failed = Capture(
            "https://veld.example/gone",
            START,
            Channel.WEB,
            failure=Failure("status-404", "the server has no such page"),
        )
        with study.writing() as writer:
            writer.add_capture(failed)
            writer.record(Act("collect", failed.id))
        passage = cite(study, ids[0], quote="cameras read faces")
        add_finding(study, "Cameras read faces at the airport of Veldania since 2019")
        bring(study, "F1", passage.id)
        refresh_index(study)


@dataclass
class Reader:
    """A person at the workbench: follows no redirect by itself, keeps cookies, sends the token when asked to act."""

    app: FastAPI
    cookie: str | None = None
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One request; headers given overlay those of a browser on the workbench's own page."""
        headers = {"sec-fetch-site": "same-origin", "cookie": self.cookie, **given.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}

        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}") as client:
                return await client.request(method, path, headers=headers, **given)

        return self.runner.run(asking())

    def get(self, path: str, **given: Any) -> httpx.Response:
        """Ask for a page."""
        return self.ask("GET", path, **given)

    def post(self, path: str, fields: dict[str, str] | None = None, **given: Any) -> httpx.Response:
        """Press a button: the fields with the session's token."""
        return self.ask("POST", path, data={"csrf": self.token(), **(fields or {})}, **given)

    def token(self) -> str:
        """The token that the pages carry."""
        found = re.search(r'data-csrf="([0-9a-f]+)"', self.get("/").text)
        assert found
        return found[1]

    def enter(self) -> Reader:
        """Use a fresh link."""
        answer = self.get(self.app.state.workbench.link(), headers={"sec-fetch-site": "none"})
        assert answer.status_code == 303
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        return self


def reader_of(folder: Path) -> Iterator[Reader]:
    """A person with a session over the study in folder."""
    app = build_app(folder, port=PORT)
    person = Reader(app)
    yield person.enter()
    app.state.workbench.close()
    person.runner.close()


@pytest.fixture
def person(study_folder: Path) -> Iterator[Reader]:
    """A person reading the small study."""
    yield from reader_of(study_folder)


@pytest.fixture
def ids(study_folder: Path) -> dict[str, str]:
    """The item ids of the small study by the name of their file."""
    with Study(study_folder) as study:
        return {item.asked.removeprefix("file:"): item.id for item in study.reader.all_items()}


@pytest.fixture
def filled(ids: dict[str, str]) -> Callable[[str], str]:
    """Puts the ids of items for the names of their files into a path."""
    return lambda path: re.sub(r"{(.+?)}", lambda match: ids[match[1]], path)


@pytest.fixture
def newcomer(empty_study: Path) -> Iterator[Reader]:
    """A person before the empty study."""
    yield from reader_of(empty_study)


CROWD = 500
"""Documents of the large family."""
REPORT = "Cameras read faces at the gate of the harbour of Veldania, the ministry said, and they are {number} in all."


def telling(study: Study, number: int) -> tuple[Capture, Extraction]:
    """The report (0) or one of its reprints; every tenth changes the number, every fiftieth in a way of its own."""
    told = 100 if not number or number % 10 else 120 if number % 50 else 100 + number
    text = REPORT.format(number=told)
    data, day = f"{number} {text}".encode(), (START + timedelta(days=number)).date()
    capture = Capture(
        f"file:{number}.txt", START, Channel.FILE, digest=sha256_hex(data), size=len(data), media_type="text/plain",
        place=Place(study.archive.put(data)),
        claims=Claims(title=f"Telling {number}", outlet=f"Quarter Post {number}", published=day.isoformat()),
    )  # fmt: skip
    return capture, Extraction(capture.id, Reading(text, "text", "text/1", language="en"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A study with one family of 500, and its items in the order of their telling."""
    folder = tmp_path_factory.mktemp("large") / "s"
    with Study.create(folder, title="A large family") as study:
        told = [telling(study, number) for number in range(CROWD)]
        ids = [capture.id for capture, _ in told]
        first = ids[0]
        same = REPORT.index("{number}")
        reuses = []
        whole = len(REPORT) - 5
        for _, other in told[1:]:
            a, b = sorted((first, other.capture))
            spans: tuple[SharedSpan, ...] = (SharedSpan(0, whole, 0, whole),)
            if other.reading.text != told[0][1].reading.text:
                spans = (SharedSpan(0, same, 0, same), SharedSpan(same + 3, whole, same + 3, whole))
            reuses.append(Reuse(a, b, Kind.COPY, 980, spans, ("the same words in the same order",), "test/1"))
        echoes = [
            Member(item, first, Role.ECHO, parent=first, origin=first, kind=Kind.COPY, score=980) for item in ids[1:]
        ]
        with study.writing() as writer:
            for capture, extraction in told:
                writer.add_capture(capture)
                writer.add_extraction(extraction)
            writer.replace_reuse(reuses, [Member(first, first, Role.ORIGIN, origin=first), *echoes])
    return folder, ids


@pytest.fixture
def crowd(large: tuple[Path, list[str]]) -> Iterator[Reader]:
    """A person before the large family."""
    yield from reader_of(large[0])


@dataclass
class Window:
    """A browser's page on a served study. said: what the browser complained of."""

    page: Any
    base: str
    said: list[str]

    def go(self, path: str) -> Any:
        """Open a page of the workbench."""
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The system's Chromium; for one file, because until it is closed a loop runs in which no other can."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    playwright = pytest.importorskip("playwright.sync_api")
    if not program:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=program, args=["--no-sandbox"])


@pytest.fixture
def window(chromium: Any, study_folder: Path) -> Iterator[Window]:
    """The small study before a person with a session."""
    yield from served(chromium, study_folder)


@pytest.fixture
def large_window(chromium: Any, large: tuple[Path, list[str]]) -> Iterator[Window]:
    """The study of the large family before a person with a session."""
    yield from served(chromium, large[0])


def served(chromium: Any, folder: Path) -> Iterator[Window]:
    """A study, served on a free port, before a person with a session."""
    config = uvicorn.Config(build_app, host="127.0.0.1", port=0, log_level="critical")
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    app = build_app(folder, port=port)
    config.app = app
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    while not server.started:
        time.sleep(0.02)
    page = chromium.new_context(viewport={"width": 1300, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(app.state.workbench.link())
    yield Window(page, f"http://127.0.0.1:{port}", said)
    page.context.close()
    server.should_exit = True
    thread.join(timeout=10)
