"""Time stamps are asked for once, checked against what was asked, and nothing is written where they fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from synopticon.capture.channels.timestamp import MOST, ask
from synopticon.capture.guard import Guard
from synopticon.errors import GuardRefused, NetworkFailed, UsageError, VerificationFailed
from synopticon.release.signing import Signer
from synopticon.workflow.collect import collect
from synopticon.workflow.custody import export_log, log_statement
from synopticon.workflow.study import Study
from synopticon.workflow.timestamp import stamp_files, stamp_log

ANSWER = (Path(__file__).parents[1] / "release" / "fixtures" / "invented-answer.tsr").read_bytes()
MESSAGE = b"An invented statement, stamped by an invented service.\n"
NONCE = bytes.fromhex("00ffeeddccbbaa99")

pytest.importorskip("rfc3161_client", reason="needs the extra called timestamp")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study whose randomness gives the nonce that the recorded answer has."""
    (tmp_path / "page.txt").write_text("Invented words.")
    with Study.create(tmp_path / "study") as study:
        collect(study, [str(tmp_path / "page.txt")])
        study.random = lambda count: NONCE[:count].ljust(count, b"\0")
        yield study


def test_a_good_answer_becomes_two_files(study: Study) -> None:
    """The answer and the signer's signature over it lie beside the manifest."""
    signer = Signer(bytes(32))
    files = stamp_files(study, MESSAGE, signer, ask=lambda _: ANSWER)
    assert files == {"manifest.json.tsr": ANSWER, "manifest.json.tsr.sig": signer.sign(ANSWER)}


def test_an_answer_to_something_else_is_refused(study: Study) -> None:
    """A replayed stamp, a stamp over other bytes and plain noise are not taken."""
    with pytest.raises(VerificationFailed, match="not an answer to what was asked"):
        stamp_files(study, b"other words", Signer(bytes(32)), ask=lambda _: ANSWER)
    study.random = lambda count: b"\7" * count
    with pytest.raises(VerificationFailed, match="not an answer to what was asked"):
        stamp_files(study, MESSAGE, Signer(bytes(32)), ask=lambda _: ANSWER)
    with pytest.raises(VerificationFailed, match="cannot be read"):
        stamp_files(study, MESSAGE, Signer(bytes(32)), ask=lambda _: b"<html>busy</html>")


def test_the_logs_stamp_covers_its_length_and_head_and_a_false_one_is_not_logged(study: Study) -> None:
    """What is sent to the service is a digest of the public head; an answer about something else leaves no entry."""
    before = study.reader.counts().custody
    with pytest.raises(VerificationFailed):
        stamp_log(study, ask=lambda _: ANSWER)
    acts = [link.act.act for link in study.reader.custody(after=before)]
    assert "timestamp" not in acts
    assert json.loads(log_statement(3, "0" * 64)) == {"entries": 3, "head": "0" * 64, "synopticon_public_log": 1}


def test_a_stamp_of_the_log_is_kept_logged_and_exported_with_what_it_covers(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer and the statement lie beside the exported log, and the log tells of the stamp."""
    monkeypatch.setattr("synopticon.workflow.timestamp.log_statement", lambda *_: MESSAGE)
    stamp = stamp_log(study, ask=lambda _: ANSWER)
    monkeypatch.undo()
    assert [link.act.digest for link in study.reader.custody(subject="public-log")] == [stamp.answer]
    assert export_log(study, tmp_path / "log") == stamp.entries + 1
    assert (tmp_path / "log" / f"stamped-{stamp.entries}.json.tsr").read_bytes() == ANSWER
    statement = json.loads((tmp_path / "log" / f"stamped-{stamp.entries}.json").read_bytes())
    assert statement["head"] == stamp.head


def test_without_a_service_the_setting_is_named(study: Study) -> None:
    """Nobody is asked unless the protocol names somebody."""
    with pytest.raises(UsageError, match=r"timestamp\.url"):
        stamp_log(study)


def served(response: httpx.Response) -> httpx.MockTransport:
    """A service that gives this answer to everything."""
    return httpx.MockTransport(lambda _: response)


def test_the_channel_sends_the_query_and_gives_back_the_bytes() -> None:
    """The content types are RFC 3161's, and no redirect is followed."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["content-type"] == "application/timestamp-query"
        return httpx.Response(200, content=request.content[::-1])

    guard = Guard()
    url = "https://stamps.example.com/tsr"
    assert ask(url, b"abc", guard=guard, timeout=1, transport=httpx.MockTransport(answer)) == b"cba"
    with pytest.raises(NetworkFailed, match="answered 302"):
        moved = httpx.Response(302, headers={"location": "http://127.0.0.1/"})
        ask(url, b"abc", guard=guard, timeout=1, transport=served(moved))
    with pytest.raises(NetworkFailed, match="larger than"):
        ask(url, b"abc", guard=guard, timeout=1, transport=served(httpx.Response(200, content=bytes(MOST + 1))))


def test_a_private_address_is_not_asked() -> None:
    """The guard stands before this channel too."""
    with pytest.raises(GuardRefused):
        ask("http://169.254.169.254/tsr", b"abc", guard=Guard(), timeout=1)
