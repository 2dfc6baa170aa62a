"""De-identification measured on the invented interviews beside this file.

    python benchmarks/deidentify/interviews.py [SET …] [--misses] [--without-record]

SET is a folder of interviews/: held-out, held-out-2 to held-out-7, own.

Prints the share of direct entities whose every mention is covered, of quasi-identifiers that are covered, and of the
words that must stay readable and did, with the counts behind each. --misses prints what was missed and what was covered
that should not be: do not ask for it on a held-out set while the detectors are changed. See interviews/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity, identity_of

HERE = Path(__file__).parent / "interviews"
_MARK = re.compile(r"\{\{(d\d+|q|k):(.*?)\}\}", re.DOTALL)
_WORD = re.compile(r"\w+")
_CLOSED = frozenset("of in on at by for with from to into the a an and or s th".split())
"""Words that may stay beside what is covered, as in the Text Anonymization Benchmark."""


@dataclass
class Marked:
    """An interview without its marks, and where they were."""

    name: str
    text: str
    record: Identity
    marks: list[tuple[str, int, int]] = field(default_factory=list)


def interviews(folder: Path) -> Iterator[Marked]:
    """The marked interviews of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.marked.*")):
        name = path.name.partition(".")[0]
        record = json.loads((folder / f"{name}.record.json").read_text(encoding="utf-8"))
        source = path.read_bytes().decode("utf-8")
        interview = Marked(name, "", identity_of(record))
        at = 0
        for mark in _MARK.finditer(source):
            interview.text += source[at : mark.start()]
            begin = len(interview.text)
            interview.text += mark[2]
            interview.marks.append((mark[1], begin, len(interview.text)))
            at = mark.end()
        interview.text += source[at:]
        yield interview


@dataclass
class Tally:
    """How many of how many."""

    good: int = 0
    all: int = 0

    def count(self, good: bool) -> None:
        """One more, good or not."""
        self.good, self.all = self.good + good, self.all + 1

    def __str__(self) -> str:
        return f"{self.good / max(1, self.all):.3f} ({self.good}/{self.all})"


def score(interview: Marked, tallies: dict[str, Tally], *, record: bool) -> list[str]:
    """Count one interview in; what went wrong, a line each."""
    text = interview.text
    covered = bytearray(len(text))
    for span in propose(text, interview.record if record else Identity()):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    wrong = []
    entities: dict[str, bool] = defaultdict(lambda: True)
    for sort, start, end in interview.marks:
        words = [
            covered[start + word.start()]
            for word in _WORD.finditer(text[start:end])
            if word[0].lower() not in _CLOSED or sort == "k"
        ]
        whole, shown = all(words), text[max(0, start - 25) : start] + "⟦" + text[start:end] + "⟧" + text[end : end + 15]
        if sort == "k":
            tallies["readable"].count(not any(words))
        elif sort == "q":
            tallies["quasi"].count(whole)
        else:
            entities[sort] &= whole
        if whole == (sort == "k") or (sort == "k" and any(words)):
            wrong.append(f"{interview.name} {sort}: {shown!r}")
    for protected in entities.values():
        tallies["direct"].count(protected)
    marked = bytearray(len(text))
    for sort, start, end in interview.marks:
        marked[start:end] = (b"\0" if sort == "k" else b"\1") * (end - start)
    for word in _WORD.finditer(text):
        if covered[word.start()]:
            tallies["precision"].count(bool(marked[word.start()]))
    return wrong


def main() -> None:
    """Print the figures of one set or both."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument(
        "sets", nargs="*", default=["held-out", *(f"held-out-{number}" for number in range(2, 8)), "own"]
    )
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--without-record", action="store_true")
    chosen = arguments.parse_args()
    for name in chosen.sets:
        tallies = {sort: Tally() for sort in ("direct", "quasi", "readable", "precision")}
        wrong = [
            line
            for interview in interviews(HERE / name)
            for line in score(interview, tallies, record=not chosen.without_record)
        ]
        print(name, *(f"{sort} {tally}" for sort, tally in tallies.items()), sep="  ")
        if chosen.misses:
            print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
