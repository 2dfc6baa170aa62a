"""The engine of one machine: a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait as wait_for

from synopticon.workflow.spreading.losing import LOSSES, lost
from synopticon.workflow.spreading.performing import perform
from synopticon.workflow.spreading.tasks import Run, Task

AHEAD = 2
"""Tasks a worker that are handed over before the first of them is done."""


@contextmanager
def pool(workers: int) -> Iterator[Pool]:
    """A pool of so many processes; they end with the block."""
    engine = Pool(workers)
    try:
        yield engine
    finally:
        engine.close()


class Pool:
    """Processes of this machine, begun anew where one is lost: a broken pool loses its tasks, and no shard."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._processes = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        # Not forked: a fork would copy whatever threads of this process hold.
        return ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"), initializer=_begun_by_us)

    def close(self) -> None:
        """End the processes, without beginning tasks that nobody asks for any more."""
        self._processes.shutdown(wait=True, cancel_futures=True)

    def perform(self, run: Run, tasks: Iterable[tuple[Task, str]]) -> Iterator[str]:
        """As `Engine` promises. After a loss the tasks that were under way go one by one, to find out which it was."""
        suspects, coming = deque[tuple[Task, str]](), iter(tasks)
        running: dict[Future[str], tuple[Task, str]] = {}
        losses: Counter[str] = Counter()
        while True:
            room = 1 if suspects else self._workers * AHEAD
            while len(running) < room and (task := suspects.popleft() if suspects else next(coming, None)):
                running[self._handed_over(run, *task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            try:
                for future in done:
                    yield future.result()
                    del running[future]
            except BrokenProcessPool:
                suspects.extend(running.values())
                running.clear()
                for task in suspects:
                    losses[task[1]] += 1
                    if losses[task[1]] == LOSSES:
                        raise lost(task[0]) from None
                self.close()
                self._processes = self._begun()

    def _handed_over(self, run: Run, task: Task, name: str) -> Future[str]:
        """The task's future; where the pool has broken in the meantime, one that says so like the others."""
        try:
            return self._processes.submit(perform, run, task, name)
        except BrokenProcessPool as error:
            broken: Future[str] = Future()
            broken.set_exception(error)
            return broken


def _begun_by_us() -> None:
    """From now on this process ends when the one that began it does, however that ends, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
