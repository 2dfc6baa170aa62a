"""Collect: whatever is handed in becomes evidence once, with its custody, and what fails says why."""

from __future__ import annotations

import getpass
import gzip
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from synopticon.capture.payload import payload_of
from synopticon.errors import NotFound, StorageFailed, StudyBusy, UsageError
from synopticon.model.capture import Channel
from synopticon.settings import Settings
from synopticon.workflow.collect import OPEN_JOB, CollectOptions, collect, open_job
from synopticon.workflow.study import Study

QUIET = CollectOptions(extract=False, index=False)
PAGE = b"<!doctype html><html><head><title>Gates</title></head><body><p>Six gates were counted.</p></body></html>"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """An empty study."""
    return Study.create(tmp_path / "study", title="Invented")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page, a packed page, a corpus and a hidden file; all invented."""
    place = tmp_path / "sources"
    (place / "inner").mkdir(parents=True)
    (place / "page.html").write_bytes(PAGE)
    (place / "inner" / "packed.html.gz").write_bytes(gzip.compress(PAGE.replace(b"Six", b"Seven"), mtime=0))
    rows = [{"headline": f"Story {n}", "body": f"Camera {n} stands.", "link": f"https://w.test/{n}"} for n in range(3)]
    (place / "rows.json").write_text(json.dumps(rows), "utf-8")
    (place / ".hidden").write_bytes(b"not for the study")
    return place


def test_what_a_killed_run_had_unpacked_is_gone_with_the_next_one(study: Study, folder: Path) -> None:
    """Half an archive that nobody writes any more does not wait for the doctor."""
    half = study.folder / "archive" / "tmp1.part"
    half.write_bytes(b"what was unpacked when the process was killed")
    collect(study, [str(folder)])
    assert not half.exists()


def test_collecting_twice_changes_nothing_but_the_custody_log(study: Study, folder: Path) -> None:
    """The second run of the same command finds everything here and adds one entry to the log."""
    first = collect(study, [str(folder)], options=QUIET)
    before = study.reader.counts()
    second = collect(study, [str(folder)], options=QUIET)
    after = study.reader.counts()
    assert (first.new, first.again, first.failed) == (6, 0, 0)
    assert (second.new, second.again, second.failed) == (0, 6, 0)
    assert after.captures == before.captures
    assert after.custody == before.custody + 1
    last = list(study.reader.custody())[-1].act
    assert (last.act, last.details) == ("collect-again", {"captures": "6"})


def test_every_payload_is_what_its_capture_says(study: Study, folder: Path) -> None:
    """Each capture's payload is read back from the archive by its place, a packed page unpacked."""
    collect(study, [str(folder)], options=QUIET)
    payloads = {capture.asked: payload_of(capture, study.archive) for capture in study.reader.captures()}
    assert payloads["file:page.html"] == PAGE
    assert payloads["file:inner/packed.html.gz"] == PAGE.replace(b"Six", b"Seven")
    assert json.loads(payloads["https://w.test/1"])["text"] == "Camera 1 stands."


def test_no_capture_names_a_path_of_this_machine(study: Study, folder: Path) -> None:
    """Neither captures nor the log say where on the collector's machine a file lay."""
    collect(study, [str(folder)], options=QUIET)
    told = repr(list(study.reader.captures())) + repr(list(study.reader.custody()))
    assert str(folder) not in told and folder.parent.name not in told


def test_a_new_capture_has_its_own_entry_in_the_log(study: Study, folder: Path) -> None:
    """Every capture is in the custody log by its id and digest."""
    done = collect(study, [str(folder)], options=QUIET)
    logged = {entry.act.subject: entry.act.digest for entry in study.reader.custody() if entry.act.act == "collect"}
    assert set(done.ids) == set(logged)
    assert all(logged[capture.id] == capture.digest for capture in study.reader.captures())


def test_the_corpus_itself_is_evidence_but_no_item(study: Study, folder: Path) -> None:
    """The file of rows is kept whole as a container, and is not among what is to be read."""
    collect(study, [str(folder)], options=QUIET)
    containers = [capture for capture in study.reader.captures() if capture.container]
    assert [capture.asked for capture in containers] == ["file:rows.json"]
    assert payload_of(containers[0], study.archive) == (folder / "rows.json").read_bytes()
    assert not [capture for capture in study.reader.unread_captures(("none/0",)) if capture.container]


