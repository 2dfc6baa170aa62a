"""Files and addresses handed in by the browser become captures, and nothing else of them remains."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from synopticon.web.jobs import Stopped
from synopticon.workflow.study import Study

BATCH = "0123456789abcdef" * 2
PAGE = b"<html><body><h1>New cameras</h1><p>Cameras were put up at the market of Veld, people said.</p></body></html>"


def hand_in(person: Any, name: str, body: Any, batch: str = BATCH) -> Any:
    """Send one file as the page's module does."""
    headers = {"x-csrf-token": person.token(), "content-type": "application/octet-stream"}
    return person.ask("POST", "/collecting/files", params={"batch": batch, "name": name}, content=body, headers=headers)


def wait(person: Any) -> Any:
    """The first job, when it has ended."""
    jobs = person.app.state.workbench.jobs
    for _ in range(300):
        if not jobs.open():
            return jobs.all()[0]
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_a_dropped_file_becomes_an_item(person: Any, study_folder: Path) -> None:
    """A file is streamed in, collected in the background, and is afterwards only in the archive."""
    assert hand_in(person, "market/new.html", PAGE).status_code == 200
    answer = person.post("/collecting/batch", {"batch": BATCH, "outlet": "Veld Herald"})
    assert answer.headers["location"] == "/collecting?job=1"
    job = wait(person)
    assert job.state == "done", job.error
    assert "1 new" in person.get("/collecting").text
    assert not list((study_folder / "uploads").rglob("*.html"))
    with Study(study_folder) as study:
        assert ("Veld Herald", 1) in study.reader.outlets()


@pytest.mark.parametrize("name", ["../up.html", "/etc/x", "a/../../b", "..", "a//b", "x" * 400, "a/" * 30 + "b"])
def test_a_name_never_leaves_its_batch(person: Any, study_folder: Path, name: str) -> None:
    """Names with dots, without end or from the root are refused, and nothing is written."""
    assert hand_in(person, name, b"x").status_code == 422
    assert not [path for path in study_folder.parent.rglob("*") if path.is_file() and "uploads" in path.parts]


def test_a_batch_is_no_path(person: Any) -> None:
    """The name of a batch is a number of the browser's, not a folder."""
    assert hand_in(person, "a.html", b"x", batch="../..").status_code == 422


def test_a_file_that_is_too_large_leaves_nothing(person: Any, study_folder: Path) -> None:
    """Past the limit the stream is refused and what was written goes away."""
    person.app.state.workbench.uploads.limit = 1000
    answer = hand_in(person, "large.html", b"x" * 2000)
    assert answer.status_code == 422
    assert "too large" in answer.text
    assert not [path for path in (study_folder / "uploads").rglob("*") if path.is_file()]


@pytest.mark.parametrize("addresses", ["", "file:///etc/passwd", "/etc/passwd", "https://a.example\nftp://b.example"])
def test_only_addresses_of_the_web_are_fetched(person: Any, addresses: str) -> None:
    """The form of addresses opens no file of this machine."""
    assert person.post("/collecting/addresses", {"addresses": addresses}).status_code == 400


def test_work_can_be_stopped(person: Any) -> None:
    """A stop takes effect at the next step, and the card says that what was acknowledged is kept."""
    jobs = person.app.state.workbench.jobs

    def work(study: Any, progress: Any) -> Any:
        progress.stage("Counting", 1000)
        for _ in range(1000):
            time.sleep(0.01)
            progress.advance()
        raise AssertionError("it was not stopped")

    job = jobs.start("Count", work)
    assert person.post(f"/jobs/{job.number}/stop").status_code == 303
    assert wait(person).state == "stopped"
    assert "what was acknowledged is kept" in person.get("/collecting").text


def test_an_interrupted_run_goes_on(person: Any, study_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a run that was stopped wait; the page offers to go on, and afterwards they are gone."""

    def stopped(*_: Any, **__: Any) -> Any:
        raise Stopped

    hand_in(person, "new.html", PAGE)
    with monkeypatch.context() as patch:
        patch.setattr("synopticon.workflow.collect.Sealing", stopped)
        person.post("/collecting/batch", {"batch": BATCH})
        assert wait(person).state == "stopped"
    assert "A run has not come to its end" in person.get("/collecting").text
    person.post("/collecting/resume")
    assert wait(person).state == "done"
    assert not (study_folder / "uploads" / BATCH).exists()
    assert "A run has not come to its end" not in person.get("/collecting").text


def test_the_card_tells_progress_and_the_time_left(person: Any, caplog: pytest.LogCaptureFixture) -> None:
    """A running job's card shows how far it is and asks for itself again; a done one does not. The log knows where."""
    jobs = person.app.state.workbench.jobs
    seen: list[str] = []

    def work(study: Any, progress: Any) -> Any:
        progress.stage("Counting", 4)
        progress.advance(3)
        time.sleep(1.2)
        progress.note("a sentence to be read")
        seen.append("ready")
        time.sleep(0.6)
        raise ValueError("canary in the failure")

    job = jobs.start("Count the canary in the title", work)
    while not seen:
        time.sleep(0.05)
    card = person.get(f"/jobs/{job.number}", headers={"hx-request": "true"}).text
    assert "Counting: 3 of 4" in card
    assert "second left" in card
    assert "hx-trigger" in card
    assert "a sentence to be read" in card
    wait(person)
    card = person.get(f"/jobs/{job.number}", headers={"hx-request": "true"}).text
    assert "hx-trigger" not in card
    assert "The workbench failed in this work" in card
    assert "ValueError at web/jobs.py:" in caplog.text
    assert "canary" not in caplog.text
    assert "canary in the failure" not in card
