"""By which engine a run is asked for, and what cannot be asked for together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import UsageError

ONE_PROCESS = "local"


@dataclass(frozen=True, slots=True)
class Spreading:
    """An engine of several processes. workers: processes of this machine; of no meaning with a scheduler. scheduler:
    the address of a cluster that stands. work: the folder of the shards; None for one beside the answer.
    """

    engine: str
    workers: int
    scheduler: str | None = None
    work: Path | None = None


def spreading_of(engine: str, workers: int | None, scheduler: str | None, work: Path | None) -> Spreading | None:
    """What was asked for; None for one process. Raises UsageError where that makes no sense."""
    for option, given, engines in (
        ("--workers", workers, ("pool", "dask")),
        ("--work", work, ("pool", "dask")),
        ("--scheduler", scheduler, ("dask",)),
    ):
        if given is not None and engine not in engines:
            raise UsageError(
                f"{option} says nothing to --engine {engine}",
                remedy=f"Leave it out, or use --engine {' or '.join(engines)}.",
            )
    if workers is not None and scheduler is not None:
        raise UsageError(
            "--workers and --scheduler cannot both be given",
            why="a cluster has the workers that it has",
            remedy="Leave one of them out.",
        )
    if engine == ONE_PROCESS:
        return None
    return Spreading(engine, workers or _cores(), scheduler, work)


def _cores() -> int:
    """Cores that this process may use; not every system tells which those are."""
    told = getattr(os, "sched_getaffinity", None)
    return len(told(0)) if told else os.cpu_count() or 1
