"""Echoes in Korean and Chinese measured: planted ones, and the two spellings of Korean.

    python benchmarks/reuse/scripts.py --shared SHARED [--seeds 51 52]

SHARED is the folder with data/ and tools/. Stories are neighbouring paragraphs of the Korean new-year speeches and of
the articles of Chinese XQuAD, joined until they have so many signs as the set's name says; plant_reuse.py makes echoes
of them, score_reuse.py scores the families. XQuAD has 240 paragraphs, so that a Chinese set is small, and in `zh 100` a
quotation is often longer than the story it is taken from. `spelling`: the same news in southern and in northern
orthography, ten and five sentences a passage, both in one collection, without outlets and dates; wrong counts pairs in
one family that are not the same passage. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from planting import Mix, planted, scored

from synopticon.model.reuse import Member
from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import trace_documents

SETS = {
    "ko 600": ("ko", Mix(0, 300, 400, 600)),
    "ko 300": ("ko", Mix(0, 300, 1000, 300)),
    "zh 400": ("zh", Mix(0, 40, 30, 400)),
    "zh 100": ("zh", Mix(0, 80, 60, 100)),
}
"""Language and mix of each planted set."""


def works(data: Path, language: str) -> Iterator[list[str]]:
    """The paragraphs of each speech, or of each article."""
    if language == "ko":
        for path in sorted((data / "state-media/new-year-speeches-ko").glob("*.txt")):
            yield [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    else:
        for article in json.loads((data / f"language/xquad_{language}.json").read_text("utf-8"))["data"]:
            yield [paragraph["context"] for paragraph in article["paragraphs"]]


def stories(paragraphs: Iterable[str], least: int, between: str) -> Iterator[str]:
    """Neighbouring paragraphs joined until they are long enough; what is left at the end is dropped."""
    story = ""
    for paragraph in paragraphs:
        story = f"{story}{between}{paragraph}".strip()
        if len(story) >= least:
            yield story
            story = ""


def scores_of(shared: Path, language: str, mix: Mix) -> dict[str, Any]:
    """The scores of one planted set."""
    between = " " if language == "ko" else ""
    texts = [text for work in works(shared / "data", language) for text in stories(work, mix.least, between)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, answer = folder / "stories.jsonl", folder / "families.jsonl"
        source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        plant = planted(shared, folder, mix, source)
        rows = [json.loads(line) for line in (plant / "documents.jsonl").read_text("utf-8").splitlines()]
        members = trace_documents([Document(**row) for row in rows]).members
        answer.write_text("".join(_row(member) for member in members), "utf-8")
        return scored(shared, plant, answer) or {}


def spellings(data: Path, sentences: int) -> dict[str, int]:
    """How many passages find their counterpart in the other spelling, and how many pairs in one family are wrong."""
    files = {"north": "northkorean.dev.nk", "south": "korean-english-park.dev.ko"}
    documents = []
    for side, name in files.items():
        lines = (data / "reuse" / name).read_text("utf-8").splitlines()
        cuts = range(0, len(lines), sentences)
        documents += [Document(f"{cut} {side}", " ".join(lines[cut : cut + sentences])) for cut in cuts]
    families: dict[str, list[str]] = {}
    for member in trace_documents(documents).members:
        families.setdefault(member.family, []).append(member.item.split()[0])
    pairs = [pair for family in families.values() for pair in combinations(family, 2)]
    right = sum(one == other for one, other in pairs)
    return {"passages": len(documents) // 2, "found": right, "wrong": len(pairs) - right}


def _row(member: Member) -> str:
    return json.dumps({"id": member.item, "family": member.family, "parent": member.parent}) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all sets and print one JSON value."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--seeds", type=int, nargs="+", default=[51, 52])
    given = asked.parse_args(arguments)
    report: dict[str, object] = {
        f"{name}, seed {seed}": scores_of(given.shared, language, replace(mix, seed=seed))
        for name, (language, mix) in SETS.items()
        for seed in given.seeds
    }
    for sentences in (10, 5):
        report[f"spelling, {sentences} sentences"] = spellings(given.shared / "data", sentences)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
