"""`synopticon serve` opens the workbench on this machine and says how to get in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from synopticon.workflow.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """An empty study."""
    Study.create(tmp_path / "s", title="Cameras in Veldania").close()
    return tmp_path / "s"


def start(*arguments: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "synopticon", "serve", "--no-open", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_the_link_that_is_printed_opens_the_workbench(study: Path) -> None:
    """The printed link leads to the study's pages on 127.0.0.1, and Ctrl-C ends it as a thing done."""
    running = start(str(study), "--port", "0")
    assert running.stdout
    title, link = running.stdout.readline(), running.stdout.readline().strip()
    try:
        assert "Cameras in Veldania" in title
        assert link.startswith("http://127.0.0.1:")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = opener.open(link, timeout=20).read().decode()
        assert "synopticon collect" in page
    finally:
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=20)
    assert running.returncode == 0, errors
    assert "The workbench is closed." in rest


def test_a_port_that_is_taken_is_said_with_the_way_out(study: Path) -> None:
    """A second workbench on the same port ends with what is wrong and which command works."""
    first = start(str(study), "--port", "0")
    assert first.stdout
    first.stdout.readline()
    port = first.stdout.readline().split(":")[2].split("/")[0]
    try:
        second = start(str(study), "--port", port)
        _, errors = second.communicate(timeout=30)
        assert second.returncode == 2
        assert "synopticon serve --port 0" in errors
        assert "Traceback" not in errors
    finally:
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=20)


def test_a_folder_without_a_study_is_refused_before_anything_listens(tmp_path: Path) -> None:
    """The message names the folder and how to begin a study."""
    running = start(str(tmp_path))
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 4
    assert "synopticon init" in errors
