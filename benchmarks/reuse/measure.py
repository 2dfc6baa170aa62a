"""Echoes beside datasketch and rensa: quality on planted sets, and CPU time of the whole path, in one run.

    make peers
    python benchmarks/reuse/measure.py ../shared > measured.jsonl

Sets are planted by SHARED/tools/plant_reuse.py and scored by score_reuse.py, in a folder that is gone afterwards.
Quality: 300 families among 3,000 single stories, once for each seed; nobody tuned on these seeds. A peer is run at
several thresholds and stands with the one that gives it the best mean F1 over the same seeds. Speed: the first seed's
set, and a large one (--large), each engine --times times in a process of its own; the least CPU time counts, since the
machine may be shared. Ours is timed without translations, which the peers do not look for, and once with them. Peers
name no parent, so what the scorer says of parents and origins is left out for them. Prints JSON lines.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import Any

from planting import Mix, lines_of, planted, scored

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".venv-peers/bin/python"
OURS = "Synopticon"
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.5)
QUALITY = (("datasketch", 3), ("datasketch", 5), ("rensa", 3), ("rensa", 5))
SPEED = (*QUALITY, ("datasketch-guide", 3), ("datasketch-guide", 5))
"""Engines by their words a shingle; that of the guide finds what the other finds."""
OF_PARENTS = ("parent_accuracy", "parents_invented", "origin_accuracy")

Row = dict[str, Any]


def peer(engine: str, words: int, plant: Path, out: Path, thresholds: list[float]) -> list[Row]:
    """One run of a peer: a line a threshold."""
    command = [str(PEERS), str(HERE / "peer_engines.py"), engine, str(words), str(plant / "documents.jsonl"), str(out)]
    return lines_of([*command, *map(str, thresholds)])


def ours(plant: Path, out: Path, *options: str) -> Row:
    """One run of our engine."""
    command = [sys.executable, str(HERE / "own_engine.py"), str(plant / "documents.jsonl"), str(out), *options]
    return lines_of(command)[0]


def quality(shared: Path, plant: Path, seed: int, folder: Path) -> list[Row]:
    """The scores of every engine and threshold on one set."""
    own = folder / "ours.jsonl"
    method = ours(plant, own)["method"]
    rows = [{"engine": OURS, "method": method, "seed": seed, "score": scored(shared, plant, own)}]
    for engine, words in QUALITY:
        for run in peer(engine, words, plant, folder, list(THRESHOLDS)):
            score = scored(shared, plant, folder / f"{run['threshold']}.jsonl")
            told = score and {name: figure for name, figure in score.items() if name not in OF_PARENTS}
            rows.append({"engine": engine, "words": words, "threshold": run["threshold"], "seed": seed, "score": told})
    return rows


def best_thresholds(rows: list[Row]) -> dict[tuple[str, int], float]:
    """Of each peer and shingle the threshold with the best mean F1; merging everything counts as none."""

    def f1(engine: str, words: int, threshold: float) -> float:
        wanted = (engine, words, threshold)
        some = [row for row in rows if (row["engine"], row.get("words"), row.get("threshold")) == wanted]
        return mean(row["score"]["f1"] if row["score"] else 0.0 for row in some)

    return {kind: max(THRESHOLDS, key=lambda threshold: f1(*kind, threshold)) for kind in QUALITY}


def speed(plant: Path, times: int, best: dict[tuple[str, int], float], folder: Path) -> list[Row]:
    """The least CPU time of each engine on one set, and how many times ours it is; engines take turns."""
    runs: dict[tuple[str, int | None], list[Row]] = {}
    for _ in range(times):
        runs.setdefault((OURS, None), []).append(ours(plant, folder / "ours.jsonl"))
        for engine, words in SPEED:
            threshold = best[engine.partition("-")[0], words]
            runs.setdefault((engine, words), []).extend(peer(engine, words, plant, folder, [threshold]))
    runs[f"{OURS}, with translations", None] = [ours(plant, folder / "ours.jsonl", "--translations")]
    least = {kind: min(some, key=lambda run: float(run["cpu"])) for kind, some in runs.items()}
    own = least[OURS, None]["cpu"]
    documents = least[OURS, None]["documents"]
    return [
        {"engine": engine, "words": words, "speed_at": documents, **run, "beside_ours": round(run["cpu"] / own, 2)}
        for (engine, words), run in least.items()
    ]


def main() -> None:
    """Measure in a folder that is gone afterwards."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--seeds", type=int, nargs="+", default=[301, 302, 303, 304, 305])
    ask.add_argument("--large", type=int, nargs=2, default=[1800, 17000], metavar=("FAMILIES", "SINGLES"))
    ask.add_argument("--times", type=int, default=2)
    args = ask.parse_args()
    shared = args.shared.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows: list[Row] = []
        for seed in args.seeds:
            rows += quality(shared, planted(shared, folder, Mix(seed)), seed, folder)
        best = best_thresholds(rows)
        for row in rows:
            told = "threshold" not in row or best[row["engine"], row["words"]] == row["threshold"]
            print(json.dumps({**row, "best": told}), flush=True)
        for mix in (Mix(args.seeds[0]), Mix(args.seeds[0], *args.large)):
            for line in speed(planted(shared, folder, mix), args.times, best, folder):
                print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
