"""What a study of state media costs as it grows: collect, extract, trace, index; time, memory and bytes a document.

    python benchmarks/study/measure.py ../shared/data/state-media/kcna_2011_2012.jsonl.gz --sizes 1000 5000 25000

Each stage runs in a process of its own, so that its peak memory is its own. The rows of a smaller size are taken at
even steps from the whole file, so that stories are equally long at each size (the file's first thousand are a fifth
shorter than its mean). Prints one JSON line a stage and size; CPU seconds are what grows or does not, since the
machine may be shared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAPPING = {"text": "text", "title": "title", "published": "date", "url": "link", "language": "language"}
STAGES = ("collect", "extract", "trace", "index")


def run_stage(stage: str, folder: Path, rows: Path) -> None:
    """Do one stage on the study in folder and print what it took."""
    from synopticon import Study
    from synopticon.workflow.collect import CollectOptions, collect
    from synopticon.workflow.extract import extract_new
    from synopticon.workflow.search import refresh_index
    from synopticon.workflow.trace import trace

    options = CollectOptions(mapping=MAPPING, outlet="KCNA", kind="corpus", extract=False, index=False)
    with Study.open(folder) as study:
        wall, cpu = time.perf_counter(), time.process_time()
        if stage == "collect":
            collect(study, [str(rows)], options=options)
        elif stage == "extract":
            extract_new(study)
        elif stage == "trace":
            trace(study)
        else:
            refresh_index(study)
        took = {"seconds": round(time.perf_counter() - wall, 2), "cpu": round(time.process_time() - cpu, 2)}
        documents = study.reader.counts().items
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"stage": stage, "documents": documents, **took, "peak_mib": peak}))


def measure(source: Path, size: int, folder: Path) -> None:
    """A new study of that many rows of source, stage by stage."""
    from synopticon import Study

    rows = folder / "rows.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as lines, rows.open("w", encoding="utf-8") as out:
        stories = lines.readlines()
        size = min(size, len(stories))
        out.writelines(stories[number * len(stories) // size] for number in range(size))
    Study.create(folder / "study", title="KCNA").close()
    for stage in STAGES:
        command = [sys.executable, __file__, str(source), "--stage", stage, "--folder", str(folder)]
        line = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        line["documents_a_second"] = round(size / line["seconds"])
        line["documents_a_cpu_second"] = round(size / line["cpu"])
        line["cpu_milliseconds_a_document"] = round(1000 * line["cpu"] / size, 3)
        print(json.dumps({"size": size, **line}), flush=True)
    used = {
        part: sum(path.stat().st_size for path in (folder / "study").glob(pattern) if path.is_file())
        for part, pattern in (("archive", "archive/**/*"), ("database", "study.db*"), ("index", "index/**/*"))
    }
    print(
        json.dumps({"size": size, "bytes_a_document": {part: round(n / size) for part, n in used.items()}}), flush=True
    )


def main() -> None:
    """Measure every size in a folder that is gone afterwards."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("source", type=Path)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 25000])
    ask.add_argument("--stage", choices=STAGES)
    ask.add_argument("--folder", type=Path)
    args = ask.parse_args()
    if args.stage:
        run_stage(args.stage, args.folder / "study", args.folder / "rows.jsonl")
        return
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(args.source.resolve(), size, Path(folder))


if __name__ == "__main__":
    main()