def test_what_cannot_be_read_is_a_failed_capture_with_its_reason(study: Study, tmp_path: Path) -> None:
    """Zero bytes and a broken archive are captures too, and the rest is kept."""
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "broken.wacz").write_bytes(b"PK\x03\x04 and then nothing of use")
    (tmp_path / "good.html").write_bytes(PAGE)
    names = ["empty.html", "broken.wacz", "good.html"]
    done = collect(study, [str(tmp_path / name) for name in names], options=QUIET)
    assert (done.new, done.failed) == (1, 2)
    assert {(row.asked, row.code) for row in done.failures} == {
        ("file:empty.html", "input"),
        ("file:broken.wacz", "damaged-input"),
    }
    again = collect(study, [str(tmp_path / "empty.html")], options=QUIET)
    assert again.failed == 1 and study.reader.counts().failures == 2


def test_a_path_that_is_not_there_is_said_before_anything_is_done(study: Study, folder: Path) -> None:
    """A misspelt path refuses the whole run, so that a half collection is not taken for a whole one."""
    with pytest.raises(NotFound):
        collect(study, [str(folder), str(folder / "nowhere")], options=QUIET)
    assert study.reader.counts().captures == 0


def test_a_wrong_column_is_the_askers_mistake(study: Study, folder: Path) -> None:
    """A mapping to a column that no row has is refused, naming the columns there are, before anything is collected."""
    with pytest.raises(UsageError, match="headline, body, link"):
        collect(study, [str(folder)], options=CollectOptions(mapping={"text": "story"}))
    with pytest.raises(UsageError, match="nothing that was named is a corpus"):
        collect(study, [str(folder / "page.html")], options=CollectOptions(mapping={"text": "body"}))
    counts = study.reader.counts()
    assert (counts.captures, counts.custody, list(study.archive.digests())) == (0, 0, [])


def test_an_unknown_channel_is_refused_with_the_list(study: Study, folder: Path) -> None:
    """--as knows the channels and no others."""
    with pytest.raises(UsageError, match="corpus"):
        collect(study, [str(folder)], options=CollectOptions(kind="carrier-pigeon"))


def test_an_address_is_no_corpus(study: Study) -> None:
    """--as must fit the kind of target."""
    with pytest.raises(UsageError, match="cannot be taken for corpus"):
        collect(study, ["https://w.test/rows.json"], options=CollectOptions(kind="corpus"))


def test_a_disk_that_fills_up_loses_nothing_acknowledged(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches before the failure stay, the failure says so, and the same run ends the work once there is room."""
    rows = [{"text": f"Row {n}"} for n in range(700)]
    corpus = tmp_path / "rows.jsonl"
    corpus.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    real, calls = study.archive.put_many, []

    def full(blobs: object) -> list[str]:
        calls.append(1)
        if len(calls) == 2:
            raise StorageFailed("the disk is full")
        return real(blobs)  # type: ignore[arg-type]

    monkeypatch.setattr(study.archive, "put_many", full)
    with pytest.raises(StorageFailed):
        collect(study, [str(corpus)], options=QUIET)
    assert 0 < study.reader.counts().captures < 701
    targets, options = open_job(study) or ((), QUIET)
    done = collect(study, targets, options=options)
    assert study.reader.counts().captures == 701
    assert done.new + done.again == 701
    assert open_job(study) is None


def test_two_processes_do_not_collect_into_one_study(study: Study, folder: Path) -> None:
    """While one run holds the study, another is told to wait."""
    with study.job("collect"), pytest.raises(StudyBusy):
        collect(study, [str(folder)], options=QUIET)


def test_a_killed_run_goes_on_where_it_was(study: Study, tmp_path: Path) -> None:
    """After kill -9 in the middle, what was acknowledged is there, and --resume obtains the rest."""
    corpus = tmp_path / "rows.jsonl"
    corpus.write_text("\n".join(json.dumps({"text": f"Row {n}"}) for n in range(1300)), "utf-8")
    code = (
        "import os, sys\n"
        "from synopticon.workflow import sealing\n"
        "from synopticon.workflow.collect import collect, CollectOptions\n"
        "from synopticon.workflow.study import Study\n"
        "real = sealing.Sealing.flush\n"
        "def flush(self):\n"
        "    real(self)\n"
        "    if len(self.tally.new) >= 500: os.kill(os.getpid(), 9)\n"
        "sealing.Sealing.flush = flush\n"
        "collect(Study.open(sys.argv[1]), [sys.argv[2]], options=CollectOptions(extract=False, index=False))\n"
    )
    study.close()
    ended = subprocess.run([sys.executable, "-c", code, str(study.folder), str(corpus)], check=False)
    assert ended.returncode == -9
    with Study.open(study.folder) as opened:
        assert opened.reader.counts().captures == 500
        assert opened.reader.fact(OPEN_JOB)
        targets, options = open_job(opened) or ((), QUIET)
        done = collect(opened, targets, options=options)
        assert (done.new, done.again) == (801, 500)
        assert len({entry.act.subject for entry in opened.reader.custody() if entry.act.act == "collect"}) == 1301


def test_links_and_pipes_in_a_folder_are_passed_over_aloud(study: Study, folder: Path) -> None:
    """A link may lead anywhere: it is not followed, and the person is told."""
    (folder / "link.html").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe")
    done = collect(study, [str(folder)], options=QUIET)
    assert done.new == 6
    assert any("3 hidden files, links" in note for note in done.notes)


def test_constants_fill_what_nothing_says(study: Study, folder: Path) -> None:
    """--outlet and --language stand where no column and no feed says them."""
    options = CollectOptions(outlet="The Invented Courier", language="en", extract=False, index=False)
    collect(study, [str(folder)], options=options)
    claims = {capture.claims.outlet for capture in study.reader.captures() if not capture.container}
    assert claims == {"The Invented Courier"}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        same = self.headers.get("If-None-Match") == '"v1"'
        found = self.path == "/page"
        self.send_response(304 if same else 200 if found else 404)
        self.send_header("ETag", '"v1"')
        self.send_header("Content-Length", "0" if same or not found else str(len(PAGE)))
        self.end_headers()
        if found and not same:
            self.wfile.write(PAGE)

    def log_message(self, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def site(study: Study) -> Iterator[str]:
    """A small web that the study's protocol lets through."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    given = {
        "collect.allow_addresses": ("127.0.0.1/32",),
        "collect.delay_milliseconds": 0,
        "collect.timeout_seconds": 2,
    }
    study.settings = Settings(given)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_an_address_is_captured_once_and_asked_again_conditionally(study: Study, site: str) -> None:
    """The second run asks with the validators, is told 304, and each renewed look is an entry of its own."""
    first = collect(study, [f"{site}/page"], options=QUIET)
    second = collect(study, [f"{site}/page"], options=QUIET)
    assert (first.new, second.new, second.again) == (1, 0, 1)
    capture = next(iter(study.reader.captures()))
    assert payload_of(capture, study.archive) == PAGE
    last = list(study.reader.custody())[-1].act
    assert (last.act, last.subject, last.details["status"]) == ("collect-again", capture.id, "304")


