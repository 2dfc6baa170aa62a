"""An index that grows: what one more document costs, ten thousand more, and what a document takes on disk.

    python benchmarks/reuse/increments.py ../shared --sizes 25000 100000 [--index DIR] > increments.jsonl

Plants and repeats a collection as growth.py does, shuffled. All but --single and --many documents build an index; then,
in a process that opens it anew, the single ones join one after another, each compared, its rows told and let go; then
they are kept together, and the many join and are kept as one increment. Milliseconds are by the clock, CPU beside them.
Bytes a document: `fingerprints` are the postings, the bodies and the sample; `documents` what is known of documents
without their texts; `relations` the pairs with all that was found between them; `texts` the lines as they were given.
Memory: what the process holds of its own once the index is open, and after all increments. Prints a JSON line a size.
With --index, indexes are kept there and used again.
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
from synopticon.workflow.reuse_index import Index

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fingerprints", ("bodies", "bodies_by_digest", "crowded", "sample", "waiting", "segments")),
    ("documents", ("documents", "documents_of_body", "sqlite_autoindex_documents_1")),
    ("relations", ("pairs", "pairs_of_b", "pairs_to_verify")),
)
"""What is counted together, by the tables and their indexes; the files of the postings belong to the fingerprints."""


def collection(shared: Path, folder: Path, seed: int, size: int) -> Path:
    """A file of so many rows, in an order of chance."""
    whole = planted(shared, folder, Mix(seed, *WHOLE))
    rows = [json.loads(line) for line in (whole / "documents.jsonl").read_text("utf-8").splitlines()]
    random.Random(seed).shuffle(rows)
    out = folder / "repeated.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in repeated(rows, size))
    return out


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Document(**{name: row[name] for name in Document.__slots__ if name in row})


def own_bytes() -> int:
    """Memory of this process that belongs to no file."""
    told = Path("/proc/self/status").read_text("utf-8")
    return int(told.split("RssAnon:")[1].split()[0]) * 1024


def build(folder: Path, given: Iterable[Document]) -> dict[str, Any]:
    """Take all documents in as one increment."""
    cpu = time.process_time()
    index = Index(folder)
    size = index.add(given)
    rows = sum(1 for _ in index.settle())
    index.keep()
    index.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"built": size, "rows": rows, "build_ms": 1000 * (time.process_time() - cpu) / size, "build_peak_mib": peak}


def on_disk(index: Index) -> dict[str, float]:
    """Bytes a document, by part."""
    tables = index.tables.sizes()
    size = index.sums.documents
    told = {name: sum(tables.get(table, 0) for table in own) for name, own in PARTS}
    told["fingerprints"] += sum(segment.size for segment in index.postings.segments)
    told["texts"] = index.lines.size
    return {name: round(count / size, 1) for name, count in told.items()}


def grown(folder: Path, single: Sequence[Document], many: Sequence[Document]) -> dict[str, Any]:
    """Open the index, and let documents join."""
    before, opening = own_bytes(), time.perf_counter()
    index = Index(folder)
    told: dict[str, Any] = {"documents": index.sums.documents, "opened_s": round(time.perf_counter() - opening, 3)}
    told |= {"bytes": on_disk(index), "segments": len(index.postings.segments)}
    told["own_bytes_open"] = round((own_bytes() - before) / index.sums.documents, 1)
    index.add(single[:1])  # tables of letters are filled when they are first needed
    list(index.settle())
    clocks, rows, cpu = [], 0, time.process_time()
    for document in single[1:]:
        begun = time.perf_counter()
        index.add([document])
        rows += sum(1 for _ in index.settle())
        clocks.append(1000 * (time.perf_counter() - begun))
    told["single_cpu_ms"] = round(1000 * (time.process_time() - cpu) / max(len(clocks), 1), 2)
    names = ("p50_ms", "p90_ms", "p99_ms", "max_ms")
    told |= dict(zip(names, np.percentile(clocks, (50, 90, 99, 100)).round(2).tolist(), strict=True))
    told["rows_each"] = round(rows / max(len(clocks), 1), 2)
    begun = time.perf_counter()
    index.keep()
    told["keep_ms"] = round(1000 * (time.perf_counter() - begun), 1)
    begun, cpu = time.perf_counter(), time.process_time()
    index.add(many)
    told["many_rows"] = sum(1 for _ in index.settle())
    index.keep()
    told |= {"many": len(many), "many_s": round(time.perf_counter() - begun, 1)}
    told["many_cpu_s"] = round(time.process_time() - cpu, 1)
    told["own_bytes_grown"] = round((own_bytes() - before) / index.sums.documents, 1)
    return told


def parted(path: Path, single: int, many: int) -> list[list[Document]]:
    """Documents drawn by chance, the single and the many; all others after them."""
    every = list(documents(path))
    random.Random(len(every)).shuffle(every)
    return [every[:single], every[single : single + many], every[single + many :]]


def main() -> None:
    """Build and measure each size, each in a process of its own."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--sizes", type=int, nargs="+", default=[25000, 100_000])
    ask.add_argument("--seed", type=int, default=301)
    ask.add_argument("--single", type=int, default=1000)
    ask.add_argument("--many", type=int, default=10_000)
    ask.add_argument("--index", type=Path)
    ask.add_argument("--step", choices=("build", "grow"), help=argparse.SUPPRESS)
    args = ask.parse_args()
    if args.step:
        single, many, rest = parted(args.shared, args.single, args.many)
        told = build(args.index, rest) if args.step == "build" else grown(args.index, single, many)
        print(json.dumps(told), flush=True)
        return
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            path = collection(args.shared.resolve(), Path(name), args.seed, size + args.single + args.many)
            folder = (args.index or Path(name)) / f"{size}"
            told = {"size": size}
            for step in ("build", "grow") if not folder.exists() else ("grow",):
                command = [sys.executable, __file__, str(path), "--index", str(folder), "--step", step]
                told |= lines_of([*command, "--single", str(args.single), "--many", str(args.many)])[0]
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
