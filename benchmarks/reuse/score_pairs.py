"""Score families of echoes against pairs that were judged by reading.

    python benchmarks/reuse/score_pairs.py FAMILIES.jsonl [--pairs kcna_pairs.jsonl] [--corpus FILE] [--show | --judge]

FAMILIES.jsonl: one line a document {id, family, ...}; id is the row number, in the file, as a string. --corpus names
the file whose pairs are meant, the larger one where it is left out; given as a path, the texts of the rows are checked
against the digests of the pairs. A pair counts as merged where both rows bear one family. Pairs labelled `unsure` are
not counted. Prints JSON: precision, recall and F1 over the pairs labelled `same`, as drawn (`unweighted`, traps
included) and weighted by how many pairs of the corpus each stands for (`weighted`, traps left out), for each split;
and the share judged rightly for each `why`. --show lists every pair that was judged wrongly. --judge scores the split
`judge` alone, which rules are not tuned on: unweighted, for its pairs stand for none but themselves, and never listed.
Where FAMILIES.jsonl lacks a row of a pair, ends with a message.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from draw_pairs import Row, body, digest, read

LARGER = "kcna_2011_2012.jsonl.gz"
JUDGE = "judge"


def measured(pairs: Sequence[Row], weight: str | None) -> Row:
    """Precision, recall and F1 of pairs that bear `merged`; None where nothing could be counted."""

    def mass(same: bool, merged: bool) -> float:
        chosen = [pair for pair in pairs if (pair["label"] == "same") is same and pair["merged"] is merged]
        return sum(pair[weight] if weight else 1 for pair in chosen)

    right, wrong, missed = mass(True, True), mass(False, True), mass(True, False)
    answer = {"right": round(right, 1), "wrong": round(wrong, 1), "missed": round(missed, 1)}
    if right + wrong:
        answer["precision"] = round(right / (right + wrong), 3)
    if right + missed:
        answer["recall"] = round(right / (right + missed), 3)
    if right:
        answer["f1"] = round(2 * right / (2 * right + wrong + missed), 3)
    return answer


def checked(pairs: Sequence[Row], rows: Sequence[Row]) -> None:
    """End with a message where the corpus is not the one that was read."""
    for pair in pairs:
        for side in ("a", "b"):
            if digest(body(rows[pair[side]])) != pair[f"{side}_sha"]:
                raise SystemExit(f"row {pair[side]} is not the text that was read: another version of the corpus")


def merged(pairs: Sequence[Row], families: Path) -> None:
    """Mark every pair with whether both its rows bear one family; end with a message where a row has none."""
    with families.open(encoding="utf-8") as lines:
        family = {row["id"]: row["family"] for row in map(json.loads, lines)}
    asked = {str(pair[side]) for pair in pairs for side in ("a", "b")}
    if missing := sorted(asked - family.keys(), key=int):
        raise SystemExit(
            f"{families.name} has no family for {len(missing)} of the {len(asked)} rows of the pairs, row {missing[0]} "
            "the first: trace every row of the corpus, with its number in the file, from 0, as its id"
        )
    for pair in pairs:
        pair["merged"] = family[str(pair["a"])] == family[str(pair["b"])]


def reported(pairs: Sequence[Row]) -> Row:
    """The figures of a split; weighted only where its pairs have weights."""
    answer: Row = {"unweighted": measured(pairs, None)}
    if all(pair["weight"] is not None for pair in pairs):
        answer["weighted"] = measured(pairs, "weight")
    whys: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        whys[f"{pair['label']} {pair['why']}"].append(pair["merged"] is (pair["label"] == "same"))
    return answer | {"why": {name: f"{sum(right)}/{len(right)}" for name, right in sorted(whys.items())}}


def main() -> None:
    """Score one answer."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("families", type=Path)
    ask.add_argument("--pairs", type=Path, default=Path(__file__).with_name("kcna_pairs.jsonl"))
    ask.add_argument("--corpus", type=Path, default=Path(LARGER))
    either = ask.add_mutually_exclusive_group()
    either.add_argument("--show", action="store_true")
    either.add_argument("--judge", action="store_true")
    args = ask.parse_args()
    with args.pairs.open(encoding="utf-8") as lines:
        pairs = [pair for pair in map(json.loads, lines) if pair["corpus"] == args.corpus.name]
    pairs = [pair for pair in pairs if (pair["split"] == JUDGE) is args.judge]
    if args.corpus.exists():
        checked(pairs, read(args.corpus))
    merged(pairs, args.families)
    known = [pair for pair in pairs if pair["label"] != "unsure"]
    report: Row = {"corpus": args.corpus.name, "pairs": len(known), "unsure": len(pairs) - len(known)}
    for split in (JUDGE,) if args.judge else ("tune", "hold", "both"):
        report[split] = reported([pair for pair in known if split in (pair["split"], "both")])
    print(json.dumps(report, indent=1))
    for pair in known if args.show else ():
        if pair["merged"] is not (pair["label"] == "same"):
            names = ("split", "label", "why", "containment", "a", "b", "hint")
            print(*("merged" if pair["merged"] else "apart", *(pair[name] for name in names)), sep="\t")


if __name__ == "__main__":
    main()
