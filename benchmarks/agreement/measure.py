"""How long agreement takes: `python benchmarks/agreement/measure.py [--documents 40 --codes 30 --coders 3]`.

Made codings of as many interviews of 40,000 characters: each coder marks what the first one marked, with borders that
slip, codes that are mistaken and marks that are missed. Measured is all that `synopticon agreement` computes from the
codings in memory: every code and the sets over all of them, with intervals, percent and kappa, by characters and by
passages, and the list of disagreements. One JSON value is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from datetime import UTC, datetime
from typing import Any

from synopticon.coding.agreement.disagreements import disagreements
from synopticon.coding.agreement.distances import level
from synopticon.coding.agreement.measuring import groups_of, measure, measure_code
from synopticon.coding.agreement.units import Units, character_units, passage_units
from synopticon.coding.agreement.views import as_sets
from synopticon.model.coding import Coding

LENGTH, PASSAGE = 40_000, 180
DAY = datetime(2024, 5, 1, tzinfo=UTC)


def made(documents: int, codes: int, coders: int, marks: int, seed: int) -> list[Coding]:
    """Invented codings: so many marks a document and coder."""
    chance = random.Random(seed)
    rows = []
    for document in range(documents):
        for _ in range(marks):
            start, long, code = chance.randrange(LENGTH - 900), chance.randint(30, 600), chance.randrange(codes)
            for coder in range(coders):
                if coder and chance.random() < 0.15:
                    continue
                at = max(0, start + (chance.randint(-20, 20) if coder and chance.random() < 0.5 else 0))
                what = chance.randrange(codes) if coder and chance.random() < 0.1 else code
                name = str(len(rows))
                rows.append(Coding(name, f"d{document}", "r", at, at + long, f"c{what}", f"p{coder}", 1, DAY))
    return rows


def figures(units: Units, codes: list[str], times: int) -> dict[str, float]:
    """Seconds, and the processor's, for everything that is told of these units, and the alpha of the sets."""
    began, worked = time.perf_counter(), time.process_time()
    groups, _ = groups_of(units)
    whole = measure(as_sets(units, groups), level("masi"), b"seed", times=times)
    measure(as_sets(units, groups, empty=False), level("masi"), b"seed", times=times)
    for code in codes:
        measure_code(units, groups, code, level("nominal"), b"seed", times=times)
    assert whole.alpha.value is not None
    return {
        "rows": len(units.weight),
        "seconds": round(time.perf_counter() - began, 2),
        "processor_seconds": round(time.process_time() - worked, 2),
        "alpha": round(whole.alpha.value, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("documents", 40), ("codes", 30), ("coders", 3), ("times", 1000), ("marks", 120)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    rows = made(asked.documents, asked.codes, asked.coders, asked.marks, 7)
    names = [f"p{number}" for number in range(asked.coders)]
    codes = [f"c{number}" for number in range(asked.codes)]
    told: dict[str, Any] = {**vars(asked), "codings": len(rows)}
    passages = [(start, start + PASSAGE - 1) for start in range(0, LENGTH, PASSAGE)]
    began = time.perf_counter()
    characters = character_units(rows, names, codes)
    told["seconds_to_cut_characters"] = round(time.perf_counter() - began, 3)
    began = time.perf_counter()
    by_passage = passage_units(rows, names, codes, {(f"d{number}", "r"): passages for number in range(asked.documents)})
    told["seconds_to_cut_passages"] = round(time.perf_counter() - began, 3)
    for name, units in (("characters", characters), ("passages", by_passage)):
        told[name] = figures(units, codes, asked.times)
    began = time.perf_counter()
    told["disagreements"] = len(disagreements(rows, names))
    told["seconds_to_list_them"] = round(time.perf_counter() - began, 3)
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
