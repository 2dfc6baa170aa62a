"""Measure the store: rows written a second, bytes a document, memory, and the questions that pages ask.

    .venv/bin/python benchmarks/store/measure.py [--rows 25000] [--url postgresql://…]

The rows are the KCNA stories of 2011–2012 (../shared), over and over, each with its number. CPU time is reported, since
the disk and the neighbours differ; trust the ratios.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.item import ItemQuery
from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan
from synopticon.store.opening import open_store
from synopticon.store.protocols import Reader, Store

TRANSACTION = 1000
COLLECTED = datetime(2024, 1, 1, tzinfo=UTC)


def stories(rows: int) -> Iterator[tuple[Capture, Extraction]]:
    """So many captures with their readings."""
    shared = Path(os.environ.get("SYNOPTICON_SHARED") or Path(__file__).parents[3] / "shared")
    with gzip.open(shared / "data/state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    for number in range(rows):
        story = known[number % len(known)]
        claims = Claims(
            url=f"{story['link']}?{number}",
            title=story["title"],
            outlet=f"Outlet {number % 50}",
            published=(story["date"] or "2011-05-05")[:10],
            language="en",
        )
        digest = f"{number:064x}"
        capture = Capture(
            f"file:kcna.jsonl#{number}",
            COLLECTED,
            Channel.CORPUS,
            digest=digest,
            size=1000,
            place=Place(digest),
            claims=claims,
        )
        yield capture, Extraction(capture.id, Reading(f"{story['text']} {number}", "json", "json/1"))


def write(store: Store, rows: int) -> list[str]:
    """Write them as collect and extract do, with two acts each."""
    source = stories(rows)
    ids: list[str] = []
    spent = 0.0
    while batch := list(islice(source, TRANSACTION)):
        began = time.process_time()
        with store.writing("benchmark") as writer:
            for capture, extraction in batch:
                ids.append(extraction.capture)
                writer.add_capture(capture)
                writer.record(Act("collect", extraction.capture, capture.digest))
                writer.add_extraction(extraction)
                writer.record(Act("extract", extraction.capture, extraction.id))
        spent += time.process_time() - began
    print(f"written        {rows / spent:10,.0f} documents a second of CPU")
    return ids


def trace(store: Store, ids: list[str]) -> None:
    """Families as a trace leaves them: one of 500, many of five, the rest alone."""
    groups = [ids[:500]] + [ids[start : start + 5] for start in range(500, len(ids) // 5, 5)]
    alone = ids[max(500, len(ids) // 5) + 5 :]
    spans, why = (SharedSpan(0, 900, 0, 900),), ("the same text",)
    members = [
        Member(one, group[0], Role.ECHO if rank else Role.ORIGIN) for group in groups for rank, one in enumerate(group)
    ]
    reuses = [
        Reuse(*sorted((group[0], one)), Kind.COPY, 1000, spans, why, "exact/1") for group in groups for one in group[1:]
    ]
    began = time.process_time()
    with store.writing("benchmark") as writer:
        writer.replace_reuse(reuses, members + [Member(one, one, Role.SINGLE) for one in alone])
    print(f"reuse replaced {time.process_time() - began:10.2f} s of CPU for {len(ids):,} members")


def questions(ids: list[str]) -> dict[str, Callable[[Reader], object]]:
    """What pages ask."""
    return {
        "counts": lambda reader: reader.counts(),
        "items, newest first": lambda reader: reader.items(ItemQuery()),
        "items, last page": lambda reader: reader.items(ItemQuery(offset=len(ids) - 50)),
        "items, by title": lambda reader: reader.items(ItemQuery(order="title")),
        "items, of an outlet": lambda reader: reader.items(ItemQuery(outlet="Outlet 3")),
        "items, with a word": lambda reader: reader.items(ItemQuery(text="visit")),
        "items, of a month": lambda reader: reader.items(ItemQuery(since="2011-06", until="2011-06")),
        "families": lambda reader: reader.families(),
        "members of 500": lambda reader: reader.members(ids[0]),
        "reuses of 500": lambda reader: reader.reuses_of(ids[:500]),
        "outlets": lambda reader: reader.outlets(),
        "one item": lambda reader: reader.item(ids[7]),
        "one item's log": lambda reader: list(reader.custody(subject=ids[7])),
    }


def best(act: Callable[[], object]) -> float:
    """The least CPU time of seven, in milliseconds."""
    times = []
    for _ in range(7):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times) * 1000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=25_000)
    asked.add_argument("--url", default="", help="an empty PostgreSQL database; else SQLite in a temporary folder")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = open_store(Path(name), given.url)
        ids = write(store, given.rows)
        trace(store, ids)
        reader = store.reader()
        for what, question in questions(ids).items():
            print(f"{what:22}{best(lambda question=question: question(reader)):8.1f} ms")  # type: ignore[misc]
        texts = best(lambda: sum(len(text) for _, text in reader.all_texts()))
        print(f"{'every text once':22}{texts:8.1f} ms")
        store.close()
        if not given.url:
            print(f"database       {(Path(name) / 'study.db').stat().st_size / given.rows:10,.0f} bytes a document")
    print(f"peak memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MiB")


if __name__ == "__main__":
    main()
