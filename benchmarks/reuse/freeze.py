"""Make the frozen table of common grams from the stories of one agency.

    python benchmarks/reuse/freeze.py ../shared [--out FILE]

Counts in how many different texts each sampled gram stands and keeps those of at least LEAST texts: numbers and counts,
no text. Prints how many there are. A new table changes what traces find: measure it (measure.py,
score_pairs.py), and count METHOD up.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from planting import STORIES

import synopticon.reuse.common_grams as table
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import light_batches, sampled
from synopticon.reuse.normalising import normalise_batch
from synopticon.reuse.sampling import CUT


def stories(path: Path) -> Iterator[Document]:
    """Every story of the file that has a text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if row["text"]:
                yield Document(str(number), row["text"])


def main() -> None:
    """Count, keep what is common, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--out", type=Path, default=Path(table.__file__).with_name(table.TABLE))
    args = ask.parse_args()
    texts: set[bytes] = set()
    held = []
    for batch in light_batches(stories(args.shared / STORIES)):
        codes, edges = normalise_batch([document.text for document in batch])
        parts = {part.tobytes(): part for part in np.split(codes, edges[1:-1])}
        fresh = [part for name, part in parts.items() if name not in texts]
        texts.update(parts)
        _, grams, owner = sampled(np.concatenate([codes[:0], *fresh]), np.cumsum([0, *map(len, fresh)]))
        held.append(np.unique(np.stack([owner.astype(np.uint64), grams >> CUT]), axis=1)[1])
    every, bodies = np.unique(np.concatenate(held), return_counts=True)
    common = bodies >= table.LEAST
    with args.out.open("wb") as file:
        np.savez_compressed(file, grams=every[common], bodies=bodies[common].astype(np.uint16))
    print(f"{int(common.sum()):,} grams in at least {table.LEAST} of {len(texts):,} texts: {args.out}")


if __name__ == "__main__":
    main()
