"""One long job of a kind at a time on a study; the lock of a killed process vanishes by itself."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from synopticon.errors import StudyBusy
from synopticon.store.durably import make_folder, refused

FOLDER = "locks"


@contextmanager
def job_lock(study: Path, job: str, clock: Callable[[], datetime]) -> Iterator[None]:
    """Hold the study's lock for a job ("collect", "trace", "publish") until the block ends.

    Raises StudyBusy, naming the process and since when, where another one does that job; StorageFailed where the
    folder refuses. The lock is the operating system's (flock): it ends with its process, however that ends.
    """
    path = study / FOLDER / f"{job}.lock"
    make_folder(path.parent)
    with _opened(path) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(study, job, path) from None
        _write(lock, f"process {os.getpid()} since {clock().isoformat(timespec='seconds')}\n", path)
        yield
        _write(lock, "", path)


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise refused(error, path) from error


def _write(lock: TextIO, holder: str, path: Path) -> None:
    try:
        lock.truncate(0)
        lock.write(holder)
        lock.flush()
    except OSError as error:
        raise refused(error, path) from error


def _busy(study: Path, job: str, path: Path) -> StudyBusy:
    holder = path.read_text("utf-8").strip()
    return StudyBusy(
        f"another {job} is running on this study",
        where=str(study),
        why=f"it is {holder}" if holder else None,
        remedy="Wait until it is done, or end that process; what it has acknowledged is kept.",
    )
