"""How long the workbench takes for each page of a study: `python benchmarks/web/pages.py STUDY [--browser]`.

Server time is taken around whole requests through the application, gate and templates included, without a socket;
the process's own processor time stands beside it, for machines that others use too. What `serve` makes ready beside
its start is made ready before, and its time is said first; every page's first visit is held to the same limit as its
median.
With --browser, Chromium opens the page of an item of a million characters with 2,000 marks and is asked how long it
was until the text stood, how long the longest frame took while scrolling through it, and how much memory it used.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.item import ItemQuery
from synopticon.model.passage import Passage
from synopticon.web.app import build_app
from synopticon.web.warming import warm
from synopticon.workflow.study import Study, utc_now

PORT = 8765
TIMES = 7
LIMIT_MS = 200
CHARACTERS, MARKS = 1_000_000, 2_000


def paths(folder: Path) -> list[str]:
    """An address of every kind of page, with the largest family and an item of it."""
    with Study(folder) as study:
        reader = study.reader
        families = reader.families(limit=1).rows
        item = reader.items(ItemQuery(limit=1)).rows[0].id
        keys = [finding.key for finding in reader.findings()[:1]]
        found = [f"/items/{item}"]
        if families:
            member = reader.members(families[0].id)[0].item
            found += [f"/families/{families[0].id}", f"/items/{member}"]
        found += [f"/findings/{key}" for key in keys]
    return [
        "/", "/collecting", "/sources", "/items", "/items?text=Kim&order=title&page=40", "/items?language=es",
        "/families", "/families?page=3", "/families?outlet=KCNA&order=-outlets", "/families?text=Kim&order=-last",
        "/families?language=es&least=3", "/sources?channel=corpus", "/findings?text=camera&order=-changed",
        "/search?q=camera", "/search?q=Kim+Jong+Il", "/findings", "/release",
        "/custody", "/custody?before=900", "/api/items", *found,
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What one page took, in ms: (elapsed, own processor) of each visit, and its bytes."""

    path: str
    visits: list[tuple[float, float]]
    size: int

    def said(self) -> str:
        """A row of the table, with what goes over the limit."""
        first, own_first = self.visits[0]
        median, own = (statistics.median(column) for column in zip(*self.visits, strict=True))
        over = [name for name, taken in (("first", first), ("median", median)) if taken > LIMIT_MS]
        flag = f"  over the limit: {', '.join(over)}" if over else ""
        return (
            f"{median:7.1f} ms  processor {own:6.1f}  first {first:7.1f}  processor {own_first:6.1f}"
            f"  {self.size / 1000:6.1f} kB  {self.path[:48]}{flag}"
        )


async def server_times(folder: Path, asked: Sequence[str]) -> list[Taken]:
    """Each page asked for several times, after the workbench was made ready as `serve` does it."""
    app = build_app(folder, port=PORT)
    begun, before = time.perf_counter(), time.process_time()
    warm(app.state.workbench)
    took, own = (time.perf_counter() - begun) * 1000, (time.process_time() - before) * 1000
    print(f"{took:7.1f} ms  processor {own:6.1f}  made ready beside the start")
    transport = httpx.ASGITransport(app)
    rows = []
    async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}", timeout=120) as client:
        entered = await client.get(app.state.workbench.link())
        headers = {"cookie": entered.headers["set-cookie"].split(";")[0]}
        for path in asked:
            visits: list[tuple[float, float]] = []
            size = 0
            for _ in range(TIMES):
                begun, before = time.perf_counter(), time.process_time()
                answer = await client.get(path, headers=headers)
                visits.append(((time.perf_counter() - begun) * 1000, (time.process_time() - before) * 1000))
                size = len(answer.content)
                assert answer.status_code == 200, (path, answer.status_code)
                if visits[-1][0] > 5_000:
                    break
            rows.append(Taken(path, visits, size))
    app.state.workbench.close()
    return rows


def long_item(folder: Path) -> str:
    """Put an invented item of a million characters with 2,000 cited passages into a new study; answers its id."""
    words = "The cameras of Veldania were counted again 😀 in the morning, and nobody said by whom. "
    text = "\n".join(words * 6 for _ in range(CHARACTERS // (len(words) * 6 + 1) + 1))[:CHARACTERS]
    with Study.create(folder, title="A long item") as study:
        data = text.encode()
        capture = Capture(
            "file:long.txt", utc_now(), Channel.FILE, digest=sha256_hex(data), size=len(data), media_type="text/plain",
            place=Place(study.archive.put(data)), claims=Claims(title="A long item"),
        )  # fmt: skip
        extraction = Extraction(capture.id, Reading(text, "text", "text/1", title="A long item", language="en"))
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(extraction)
            for start in range(0, CHARACTERS - 100, CHARACTERS // MARKS):
                writer.add_passage(Passage.cut(capture.id, extraction.id, text, start, start + 40))
    return capture.id


@contextmanager
def chromium(folder: Path) -> Iterator[tuple[Any, str]]:
    """A page of Chromium with a session, and the address at which the study is served to it."""
    from playwright.sync_api import sync_playwright

    config = uvicorn.Config(build_app, host="127.0.0.1", port=0, log_level="critical")
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    app = build_app(folder, port=port)
    config.app = app
    server = uvicorn.Server(config)
    threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(app.state.workbench.link())
        yield page, f"http://127.0.0.1:{port}"
        browser.close()
    server.should_exit = True


def in_browser(folder: Path, item: str) -> dict[str, float]:
    """What Chromium needs for the long item."""
    with chromium(folder) as (page, base):
        begun = time.perf_counter()
        page.goto(f"{base}/items/{item}?original=hide")
        page.wait_for_function("() => CSS.highlights.get('cited')?.size > 0")
        opened = (time.perf_counter() - begun) * 1000
        return {"opened_ms": round(opened), **page.evaluate(SCROLL)}


SCROLL = """async () => {
    const frames = [];
    let before = performance.now();
    const height = document.documentElement.scrollHeight;
    for (let step = 1; step <= 120; step += 1) {
        scrollTo({ top: height * step / 120, behavior: "instant" });
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - before);
        before = now;
    }
    const input = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    frames.sort((a, b) => a - b);
    const heap = performance.memory.usedJSHeapSize / 1e6;
    return {
        frame_median_ms: Math.round(frames[60]), frame_p95_ms: Math.round(frames[114]),
        frame_longest_ms: Math.round(frames[119]), key_ms: Math.round(performance.now() - input),
        heap_mb: Math.round(heap), marks_drawn: CSS.highlights.get("cited").size,
        elements: document.querySelectorAll("*").length,
    };
}"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("study", type=Path, nargs="?")
    asked.add_argument("--browser", action="store_true")
    given = asked.parse_args()
    if given.study:
        for page in asyncio.run(server_times(given.study, paths(given.study))):
            print(page.said())
    if given.browser:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "long"
            item = long_item(folder)
            print(json.dumps(in_browser(folder, item)))


if __name__ == "__main__":
    main()
