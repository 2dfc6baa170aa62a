"""What it is worth to name outlets, addresses and dates: real pairs, by what the documents tell beside their words.

    python benchmarks/reuse/facts_given.py ../shared

Traces the documents of the labelled pairs of 2011–2012 alone, of the splits `tune` and `hold`, once for each set of
facts that are given, and scores the pairs. The corpus dates every second row; the address names every one's day.
Prints a JSON line a set.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from draw_pairs import Row, body, read
from score_pairs import JUDGE, LARGER, checked, measured

from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import trace_documents

OUTLET = "KCNA"
GIVEN: tuple[tuple[str, ...], ...] = (
    ("outlet", "url", "published"),
    ("url", "published"),
    ("outlet", "published"),
    ("outlet",),
    ("published",),
    (),
)


def document(number: int, row: Row, given: tuple[str, ...]) -> Document:
    """A row of the corpus with no facts but these."""
    known = {"outlet": OUTLET, "url": row["link"], "published": row["date"] or None}
    return Document(str(number), body(row), **{name: known[name] for name in given})


def main() -> None:
    """Score each set."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    rows = read(ask.parse_args().shared / "data" / "state-media" / LARGER)
    with Path(__file__).with_name("kcna_pairs.jsonl").open(encoding="utf-8") as lines:
        pairs = [pair for pair in map(json.loads, lines) if pair["corpus"] == LARGER and pair["split"] != JUDGE]
    checked(pairs, rows)
    numbers = sorted({pair[side] for pair in pairs for side in ("a", "b")})
    known = [pair for pair in pairs if pair["label"] != "unsure"]
    for given in GIVEN:
        members = trace_documents([document(number, rows[number], given) for number in numbers]).members
        family = {int(member.item): member.family for member in members}
        for pair in known:
            pair["merged"] = family[pair["a"]] == family[pair["b"]]
        told = {"given": [*given], "documents": len(numbers), "pairs": len(known), **measured(known, None)}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
