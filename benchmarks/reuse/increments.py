"""An index that grows: what one more document costs, ten thousand more, and what a document takes on disk.

    python benchmarks/reuse/increments.py ../shared --sizes 25000 100000 [--index DIR] > increments.jsonl

Plants and repeats a collection as growth.py does. All but --single and --many documents, in an order of chance, build
an index, --increment at a time; then, in a process that opens it anew, the single ones join one after another, each
compared, its rows told and let go; then they are kept together, and the many join and are kept as one increment.
Milliseconds are by the clock, CPU beside them; what is done is told on the way. Documents are read when their turn
comes, so memory is that of the index.
Bytes a document: `fingerprints` are the postings, the bodies and what waits to become postings; `documents` what is
known of documents without their texts; `relations` the pairs with all that was found between them; `texts` the lines as
they were given. Memory: what the process holds of its own once the index is open, and after all increments. Prints a
JSON line a size. With --index, collections and indexes are kept there and used again. A million, which takes some
seven gigabytes: --sizes 1000000 --index DIR.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from growth import WHOLE, repeated
from planting import Mix, lines_of, planted

from synopticon.reuse.documents import Document
from synopticon.workflow.reuse_families import seldom_swept
from synopticon.workflow.reuse_index import Index

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fingerprints", ("bodies", "crowded", "waiting", "segments")),
    ("documents", ("documents", "documents_of_body", "sqlite_autoindex_documents_1")),
    ("relations", ("pairs", "pairs_of_b", "pairs_to_verify")),
)
"""What is counted together, by the tables and their indexes; the files of the postings belong to the fingerprints."""


def collection(shared: Path, out: Path, seed: int, size: int) -> None:
    """Write a file of so many rows."""
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        whole = planted(shared, Path(name), Mix(seed, *WHOLE))
        rows = [json.loads(line) for line in (whole / "documents.jsonl").read_text("utf-8").splitlines()]
        random.Random(seed).shuffle(rows)
        aside = Path(name) / "repeated.jsonl"
        with aside.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in repeated(rows, size))
        aside.rename(out)


class Drawn:
    """The documents of a file in an order of chance, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        sizes = np.fromiter((len(line) for line in self._file), np.int64)
        self._begins = (np.cumsum(sizes) - sizes)[np.random.default_rng(len(sizes)).permutation(len(sizes))]

    def __len__(self) -> int:
        return len(self._begins)

    def part(self, begin: int, end: int) -> Iterator[Document]:
        """The documents from one place in that order to another."""
        for place in self._begins[begin:end].tolist():
            self._file.seek(place)
            row = json.loads(self._file.readline())
            yield Document(**{name: row[name] for name in Document.__slots__ if name in row})


