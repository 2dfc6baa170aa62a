"""Other people's engines for near duplicates, each by its usual path: families of documents and what they cost.

    .venv-peers/bin/python benchmarks/reuse/peer_engines.py ENGINE WORDS DOCUMENTS OUT_DIR THRESHOLD...

Runs in .venv-peers (`make peers`), apart from the project. ENGINE: rensa, datasketch (in bulk, its quickest way) or
datasketch-guide (shingle by shingle, as its guide shows it), with 128 permutations and their own index; a candidate
counts where the two sketches agree to the threshold, and families are closed over single links, as is usual. Shingles
are WORDS running words, cut in Python. One sketching serves all thresholds; OUT_DIR/THRESHOLD.jsonl takes the families.
Prints a JSON line a threshold: the CPU seconds of the whole path with that threshold alone (all threads; imports left
out), and its two parts.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

PERMUTATIONS = 128
BATCH = 500
"""Documents whose shingles are held at a time."""
WORD = re.compile(r"\w+")

Sketches = list[Any]
Candidates = Iterator[tuple[int, int]]


def shingles(text: str, words: int) -> list[str]:
    """Runs of so many words; a shorter text is one run."""
    found = WORD.findall(text.lower())
    return [" ".join(found[at : at + words]) for at in range(len(found) - words + 1)] or [" ".join(found)]


def datasketch_sketches(batch: Sequence[list[str]]) -> Sketches:
    """MinHash in bulk, the quickest way of datasketch."""
    from datasketch import MinHash

    return list(MinHash.bulk(([one.encode() for one in some] for some in batch), num_perm=PERMUTATIONS))


def datasketch_guide_sketches(batch: Sequence[list[str]]) -> Sketches:
    """MinHash shingle by shingle, as the guide of datasketch shows it."""
    from datasketch import MinHash

    sketches = []
    for some in batch:
        sketch = MinHash(num_perm=PERMUTATIONS)
        for one in some:
            sketch.update(one.encode())
        sketches.append(sketch)
    return sketches


def datasketch_candidates(sketches: Sketches, threshold: float) -> Candidates:
    """What MinHashLSH answers for each document among those before it."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    for place, sketch in enumerate(sketches):
        yield from ((place, int(other)) for other in index.query(sketch))
        index.insert(place, sketch)


def rensa_sketches(batch: Sequence[list[str]]) -> Sketches:
    """R-MinHash over whole sets, many at a time."""
    from rensa import RMinHash

    return list(RMinHash.from_token_sets(batch, PERMUTATIONS, 42))


def rensa_candidates(sketches: Sketches, threshold: float) -> Candidates:
    """What RMinHashLSH answers for each document among those before it; bands as loose as the threshold asks for."""
    from rensa import RMinHashLSH

    index = RMinHashLSH(threshold, PERMUTATIONS, bands_for(threshold))
    for place, sketch in enumerate(sketches):
        yield from ((place, other) for other in index.query(sketch))
        index.insert(place, sketch)


def bands_for(threshold: float) -> int:
    """The fewest bands whose candidates begin at or below the threshold, (1 / bands) ** (bands / permutations)."""
    fitting = (bands for bands in (8, 16, 32, 64) if (1 / bands) ** (bands / PERMUTATIONS) <= threshold)
    return next(fitting, PERMUTATIONS)


ENGINES: dict[str, tuple[Callable[[Sequence[list[str]]], Sketches], Callable[[Sketches, float], Candidates]]] = {
    "datasketch": (datasketch_sketches, datasketch_candidates),
    "datasketch-guide": (datasketch_guide_sketches, datasketch_candidates),
    "rensa": (rensa_sketches, rensa_candidates),
}


def sketched(
    documents: Path, words: int, sketches_of: Callable[[Sequence[list[str]]], Sketches]
) -> tuple[list[str], Sketches]:
    """The ids and sketches of all documents of the file."""
    ids, sketches, batch = [], [], []
    with documents.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            ids.append(row["id"])
            batch.append(shingles(row["text"], words))
            if len(batch) == BATCH:
                sketches += sketches_of(batch)
                batch = []
    return ids, sketches + sketches_of(batch)


def families(size: int, pairs: Candidates, sketches: Sketches, threshold: float) -> list[int]:
    """For each document the first of those to which single links lead."""
    first = list(range(size))

    def top(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in pairs:
        if sketches[one].jaccard(sketches[other]) >= threshold:
            low, high = sorted((top(one), top(other)))
            first[high] = low
    return [top(place) for place in range(size)]


def main() -> None:
    """Sketch once; find families at each threshold."""
    engine, words, documents, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    __import__(engine.partition("-")[0])
    sketches_of, candidates = ENGINES[engine]
    begun = time.process_time()
    ids, sketches = sketched(documents, words, sketches_of)
    sketching = time.process_time() - begun
    for threshold in map(float, sys.argv[5:]):
        begun = time.process_time()
        found = families(len(ids), candidates(sketches, threshold), sketches, threshold)
        with (out / f"{threshold}.jsonl").open("w", encoding="utf-8") as rows:
            rows.writelines(
                json.dumps({"id": name, "family": ids[first], "parent": None}) + "\n"
                for name, first in zip(ids, found, strict=True)
            )
        linking = time.process_time() - begun
        stages = {"sketching": round(sketching, 3), "linking": round(linking, 3)}
        print(json.dumps({"threshold": threshold, "cpu": round(sketching + linking, 3), "stages": stages}), flush=True)


if __name__ == "__main__":
    main()
