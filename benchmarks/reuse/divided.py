"""A trace in divided work: what each stage costs and leaves on the disk, and what several processes gain.

    python benchmarks/reuse/divided.py ../shared --sizes 5000 25000 > divided.jsonl
    python benchmarks/reuse/divided.py ../shared --sizes 5000 --engines local pool dask --workers 2

Without --engines, all tasks are done in this process, one after another: CPU seconds and bytes by stage, with the
reading and writing of shards; "whole" is what concerns the whole collection and is not divided. With --engines, each of
them does the same file: seconds by the clock, CPU seconds of all processes and of the one that was begun, and whether
the rows are those of the first one, byte for byte. The sets are those of growth.py; translations are left out. A JSON
line a size and engine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from growth import collection

from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.spreading import families
from synopticon.workflow.spreading.asking import Spreading
from synopticon.workflow.spreading.engines import EngineRow
from synopticon.workflow.spreading.performing import perform
from synopticon.workflow.spreading.shards import Shards
from synopticon.workflow.spreading.tasks import Run, Task


class Watched:
    """An engine in this process which charges each task to its stage."""

    def __init__(self) -> None:
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.tasks: defaultdict[str, int] = defaultdict(int)

    def perform(self, run: Run, tasks: Iterable[tuple[Task, str]]) -> Iterator[str]:
        """One after another."""
        for task, name in tasks:
            begun = time.process_time()
            perform(run, task, name)
            self.cpu[task.stage] += time.process_time() - begun
            self.tasks[task.stage] += 1
            yield name


def by_stage(documents: Path, out: Path) -> dict[str, Any]:
    """CPU milliseconds, bytes and tasks of each stage, a document."""
    engine, sizes = Watched(), defaultdict(int)
    removed = Shards.remove

    @contextmanager
    def opened(_workers: int, _scheduler: str | None) -> Iterator[Watched]:
        yield engine

    def weighed(shards: Shards) -> None:
        for path in shards.folder.glob("*-*.*"):
            sizes[path.name.partition("-")[0]] += path.stat().st_size
        removed(shards)

    families.ENGINES = (EngineRow("watched", "this process", None, opened),)
    Shards.remove = weighed  # type: ignore[method-assign]
    begun = time.process_time()
    found = find_families(documents, out, translations=False, spreading=Spreading("watched", 1))
    whole = time.process_time() - begun
    cpu = {**engine.cpu, "whole": whole - sum(engine.cpu.values())}
    return {
        "method": found.method,
        "documents": found.documents,
        "bytes": documents.stat().st_size,
        "pairs": found.proposed,
        "relations": sum(found.kinds.values()),
        "milliseconds": {name: round(1000 * spent / found.documents, 4) for name, spent in cpu.items()},
        "shard_bytes": {name: round(size / found.documents, 1) for name, size in sizes.items()},
        "tasks": dict(engine.tasks),
        "rows_bytes": round(out.stat().st_size / found.documents, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def by_engine(documents: Path, out: Path, engine: str, workers: int) -> dict[str, Any]:
    """One run of the command in a process of its own."""
    command = [sys.executable, "-m", "synopticon", "reuse", "families", str(documents), "--out", str(out), "--json"]
    options = [] if engine == "local" else ["--workers", str(workers)]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    whole = [*command, "--no-translations", "--engine", engine, *options]
    report = json.loads(subprocess.run(whole, check=True, capture_output=True).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "engine": engine,
        "workers": workers if options else 1,
        "seconds": round(time.perf_counter() - begun, 2),
        "cpu": round(cpu, 2),
        "own_cpu": report["cpu_seconds"],
    }


def main() -> None:
    """Measure each size; the stages in a process of their own."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path, nargs="?")
    ask.add_argument("--sizes", type=int, nargs="+", default=[5000, 25000])
    ask.add_argument("--seed", type=int, default=301)
    ask.add_argument("--engines", nargs="+", default=[])
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--file", type=Path, help="measure the stages of this file, in this process")
    args = ask.parse_args()
    if args.file:
        with tempfile.TemporaryDirectory() as name:
            print(json.dumps(by_stage(args.file, Path(name) / "out.jsonl")), flush=True)
        return
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            # In a process of its own: the peak memory of a process is no less than that of the one that began it.
            with ProcessPoolExecutor(1) as planting:
                documents = planting.submit(collection, args.shared.resolve(), Path(name), args.seed, size).result()
            if not args.engines:
                subprocess.run([sys.executable, __file__, "--file", str(documents)], check=True)
            first = None
            for engine in args.engines:
                out = Path(name) / f"{engine}.jsonl"
                told = by_engine(documents, out, engine, args.workers)
                with out.open("rb") as rows:
                    digest = hashlib.file_digest(rows, "sha256").digest()
                first = first or digest
                print(json.dumps({"size": size, **told, "same_bytes": digest == first}), flush=True)


if __name__ == "__main__":
    main()
