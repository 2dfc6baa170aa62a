"""The engine of many machines: a Dask cluster. All that this program knows of Dask and of Arrow stands here.

Shards are files: the file of documents and the working folder must be at the same place for all workers. What goes over
the wire is the columns of a task as Arrow, and the name of its shard back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from synopticon.errors import MissingPart, NetworkFailed
from synopticon.workflow.spreading.columns import Columns
from synopticon.workflow.spreading.losing import LOSSES, lost
from synopticon.workflow.spreading.performing import perform
from synopticon.workflow.spreading.tasks import Run, Task

try:
    import cryptography.x509  # noqa: F401 - with it Dask makes the keys of a cluster of this machine
    import dask
    import pyarrow
    from distributed import Client, Future, Nanny, Scheduler, Security, SpecCluster, Worker, as_completed
    from distributed.scheduler import KilledWorker
except ImportError as error:
    raise MissingPart(
        "the dask engine needs Dask, its scheduler, Arrow and cryptography, which are not all installed",
        why=str(error),
        remedy="pip install 'synopticon[cluster]'",
    ) from error

AHEAD = 3
"""Tasks a thread of a worker that are handed over before the first of them is done."""
PATIENCE = 30
"""Seconds in which a scheduler must answer."""
LOOPBACK = "127.0.0.1"
OWN = {
    "distributed.scheduler.allowed-failures": LOSSES - 1,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
}
"""How a cluster of this machine's own is set: it is not watched, a hundred times a second, by anybody."""
SILENT = logging.CRITICAL
"""What Dask says of lost workers says nothing to who waits for rows."""


class QuietScheduler(Scheduler):
    """A scheduler without its page: no port is opened but the one for those who hold the key."""

    def start_http_server(self, *_: Any, **__: Any) -> None:
        """None is begun."""


class QuietWorker(Worker):
    """A worker without its page."""

    def start_http_server(self, *_: Any, **__: Any) -> None:
        """None is begun."""


@contextmanager
def cluster(workers: int, scheduler: str | None) -> Iterator[OnDask]:
    """The cluster at an address, or one of so many processes of this machine, which ends with the block.

    That of this machine listens on the loopback device alone and admits who holds a key made for this run (TLS): a
    scheduler does whatever it is asked to. Raises NetworkFailed where nobody answers at the address.
    """
    if scheduler is not None:
        with _client(scheduler) as client:
            yield OnDask(client)
        return
    security = Security.temporary()
    options = {"host": LOOPBACK, "protocol": "tls://", "security": security}
    worker = options | {"nthreads": 1, "memory_limit": 0, "worker_class": QuietWorker, "silence_logs": SILENT}
    with (
        dask.config.set(OWN),
        SpecCluster(
            {number: {"cls": Nanny, "options": worker} for number in range(workers)},
            {"cls": QuietScheduler, "options": options | {"port": 0, "dashboard": False}},
            security=security,
            silence_logs=SILENT,
        ) as own,
        Client(own, timeout=PATIENCE) as client,
    ):
        yield OnDask(client)


def _client(scheduler: str) -> Client:
    try:
        return Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise NetworkFailed(
            "no Dask scheduler answers",
            where=scheduler,
            why=str(error),
            remedy="Give the address that the scheduler shows when it begins, such as tls://host:8786.",
        ) from error


class OnDask:
    """Tasks as Dask's futures: a lost worker's tasks are done by another one."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def perform(self, run: Run, tasks: Iterable[tuple[Task, str]]) -> Iterator[str]:
        """As `Engine` promises."""
        coming = iter(tasks)
        running: dict[Future[str], Task] = {}
        done = as_completed()
        ahead = AHEAD * max(sum(self._client.nthreads().values()), 1)
        while True:
            while len(running) < ahead and (told := next(coming, None)):
                task, name = told
                future = self._client.submit(
                    performed, run, task.stage, dict(task.given), packed(task.columns), task.about, name, key=name
                )
                running[future] = task
                done.add(future)
            if not running:
                return
            future = next(done)
            try:
                yield future.result()
            except KilledWorker:
                raise lost(running[future]) from None
            del running[future]


def performed(run: Run, stage: str, given: dict[str, Any], columns: bytes, about: str, name: str) -> str:
    """A task at a Dask worker."""
    return perform(run, Task(stage, given, unpacked(columns), about), name)


def packed(columns: Columns) -> bytes:
    """Columns of unlike lengths as an Arrow stream: one row of lists."""
    names, lists = [], []
    for name, column in columns.items():
        names.append(name)
        lists.append(pyarrow.LargeListArray.from_arrays([0, len(column)], pyarrow.array(column)))
    batch = pyarrow.record_batch(lists, names=names)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(packed: bytes) -> Columns:
    """The columns that were packed, without a copy."""
    with pyarrow.ipc.open_stream(packed) as stream:
        (batch,) = stream
    lists = zip(batch.schema.names, batch.columns, strict=True)
    return {name: column.values.to_numpy(zero_copy_only=True) for name, column in lists}
