"""A public player replays what we captured: pywb, over a page of this machine and over the evidence pack."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from synopticon.model.capture import Form
from synopticon.settings import PROTOCOL
from synopticon.workflow.collect import CollectOptions, collect
from synopticon.workflow.study import Study

pytestmark = pytest.mark.peers
Run = Callable[..., "subprocess.CompletedProcess[str]"]
PROGRAM = Path(__file__).parents[2] / ".venv-peers" / "bin" / "wayback"


@contextmanager
def _playing(folder: Path) -> Iterator[str]:
    """pywb over the collections in folder; the address of its front page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "wayback.log").open("wb")
    player = subprocess.Popen(
        [PROGRAM, "--port", str(port), "--bind", "127.0.0.1", "-d", folder], stdout=log, stderr=log
    )
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except OSError:
                assert player.poll() is None, (folder / "wayback.log").read_text("utf-8")
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        player.terminate()
        player.wait(20)
        log.close()


def _replayed(base: str, url: str) -> str:
    with urllib.request.urlopen(f"{base}/study/mp_/{url}", timeout=30) as answer:
        assert answer.status == 200
        return str(answer.read().decode("utf-8"))


@contextmanager
def _study(folder: Path) -> Iterator[Study]:
    """A study that may ask this machine."""
    Study.create(folder, title="Replay").close()
    protocol = folder / PROTOCOL
    allowed = '\n[collect]\nallow_addresses = ["127.0.0.1/32"]\ndelay_milliseconds = 0\n'
    protocol.write_text(protocol.read_text("utf-8") + allowed, "utf-8")
    with Study.open(folder) as study:
        yield study


def _added(peer: Run, folder: Path, *archive: object) -> None:
    """A pywb collection called study that holds the archive."""
    assert peer("wb-manager", "init", "study", cwd=folder).returncode == 0
    added = peer("wb-manager", "add", *archive, cwd=folder)
    assert added.returncode == 0, added.stderr


def test_pywb_replays_a_page_that_we_captured(peer: Run, site: str, tmp_path: Path) -> None:
    """A page collected over HTTP lies in the archive as WARC records that pywb plays back."""
    with _study(tmp_path / "own") as study:
        (item,) = collect(study, [site], options=CollectOptions(index=False)).ids
        place = study.reader.capture(item).place
        assert place is not None
        assert place.form is Form.WARC
        records = study.archive.read(place.blob, place.offset, place.length)
    (tmp_path / "page.warc.gz").write_bytes(records)
    _added(peer, tmp_path, "study", tmp_path / "page.warc.gz")
    with _playing(tmp_path) as base:
        assert "a gantry carries four grey boxes" in _replayed(base, site)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            _replayed(base, site.replace("gantry", "never-captured"))


@pytest.mark.browser
def test_a_page_recorded_with_a_browser_is_a_wacz_for_everybody(peer: Run, site: str, tmp_path: Path) -> None:
    """What Chromium recorded for us passes `wacz validate`, and pywb plays it back with its picture."""
    pytest.importorskip("playwright", reason="the browser channel needs Playwright")
    with _study(tmp_path / "own") as study:
        done = collect(study, [site], options=CollectOptions(index=False, browser=True))
        assert not done.failed, done.failures
        place = study.reader.capture(done.ids[0]).place
        assert place is not None
        (tmp_path / "page.wacz").write_bytes(study.archive.read(place.blob))
    checked = peer("wacz", "validate", "-f", tmp_path / "page.wacz")
    assert "Validation succeeded" in checked.stdout, checked.stdout + checked.stderr
    _added(peer, tmp_path, "--unpack-wacz", "study", tmp_path / "page.wacz")
    with _playing(tmp_path) as base:
        assert "a gantry carries four grey boxes" in _replayed(base, site)
        with urllib.request.urlopen(
            f"{base}/study/mp_/{site.replace('gantry.html', 'dot.svg')}", timeout=30
        ) as picture:
            assert b"<circle" in picture.read()


def test_pywb_replays_the_evidence_pack(peer: Run, demo: Path, tmp_path: Path) -> None:
    """The evidence pack is an archive that pywb unpacks and plays."""
    _added(peer, tmp_path, "--unpack-wacz", "study", demo / "evidence.wacz")
    with _playing(tmp_path) as base:
        page = _replayed(base, "https://corvane-wire.example/2024/04/veldania-is-putting-cameras-in-schools")
    assert "surveyed 100 residents" in page
