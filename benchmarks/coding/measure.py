"""What coding costs: acts on a document with 2,000 codings, and lists and counts over 100,000.

    python benchmarks/coding/measure.py [FOLDER] [--codings 100000]

The study is made: words drawn at random, codings of ten to two hundred characters by three coders under the codebook
that ships. In milliseconds: the median and the worst of several runs, and the median of the processor's time, which
does not hang on the neighbours. One process; SQLite with its usual durability: an act is on the disk when it answers.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from synopticon.model.capture import Capture, Channel, Form, Place
from synopticon.model.coding import ActKind, Coding, CodingAct, Relation, Revision
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.codebook import codebook_of, start_codebook
from synopticon.workflow.coding import change, give, redo, remove, undo
from synopticon.workflow.coding_counts import count_bases, count_codes, count_together
from synopticon.workflow.coding_retrieval import Beside, Wanted, quotes, retrieve_codings
from synopticon.workflow.codings_listed import listed
from synopticon.workflow.study import Study

WORDS = 10_000
A_DOCUMENT = 2_000
CODERS = ("ada", "ben", "eve")


def main() -> None:
    """Make the study and print a line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--codings", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "s"
        study = made(folder, given.codings)
        with study:
            measure(study, given.codings)


def measure(study: Study, codings: int) -> None:
    """Every measure, in the order in which a person would meet them."""
    draw = random.Random(2)
    document = next(study.reader.all_items()).id
    print(f"{codings:,} codings, {A_DOCUMENT:,} in a document of {WORDS:,} words")

    def one() -> Coding:
        start = draw.randrange(50_000)
        return give(study, document, "technology/video", start=start, end=start + draw.randrange(1, 200), coder="ada")

    timed("give", one, 30)
    timed("change", lambda coding: change(study, coding, memo="a note", coder="ada"), 15, lambda: one().id)
    timed("remove", lambda coding: remove(study, [coding], coder="ada"), 15, lambda: one().id)
    timed("undo and redo", lambda: (undo(study, coder="ada"), redo(study, coder="ada")), 15)
    timed("page of 50", lambda: listed(study, limit=50, offset=codings // 2), 15)
    timed("a document's 2,000", lambda: listed(study, document=document, limit=None), 10)
    timed("retrieve a branch", lambda: retrieve_codings(study, Wanted(("technology",))), 5)
    overlapping = Wanted(("technology",), (Beside(Relation.OVERLAPS, "ladder"), Beside(Relation.NEAR, "site", 200)))
    timed("retrieve, overlap and near", lambda: retrieve_codings(study, overlapping), 5)
    timed("quotes of one code", lambda: quotes(study, retrieve_codings(study, Wanted(("technology/face/1:N",)))), 3)
    timed("count by coder", lambda: count_codes(study, Wanted(), "coder"), 3)
    timed("co-occurrence", lambda: count_together(study, Wanted()), 3)
    timed("bases of knowledge", lambda: count_bases(study, Wanted()), 3)


def timed(name: str, work: Callable[..., object], times: int, before: Callable[[], str] | None = None) -> None:
    """Print the median and the worst time, and the median of the processor's. before: done first, and not measured."""
    took = []
    for _ in range(times):
        made_first = before() if before else ""
        begun, busy = time.perf_counter(), time.process_time()
        work(*([made_first] if before else []))
        took.append((time.perf_counter() - begun, time.process_time() - busy))
    whole, busy_times = ([1000 * one for one in column] for column in zip(*took, strict=True))
    print(f"{name:28} {statistics.median(whole):8.1f} {max(whole):8.1f} {statistics.median(busy_times):8.1f}")


def made(folder: Path, codings: int) -> Study:
    """The made study."""
    draw = random.Random(1)
    Study.create(folder).close()
    study = Study(folder)
    start_codebook(study)
    codes = [code.id for code in codebook_of(study).codes]
    now = datetime(2024, 5, 1, tzinfo=UTC)
    words = ["".join(draw.choices("abcdefghij", k=draw.randrange(2, 9))) for _ in range(5_000)]
    for number in range(-(-codings // A_DOCUMENT)):
        text = " ".join(draw.choices(words, k=WORDS))
        digest = f"{number:064x}"
        place = Place(digest, Form.BYTES)
        page = Capture(f"https://n{number}.example", now, Channel.WEB, digest=digest, size=len(text), place=place)
        reading = Extraction(page.id, Reading(text, "text", "text/1", language="en", site=f"n{number % 7}.example"))
        with study.writing() as writer:
            writer.add_capture(page)
            writer.record(Act("collect", page.id))
            writer.add_extraction(reading)
            given = []
            for _ in range(A_DOCUMENT):
                start = draw.randrange(len(text) - 200)
                span = (start, start + draw.randrange(10, 200))
                given.append(
                    Coding(study.random(16).hex(), page.id, reading.id, *span, draw.choice(codes), draw.choice(CODERS),
                           1, now)
                )  # fmt: skip
            act = CodingAct(study.random(16).hex(), "ada", ActKind.CODE, now, page.id)
            writer.add_coding_act(act, [Revision(one) for one in given])
    return study


if __name__ == "__main__":
    main()