def test_a_resumed_run_does_not_fetch_its_own_pages_again(study: Study, site: str) -> None:
    """What was captured since the interrupted run began is left alone; what failed or is missing is asked for."""
    begun = study.clock().isoformat()
    collect(study, [f"{site}/page"], options=QUIET)
    before = study.reader.counts().custody
    done = collect(study, [f"{site}/page", f"{site}/none"], options=replace(QUIET, since=begun))
    assert (done.new, done.again, done.failed) == (0, 0, 1)
    assert study.reader.counts().custody == before + 1
    assert any("1 pages had been fetched before" in note for note in done.notes)


def test_failures_of_the_web_are_captures_with_reasons(study: Study, site: str) -> None:
    """A missing page, a private address and a refused scheme: three failed captures, one run."""
    done = collect(study, [f"{site}/none", "http://10.0.0.1/", "gopher://w.test/"], options=QUIET)
    assert {row.code for row in done.failures} == {"http-404", "guard"} and done.failed == 3
    assert study.reader.counts().failures == 3


def test_the_collectors_address_is_nowhere(study: Study, site: str) -> None:
    """No record and no condition names this machine or the collector."""
    collect(study, [f"{site}/page"], options=QUIET)
    capture = next(iter(study.reader.captures()))
    assert capture.place is not None
    with study.archive.open(capture.place.blob) as stream:
        whole = gzip.decompress(stream.read())
    for secret in (socket.gethostname(), getpass.getuser()):
        assert secret.encode() not in whole and secret not in repr(capture)


@pytest.mark.corpus
def test_the_real_corpora_become_a_study(study: Study, shared: Path) -> None:
    """Pages, archives and a crawl of rows are collected in one run; every payload holds; nothing fails."""
    data = shared / "data"
    targets = [*sorted((data / "wacz").iterdir()), data / "state-media" / "kcna_en_2024-11-11.json"]
    mapping = {"text": "story_text", "title": "headline", "url": "link", "published": "date_str"}
    options = CollectOptions(mapping=mapping, extract=False, index=False)
    done = collect(study, [str(path) for path in targets], options=options)
    assert done.failed == 0
    captures = list(study.reader.captures())
    assert sum(capture.channel is Channel.CORPUS for capture in captures) == 2112
    assert all(len(payload_of(capture, study.archive)) == capture.size for capture in captures)
    assert any("invalid_example_1.wacz is not a valid WACZ" in note for note in done.notes)
