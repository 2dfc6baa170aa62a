"""Our own engine by its stand-alone path: rows in, rows out, and the CPU seconds of each stage.

    python benchmarks/reuse/own_engine.py DOCUMENTS OUT [--translations]

Stages are told apart by wrapping the functions in which they happen; time within a wrapped function that is called by
another belongs to the inner one alone, so that the stages add up to the whole. Prints one JSON value. Imports are left
out.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any

from synopticon.reuse import fingerprints, gathering, tracing, verifying
from synopticon.workflow import jsonl_corpus, reuse_families

STAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("reading", jsonl_corpus.JsonlCorpus, ("documents", "texts")),
    ("fingerprints", tracing, ("fingerprint",)),
    ("credits", fingerprints, ("_card",)),
    ("gathering", gathering.Gathered, ("add", "in_order")),
    ("proposing", tracing, ("ranks_of", "postings_of", "propose", "neighbouring")),
    ("aligning", verifying, ("columns_of", "align_pairs")),
    ("judging", tracing, ("verify",)),
    ("settling", tracing, ("settle", "identical")),
    ("writing", reuse_families, ("lines_of",)),
)
"""A stage, where its functions are looked up, and their names; a generator's time is that of its steps."""
REST = "writing"
"""What happens outside all of them: lines put out, and what binds the stages together."""


class StageClock:
    """CPU seconds by stage, each second counted once."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._within = [REST]
        self._since = time.process_time()

    def _charge(self) -> None:
        now = time.process_time()
        self.seconds[self._within[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What happens within belongs to this stage."""
        self._charge()
        self._within.append(name)
        try:
            yield
        finally:
            self._charge()
            self._within.pop()

    def watch(self, name: str, owner: Any, function: str) -> None:
        """From now on the function counts as this stage, or each step of it where it is a generator."""
        inner = getattr(owner, function)

        @wraps(inner)
        def timed(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                return inner(*given, **named)

        @wraps(inner)
        def timed_steps(*given: Any, **named: Any) -> Iterator[Any]:
            steps = inner(*given, **named)
            end = object()
            while True:
                with self.stage(name):
                    step = next(steps, end)
                if step is end:
                    return
                yield step

        setattr(owner, function, timed_steps if isgeneratorfunction(inner) else timed)


def main() -> None:
    """Find the families once, by the clock."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("documents", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--translations", action="store_true", help="propose translations as well, which peers do not")
    args = ask.parse_args()
    clock = StageClock()
    for name, owner, functions in STAGES:
        for function in functions:
            clock.watch(name, owner, function)
    begun = time.process_time()
    with clock.stage(REST):
        found = reuse_families.find_families(args.documents, args.out, translations=args.translations)
    cpu = time.process_time() - begun
    answer = {
        "method": found.method,
        "documents": found.documents,
        "pairs": found.proposed,
        "relations": sum(found.kinds.values()),
        "cpu": round(cpu, 3),
        "stages": {name: round(clock.seconds[name], 3) for name, _, _ in STAGES},
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
