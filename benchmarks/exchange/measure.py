"""What it costs to hand a coded study to another tool and to take one in. The texts are made of invented words.

python benchmarks/exchange/measure.py [--sources 100] [--codings 10000] [--codes 60]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.project import Code, Coding, Project, Selection, Source, User
from synopticon.coding.exchange.qdpx import write_qdpx
from synopticon.workflow.collect import collect
from synopticon.workflow.qda_export import export_project
from synopticon.workflow.qda_import import import_project
from synopticon.workflow.study import Study

WORDS = (
    *("gate", "camera", "road", "tower", "market", "감시", "카메라", "도로", "🎥", "was", "seen", "by", "the"),
    *("people", "of", "quarter", "two", "in", "summer"),
)


def main() -> None:
    """Print one JSON value: seconds of CPU for each step, and the file's size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--codings", type=int, default=10_000)
    parser.add_argument("--codes", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), asked.sources, asked.codings, asked.codes), indent=2))


def measure(folder: Path, sources: int, codings: int, codes: int) -> dict[str, float]:
    """Seconds of CPU by step."""
    chance, found = random.Random(7), dict[str, float]()
    texts = [" ".join(chance.choices(WORDS, k=1200)) + f" {number}" for number in range(sources)]
    pages = folder / "pages"
    pages.mkdir()
    for number, text in enumerate(texts):
        (pages / f"{number}.txt").write_text(text, "utf-8")
    (folder / "theirs.qdpx").write_bytes(write_qdpx(project(texts, codings, codes))[0])
    for name in ("first", "second"):
        Study.create(folder / name).close()
        with Study.open(folder / name) as study:
            collect(study, [str(pages)])
    with Study.open(folder / "first") as study:
        found["take in another tool's project"] = timed(lambda: import_project(study, folder / "theirs.qdpx"))
        found["export as .qdpx"] = timed(lambda: export_project(study, folder / "ours.qdpx"))
        found["export as .csv"] = timed(lambda: export_project(study, folder / "ours.csv"))
        found["take in again what is here"] = timed(lambda: import_project(study, folder / "ours.qdpx"))
    with Study.open(folder / "second") as study:
        found["take in our own project"] = timed(lambda: import_project(study, folder / "ours.qdpx"))
        found["codings"] = sum(study.reader.coded_documents().values())
    found["bytes of the .qdpx"] = (folder / "ours.qdpx").stat().st_size
    found["peak memory, MiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def project(texts: list[str], codings: int, codes: int) -> Project:
    """A project of another tool with so many codings, spread evenly."""
    tree = tuple(Code(guid_of(f"code {number}"), f"code {number}", "What it means.") for number in range(codes))
    sources = []
    for number, text in enumerate(texts):
        selections = []
        for one in range(number, codings, len(texts)):
            start = one // len(texts) * (len(text) - 80) // (codings // len(texts) + 1)
            coding = Coding(guid_of(f"coding {one}"), tree[one % codes].guid, guid_of("ada"), "2026-01-02T03:04:05Z")
            selections.append(Selection(guid_of(f"span {one}"), start, start + 10 + one % 60, None, None, (coding,)))
        sources.append(Source(guid_of(f"source {number}"), f"{number}.txt", text, selections=tuple(selections)))
    return Project("made", "Made 1", users=(User(guid_of("ada"), "ada"),), codes=tree, sources=tuple(sources))


def timed(step: Callable[[], object]) -> float:
    """Seconds of CPU that a step takes."""
    begun = time.process_time()
    step()
    return round(time.process_time() - begun, 2)


if __name__ == "__main__":
    main()
