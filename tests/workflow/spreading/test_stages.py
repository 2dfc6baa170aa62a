"""What a worker does with its part of a collection."""

from __future__ import annotations

import json
import random
from pathlib import Path

from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.spreading.blocks import blocks_of
from synopticon.workflow.spreading.stages import fingerprints
from synopticon.workflow.spreading.tasks import Run, Task

PARTS = 16


def invented(chance: random.Random, letters: str) -> str:
    """A text of eight hundred letters."""
    return "".join(chance.choices(letters, k=800))


def test_grams_are_divided_evenly(tmp_path: Path) -> None:
    """Each part has about as many as the others, where people spell and where they write syllables."""
    chance = random.Random(7)
    rows = [
        {"id": f"{letters[0]}{n}", "text": invented(chance, letters)}
        for letters in ("abcdefghijklmnopqrst", "".join(map(chr, range(0xAC00, 0xB000))))
        for n in range(60)
    ]
    docs = tmp_path / "docs.jsonl"
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (block,) = blocks_of(JsonlCorpus(docs))
    given = {"begin": block.begin, "end": block.end, "line": block.line, "sha256": block.sha256}
    task = Task("fingerprints", {**given, "parts": PARTS, "languages": False})
    columns = fingerprints(Run(str(docs), str(tmp_path)), task, "")
    sizes = [len(columns[f"grams{part}"]) for part in range(PARTS)]
    assert min(sizes) > 0.7 * sum(sizes) / PARTS
    assert max(sizes) < 1.3 * sum(sizes) / PARTS
