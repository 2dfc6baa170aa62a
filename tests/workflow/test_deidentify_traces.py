"""Nothing of transcript or record shows from outside: not in arguments, environment, files, crashes, core images."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

CANARIES = ("Zyrkhan", "Obelvaite", "구슬다혜")
TEXT = "My name is Zyrkhan Obelvaite. 제 이름은 구슬다혜입니다. I was born in Hoeryong.\n"
RECORD = '{"names": ["Zyrkhan Obelvaite", "구슬다혜"]}'
CRASHING = """
import sys
from dataclasses import replace
from synopticon.interviews.detectors import listing
from synopticon.interviews import engine

def crash(hearing):
    spoken = hearing.text
    raise KeyError(spoken)

engine.DETECTORS = (*listing.DETECTORS, replace(listing.DETECTORS[0], find=crash))
from synopticon.cli.app import main
main()
"""
WAITING = """
import time
from dataclasses import replace
from synopticon.interviews.detectors import listing
from synopticon.interviews import engine

def wait(hearing):
    print("waiting", flush=True)
    time.sleep(60)
    return []

engine.DETECTORS = (*listing.DETECTORS, replace(listing.DETECTORS[0], find=wait))
from synopticon.cli.app import main
main()
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The end of a command line, in a folder with a transcript and a record."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "r.json").write_text(RECORD, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    return ["deidentify", "a.txt", "--identity", "r.json"]


def environment(folder: Path) -> dict[str, str]:
    """An environment whose temporary folder can be looked through."""
    return {"TMPDIR": str(folder / "tmp"), "PATH": "", "PYTHONUTF8": "1"}


def tells(text: bytes) -> list[str]:
    """The canaries that stand in bytes."""
    return [canary for canary in CANARIES if canary.encode() in text]


@pytest.mark.parametrize("json", [False, True])
def test_a_crash_in_a_detector_tells_no_word(tmp_path: Path, command: list[str], json: bool) -> None:
    """An error that carries the whole transcript is told by its kind and our lines alone, and leaves no file."""
    before = set(tmp_path.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, *command, *(["--json"] if json else [])],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 70
    assert b"KeyError" in done.stderr
    assert tells(done.stdout + done.stderr) == []
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_run_shows_nothing_to_who_watches_it(tmp_path: Path, command: list[str]) -> None:
    """While detectors work, arguments and environment hold no word, no file is new, no core can be written."""
    before = set(tmp_path.rglob("*"))
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, *command], cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE
    ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == b"waiting\n"
            process = Path("/proc") / str(run.pid)
            shown = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            limits = (process / "limits").read_text()
            files = set(tmp_path.rglob("*"))
        finally:
            run.kill()
    assert b"deidentify" in shown
    assert tells(shown) == []
    assert next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()[4:6] == [
        "0",
        "0",
    ]
    assert files == before


def test_a_signal_leaves_no_core_image(tmp_path: Path, command: list[str]) -> None:
    """Aborted in the middle of the work, the process leaves no image of its memory even where images are allowed."""

    def allowed() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    before = set(tmp_path.rglob("*"))
    aborting = WAITING.replace('print("waiting", flush=True)', "import os; os.abort()")
    done = subprocess.run(
        [sys.executable, "-c", aborting, *command],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
        preexec_fn=allowed,
    )
    time.sleep(0.1)
    assert done.returncode < 0
    assert tells(done.stdout + done.stderr) == []
    assert set(tmp_path.rglob("*")) == before
