"""Our engine alone as the collection grows: CPU milliseconds a document by stage, memory, pairs.

    python benchmarks/reuse/growth.py ../shared --sizes 5000 25000 100000 > grown.jsonl

One set is planted (--seed; 1,800 families and all other stories of the corpus, about 25,000 documents) and shuffled. A
smaller size takes a part of its families and singles. A larger one repeats the set, each repeat written in an alphabet
of its own (letters exchanged by a seeded table): so the collection grows in words and grams, and a document has as many
relatives at each size. Of the repeats, only the first is English; what is judged by English words weighs a little less
in the others. A million rows are --sizes 1000000; that takes about forty times as long as 25,000. Prints a JSON line a
size.
"""

from __future__ import annotations

import argparse
import json
import random
import string
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planting import Mix, lines_of, planted

HERE = Path(__file__).parent
WHOLE = (1800, 17000)
"""Families and singles of the set that is repeated; the corpus has fewer stories, and all of them are taken."""


def alphabet(number: int) -> dict[int, int]:
    """The table by which the letters of a repeat are exchanged; that of the first changes nothing."""
    letters = list(string.ascii_lowercase)
    if number:
        random.Random(f"alphabet {number}").shuffle(letters)
    small = str.maketrans(string.ascii_lowercase, "".join(letters))
    return small | str.maketrans(string.ascii_uppercase, "".join(letters).upper())


def repeated(rows: list[dict[str, Any]], size: int) -> Iterator[dict[str, Any]]:
    """So many rows: the set again and again, each time with other letters and ids."""
    for begin in range(0, size, len(rows)):
        number = begin // len(rows)
        table = alphabet(number)
        for row in rows[: size - begin]:
            changed = {name: row[name].translate(table) for name in ("text", "title")}
            yield {**row, **changed, "id": f"r{number}-{row['id']}"}


def collection(shared: Path, folder: Path, seed: int, size: int) -> Path:
    """A file of about so many rows: a smaller set where the whole one is larger, repeats where it is smaller."""
    whole = planted(shared, folder, Mix(seed, *WHOLE))
    rows = [json.loads(line) for line in (whole / "documents.jsonl").read_text("utf-8").splitlines()]
    if size < len(rows):
        share = size / len(rows)
        singles = (whole / "truth.jsonl").read_text("utf-8").count('"kind": "single"')
        smaller = planted(shared, folder, Mix(seed, round(WHOLE[0] * share), round(singles * share)))
        return smaller / "documents.jsonl"
    out = folder / "repeated.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in repeated(rows, size))
    return out


def main() -> None:
    """Measure each size in a process of its own."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--sizes", type=int, nargs="+", default=[5000, 25000, 100_000])
    ask.add_argument("--seed", type=int, default=301)
    args = ask.parse_args()
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            documents = collection(args.shared.resolve(), Path(name), args.seed, size)
            command = [sys.executable, str(HERE / "own_engine.py"), str(documents), str(Path(name) / "out.jsonl")]
            run = lines_of(command)[0]
        a_document = {stage: round(1000 * cpu / run["documents"], 3) for stage, cpu in run["stages"].items()}
        whole = round(1000 * run["cpu"] / run["documents"], 3)
        print(json.dumps({"size": size, **run, "milliseconds": whole, "by_stage": a_document}), flush=True)


if __name__ == "__main__":
    main()
