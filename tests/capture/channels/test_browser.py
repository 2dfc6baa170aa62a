"""The browser channel in real Chromium: a page as it stood, everything it fetched, nothing from private networks."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.archives import member_begin
from synopticon.capture.channels import browser, wacz
from synopticon.capture.channels.browser import PROGRAMS, Window, find_chromium
from synopticon.capture.channels.line import Line
from synopticon.capture.channels.web import Web
from synopticon.capture.exchanges import Wanted
from synopticon.capture.guard import Guard
from synopticon.capture.obtained import Local, Obtained
from synopticon.capture.payload import payload_of
from synopticon.capture.politeness import Politeness
from synopticon.capture.warc_reading import Record, records
from synopticon.errors import MissingPart

PAGE = b"""<!doctype html><meta charset="utf-8"><title>Gates</title><link rel="stylesheet" href="/s.css">
<h1>Six gates</h1><img src="/gate.png"><img src="http://192.168.7.7/inside.png"><p id="late"></p>
<script>fetch("/late.json").then(a => a.json()).then(v => document.getElementById("late").append(v.text))</script>"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def now() -> datetime:
    return datetime.now(UTC)


def window(**line: Any) -> Window:
    """A browser that may visit this machine."""
    settings: dict[str, Any] = {"guard": Guard(("127.0.0.1/32",)), "clock": now, "timeout": 20, "most": 5_000_000}
    one = Line(**(settings | line))
    return Window(Web(one, Politeness(0, now, lambda _: None), "Test/1", "ignore", 5, 1))


def furnish(site: Any) -> None:
    """A page with a style sheet, pictures, and a text that comes late."""
    kinds = {".css": "text/css", ".png": "image/png", "json": "application/json"}
    for path, body in (
        ("/s.css", b"h1{color:teal}"),
        ("/gate.png", PIXEL),
        ("/late.json", b'{"text": "None was lit."}'),
    ):
        site.give(path, body, headers={"Content-Type": kinds[path[-4:]]})
    packed = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    site.give("/page", gzip.compress(PAGE), headers=packed)
    site.give("/old", status=302, headers={"Location": "/page"})
    site.give("/favicon.ico", status=404)
    site.give("/inside", status=302, headers={"Location": "http://10.9.8.7/"})
    site.give("/file.bin", b"\0" * 64, headers={"Content-Type": "application/octet-stream"})
    site.give("/large", b"<p>x</p>" * 1_000_000, headers={"Content-Type": "text/html"})


@pytest.mark.browser
def test_a_page_is_recorded_as_it_stood(site: Any, told: Any, tmp_path: Path) -> None:
    """The DOM after scripts is the payload; answers, picture, index and pages are in a WACZ that our reader accepts."""
    if not any(map(shutil.which, PROGRAMS)):
        pytest.skip("Chromium is not installed")
    furnish(site)
    urls = [site.url(path) for path in ("/old", "/missing", "/inside", "/file.bin", "/large")]
    found = {one.capture.asked: one for one in window().visit_all([Wanted(url) for url in urls])}
    good = found[site.url("/old")]
    failures = [found[url].capture.failure for url in urls[1:]]
    assert [failure and failure.code for failure in failures] == ["http-404", "guard", "download", "too-large"]
    _look_at(good, site)
    _read_back(good, site, told, tmp_path)


@pytest.mark.browser
def test_no_way_out_of_a_page_leads_inside(site: Any) -> None:
    """New windows, workers' web sockets and frames reach no private address: the gate knows each and hangs up."""
    if not any(map(shutil.which, PROGRAMS)):
        pytest.skip("Chromium is not installed")
    ways = """<title>Ways</title><script>window.open("http://192.168.7.1/"); new Worker("/w.js")</script>
    <iframe src="http://192.168.7.2/"></iframe><p>Six gates.</p>"""
    kind = {"Content-Type": "text/html"}
    site.give("/ways", ways.encode(), headers=kind)
    worker = b'new WebSocket("ws://192.168.7.3/"); fetch("http://192.168.7.4/")'
    site.give("/w.js", worker, headers={"Content-Type": "text/javascript"})
    (one,) = window(timeout=8).visit_all([Wanted(site.url("/ways"))])
    assert one.capture.failure is None
    told = one.capture.conditions["refused requests"] + one.capture.conditions["connections not made"]
    assert all(address in told for address in ("192.168.7.1", "192.168.7.2", "192.168.7.3", "192.168.7.4"))


def _look_at(good: Obtained, site: Any) -> None:
    capture, (wacz_bytes,) = good.capture, good.bodies
    assert capture.failure is None and capture.obtained == site.url("/page")
    assert "192.168.7.7" in capture.conditions["refused requests"]
    assert capture.conditions["guard"].startswith("Every connection of the browser went through the address guard")

    class Kept:
        def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
            assert blob == capture.place.blob  # type: ignore[union-attr]
            return wacz_bytes[offset : offset + (length or 0)]

    dom = payload_of(capture, Kept())
    assert b"None was lit." in dom and b"Six gates" in dom
    with zipfile.ZipFile(io.BytesIO(wacz_bytes)) as archive:
        index = [json.loads(line.split(b" ", 2)[2]) for line in archive.read("indexes/index.cdx").splitlines()]
        begin = member_begin(io.BytesIO(wacz_bytes), archive.getinfo("archive/data.warc.gz"))
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    asked = {row["url"]: row for row in index}
    assert {site.url(path) for path in ("/old", "/page", "/s.css", "/gate.png", "/late.json")} <= set(asked)
    found = records(io.BytesIO(wacz_bytes[begin:]), most=1 << 20)
    heads = [record.headers for record in found if isinstance(record, Record)]
    assert {head["warc-ip-address"] for head in heads if head["warc-type"] == "response"} == {"127.0.0.1"}
    assert f"urn:view:{site.url('/page')}" in asked and asked[site.url("/gate.png")]["mime"] == "image/png"
    assert pages[1]["url"] == site.url("/page") and pages[1]["title"] == "Gates"


def _read_back(good: Obtained, site: Any, told: Any, tmp_path: Path) -> None:
    (tmp_path / "visit.wacz").write_bytes(good.bodies[0])
    items = list(wacz.obtain(Local(tmp_path / "visit.wacz", "visit.wacz"), told.desk()))
    assert items[0].capture.conditions["valid"] == "yes", told.notes
    page = next(one.capture for one in items if one.capture.asked == site.url("/page"))
    assert payload_of(page, told.blobs) == PAGE
    assert [one.capture.asked for one in items[1:]] == [site.url("/page")]


def test_a_machine_without_chromium_says_how_to_bring_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing program is named with the command that installs it."""
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    with pytest.raises(MissingPart, match="apt-get install chromium"):
        find_chromium()


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_a_missing_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is no Chromium is told as such, not as a page's failure."""
    monkeypatch.setattr(browser, "find_chromium", lambda: "/bin/false")
    with pytest.raises(MissingPart, match="does not start"):
        list(window().visit_all([Wanted("https://w.test/")]))
