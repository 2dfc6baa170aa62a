"""What every test shares: where the real corpora are."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

Acknowledge = Callable[[str], object]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real corpora; a test that asks for it is skipped aloud where it is absent."""
    folder = Path(os.environ.get("SYNOPTICON_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"the corpora are not at {folder}; set SYNOPTICON_SHARED")
    return folder


@pytest.fixture
def killed_at_work() -> Callable[[Callable[[Acknowledge], object], float], list[str]]:
    """Runs work in a process, kills it -9 a while after its first acknowledgement, answers what it acknowledged."""
    return _killed_at_work


def _killed_at_work(work: Callable[[Acknowledge], object], seconds: float) -> list[str]:
    """Fork, let work run, and send it SIGKILL so many seconds after its first acknowledgement.

    work calls its argument with one line of text for each thing that it has been promised to be kept. The answer is
    all such lines, in their order. A process that ends by itself before that answers in the same way; where it ended
    with an error, that is raised here. Forking spares the start of Python, so that a hundred kills take seconds.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_and_end(work, writing)
    os.close(writing)
    said, end = b"", None
    while end is None or (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], None if end is None else left)
        chunk = os.read(reading, 65536) if ready else b""
        if ready and not chunk:
            break
        said += chunk
        end = end or time.monotonic() + seconds
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while chunk := os.read(reading, 65536):
        said += chunk
    os.close(reading)
    lines = said.decode().splitlines()
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError(lines[-1])
    return [line for line in lines if line]


def _work_and_end(work: Callable[[Acknowledge], object], writing: int) -> None:
    try:
        work(lambda line: os.write(writing, f"{line}\n".encode()))
    except BaseException as error:  # noqa: BLE001 - it is told to the parent, and nothing runs after it
        os.write(writing, f"{error!r}\n".encode())
        os._exit(1)
    os._exit(0)
