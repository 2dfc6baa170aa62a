"""The pool: processes that are lost change nothing, and end with the program that began them."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from synopticon.errors import InputError, UnreadableFormat
from synopticon.workflow.progress import Silent
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.spreading.asking import Spreading
from synopticon.workflow.spreading.pool import pool
from synopticon.workflow.spreading.tasks import Run, Task

TWO = Spreading("pool", 2)


class Killing(Silent):
    """Kills a worker when so many tasks are done."""

    def __init__(self, after: int) -> None:
        self.others = set(multiprocessing.active_children())
        self.after, self.killed = after, 0

    def advance(self, steps: int = 1) -> None:
        """Counts."""
        self.after -= steps
        if self.after == 0:
            worker = next(child for child in multiprocessing.active_children() if child not in self.others)
            worker.kill()
            worker.join()
            self.killed += 1


def test_a_worker_that_is_killed_changes_nothing(docs: Path, small: Callable[[int], None]) -> None:
    """Its tasks are done by others; the bytes are those of one process."""
    find_families(docs, docs.parent / "one.jsonl")
    small(25)
    killing = Killing(9)
    find_families(docs, docs.parent / "out.jsonl", spreading=TWO, progress=killing)
    assert killing.killed == 1
    assert (docs.parent / "out.jsonl").read_bytes() == (docs.parent / "one.jsonl").read_bytes()


def test_a_bad_row_comes_back_from_a_worker_with_its_line(docs: Path) -> None:
    """As our error, not as another process's."""
    with docs.open("a", encoding="utf-8") as lines:
        lines.write("{not json}\n")
    with pytest.raises(UnreadableFormat, match="line 50"):
        find_families(docs, docs.parent / "out.jsonl", spreading=TWO)


def suicidal(run: Run, task: Task, name: str) -> str:
    """A task that ends its worker, where it is to."""
    if task.about == "too large":
        os._exit(9)
    return name


def test_a_task_that_ends_its_workers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three times; the tasks beside it are not blamed."""
    monkeypatch.setattr("synopticon.workflow.spreading.pool.perform", suicidal)
    tasks = [(Task("rows", {"n": n}, about="too large" if n == 2 else "small"), str(n)) for n in range(4)]
    with pool(2) as engine, pytest.raises(InputError, match="too large"):
        list(engine.perform(Run("docs", str(tmp_path)), tasks))


def traced(acknowledge: Callable[[str], None], docs: str) -> None:
    """A run that tells of each task that is done, and of its workers."""
    from synopticon.workflow.spreading import dividing

    dividing.PAIRS = 4

    class Telling(Silent):
        def advance(self, steps: int = 1) -> None:
            acknowledge(" ".join(str(child.pid) for child in multiprocessing.active_children()))

    find_families(Path(docs), Path(docs).with_name("out.jsonl"), spreading=TWO, progress=Telling())


def alive(pid: int) -> bool:
    """Whether a process is there and no mere remnant."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_run_that_is_killed_leaves_no_worker_and_goes_on(docs: Path, killed_at_work: Any) -> None:
    """No answer is there, only shards; the same command ends where an undisturbed one does."""
    find_families(docs, docs.parent / "one.jsonl")
    told = killed_at_work(0.5, traced, docs)
    workers = {int(pid) for line in told for pid in line.split()}
    assert workers and not (docs.parent / "out.jsonl").exists()
    assert any((docs.parent / "out.jsonl.work").glob("*.npz"))
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    find_families(docs, docs.parent / "out.jsonl", spreading=TWO)
    assert (docs.parent / "out.jsonl").read_bytes() == (docs.parent / "one.jsonl").read_bytes()
    assert not (docs.parent / "out.jsonl.work").exists()