class Cpu:
    """CPU seconds of this process, by what they went into."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._at = time.process_time()

    def into(self, part: str) -> None:
        """What was spent since the last time went into this."""
        now = time.process_time()
        self.spent[part] = self.spent.get(part, 0.0) + now - self._at
        self._at = now

    def told(self) -> dict[str, float]:
        """All of it, rounded."""
        return {part: round(seconds, 1) for part, seconds in self.spent.items()}


def joined(index: Index, given: Iterable[Document], cpu: Cpu) -> int:
    """Take documents in as one increment; answers how many rows that told."""
    index.add(given)
    cpu.into("add")
    rows = sum(1 for _ in index.settle())
    cpu.into("settle")
    index.keep()
    cpu.into("keep")
    return rows


def own_bytes() -> int:
    """Memory of this process that belongs to no file."""
    told = Path("/proc/self/status").read_text("utf-8")
    return int(told.split("RssAnon:")[1].split()[0]) * 1024


def build(folder: Path, drawn: Drawn, first: int, increment: int) -> dict[str, Any]:
    """Take in all documents from the first on, so many at a time."""
    cpu, rows, size = Cpu(), 0, len(drawn) - first
    index = Index(folder)
    for begin in range(first, len(drawn), increment):
        rows += joined(index, drawn.part(begin, begin + increment), cpu)
        so_far = {"built": index.sums.documents, "rows": rows, "cpu_s": cpu.told(), "own_mib": own_bytes() >> 20}
        print(json.dumps(so_far), file=sys.stderr, flush=True)
    index.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    spent = sum(cpu.spent.values())
    return {"built": size, "rows": rows, "build_ms": 1000 * spent / size, "build_cpu_s": cpu.told(), "peak_mib": peak}


def on_disk(index: Index) -> dict[str, float]:
    """Bytes a document, by part."""
    tables = index.tables.sizes()
    size = index.sums.documents
    told = {name: sum(tables.get(table, 0) for table in own) for name, own in PARTS}
    told["fingerprints"] += sum(segment.size for segment in index.postings.segments)
    told["texts"] = index.lines.size
    return {name: round(count / size, 1) for name, count in told.items()}


def grown(folder: Path, drawn: Drawn, single: int, many: int) -> dict[str, Any]:
    """Open the index, and let documents join."""
    before, opening = own_bytes(), time.perf_counter()
    index = Index(folder)
    told: dict[str, Any] = {"documents": index.sums.documents, "opened_s": round(time.perf_counter() - opening, 3)}
    told |= {"bytes": on_disk(index), "segments": len(index.postings.segments)}
    told["own_bytes_open"] = own_bytes() - before
    told |= one_by_one(index, list(drawn.part(0, single)))
    begun = time.perf_counter()
    index.keep()
    told["keep_ms"] = round(1000 * (time.perf_counter() - begun), 1)
    begun, cpu = time.perf_counter(), Cpu()
    told["many_rows"] = joined(index, drawn.part(single, single + many), cpu)
    told |= {"many": many, "many_s": round(time.perf_counter() - begun, 1), "many_cpu_s": cpu.told()}
    told["own_bytes_grown"] = own_bytes() - before
    index.close()
    return told


def one_by_one(index: Index, single: Sequence[Document]) -> dict[str, Any]:
    """Let documents join one after another, the first of them unmeasured: tables are filled when first needed."""
    clocks, cpus, rows = [], [], 0
    for document in single:
        begun, cpu = time.perf_counter(), time.process_time()
        index.add([document])
        rows += sum(1 for _ in index.settle())
        clocks.append(1000 * (time.perf_counter() - begun))
        cpus.append(1000 * (time.process_time() - cpu))
    told: dict[str, Any] = {
        "rows_each": round(rows / len(single), 2),
        "cpu_mean_ms": round(sum(cpus[1:]) / len(cpus), 2),
    }
    for what, each in (("", clocks), ("cpu_", cpus)):
        names = (f"{what}p50_ms", f"{what}p90_ms", f"{what}p99_ms", f"{what}max_ms")
        told |= dict(zip(names, np.percentile(each[1:], (50, 90, 99, 100)).round(2).tolist(), strict=True))
    return told


def main() -> None:
    """Build and measure each size, each in a process of its own."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--sizes", type=int, nargs="+", default=[25000, 100_000])
    ask.add_argument("--seed", type=int, default=301)
    ask.add_argument("--single", type=int, default=1000)
    ask.add_argument("--many", type=int, default=10_000)
    ask.add_argument("--increment", type=int, default=1_000_000)
    ask.add_argument("--index", type=Path)
    ask.add_argument("--step", choices=("build", "grow"), help=argparse.SUPPRESS)
    args = ask.parse_args()
    first = args.single + args.many
    if args.step:
        drawn = Drawn(args.shared)
        with seldom_swept():  # as `synopticon reuse families` does
            if args.step == "build":
                told = build(args.index, drawn, first, args.increment)
            else:
                told = grown(args.index, drawn, args.single, args.many)
        print(json.dumps(told), flush=True)
        return
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            kept = args.index or Path(name)
            kept.mkdir(parents=True, exist_ok=True)
            path, folder = kept / f"{size}.jsonl", kept / f"{size}"
            if not path.exists():
                collection(args.shared.resolve(), path, args.seed, size + first)
            told = {"size": size}
            numbers = {"--single": args.single, "--many": args.many, "--increment": args.increment}
            options = [str(word) for pair in numbers.items() for word in pair]
            for step in ("build", "grow") if not folder.exists() else ("grow",):
                command = [sys.executable, __file__, str(path), "--index", str(folder), "--step", step]
                told |= lines_of([*command, *options])[0]
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
