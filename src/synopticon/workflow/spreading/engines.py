"""What does the tasks of a run: the list of engines, and what each of them promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from synopticon.workflow.spreading.tasks import Run, Task


class Engine(Protocol):
    """Has the shards of tasks made, by whatever processes."""

    def perform(self, run: Run, tasks: Iterable[tuple[Task, str]]) -> Iterator[str]:
        """Have each task done; yields the names of tasks, as they come to an end.

        Raises what a task raises, and InputError where a task ends its worker again and again. A worker that is lost
        otherwise changes nothing. The tasks may be more than fit into memory; few are taken at a time.
        """
        ...


@dataclass(frozen=True, slots=True)
class EngineRow:
    """An engine as the command names it. opened: a context with the engine, for so many workers or at an address."""

    name: str
    description: str
    needs: str | None
    opened: Callable[[int, str | None], AbstractContextManager[Engine]]


def _pool(workers: int, _: str | None) -> AbstractContextManager[Engine]:
    from synopticon.workflow.spreading.pool import pool

    return pool(workers)


def _dask(workers: int, scheduler: str | None) -> AbstractContextManager[Engine]:
    from synopticon.workflow.spreading.dask_cluster import cluster

    return cluster(workers, scheduler)


ENGINES: tuple[EngineRow, ...] = (
    EngineRow("pool", "several processes of this machine", None, _pool),
    EngineRow("dask", "a Dask cluster, or one of this machine's own", "cluster", _dask),
)
"""Engines beyond the process itself, which is called "local". needs: the extra that brings what it uses."""
