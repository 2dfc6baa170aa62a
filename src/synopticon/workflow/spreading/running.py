"""A run over shards: the stages of a trace one after another, each a set of tasks for an engine.

Only what concerns the whole collection happens here: the order of the documents, the sums over all grams, which pairs
stand near each other, and which documents hang together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from synopticon.reuse.components import components_of
from synopticon.reuse.proposing import Pairs, neighbouring
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.progress import Progress
from synopticon.workflow.spreading.blocks import blocks_of
from synopticon.workflow.spreading.columns import Columns, Ints, Texts
from synopticon.workflow.spreading.dividing import documents_together, pairs_together, parts_for, repeats_together
from synopticon.workflow.spreading.engines import Engine
from synopticon.workflow.spreading.table import Table, gathered
from synopticon.workflow.spreading.tasks import Run, Task


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run found. lines: of all rows in the order of the ids. families: of two or more. echoes, unseen, kinds: as
    a report of families tells them.
    """

    lines: Iterator[bytes]
    families: int
    echoes: int
    unseen: int
    kinds: Counter[str]


class Running:
    """One run. Each method is a stage; it answers with the names of shards, or with what they tell together."""

    def __init__(self, corpus: JsonlCorpus, folder: Path, engine: Engine, progress: Progress) -> None:
        self.corpus, self._engine, self._progress = corpus, engine, progress
        run = Run(str(corpus.path.resolve()), str(folder.resolve()))
        self._run, self.shards = run, run.shards()
        self._parts = parts_for(corpus.path.stat().st_size)

    def fingerprinted(self, *, languages: bool) -> list[str]:
        """Shards of all blocks of the file. languages: whether to tell those of the documents."""
        blocks = list(blocks_of(self.corpus))
        shared = {"parts": self._parts, "languages": languages}
        tasks = [
            Task(
                "fingerprints",
                {"begin": block.begin, "end": block.end, "line": block.line, "sha256": block.sha256, **shared},
                about=f"{self.corpus.path}, from line {block.line:,}",
            )
            for block in blocks
        ]
        self._progress.stage("Taking fingerprints", len(tasks))
        return self._perform(tasks)

    def gathered(self, blocks: Sequence[str]) -> tuple[Table, str]:
        """All documents in their order, and the shard that numbers the bodies of each block by it."""
        table, numbered = gathered(self.shards, blocks, self.corpus.path)
        return table, self.kept("order", numbered)

    def proposed(self, blocks: Sequence[str], order: str, table: Table) -> Pairs:
        """The pairs that share enough, neighbours near each other."""
        parts = self._parts
        self._progress.stage("Proposing pairs", 2 * parts)
        given = {"blocks": [*blocks], "order": order, "parts": parts}
        proposals = self._perform(Task("proposals", {**given, "part": part}) for part in range(parts))
        mass = np.zeros(table.bodies, np.int64)
        for name in proposals:
            mass += self.shards.read(name, "mass")["mass"]
        told = {"proposals": proposals, "mass": self.kept("mass", {"mass": mass})}
        found = [
            self.shards.read(name) for name in self._perform(Task("pairs", {**told, "part": p}) for p in range(parts))
        ]
        left, right = (np.concatenate([columns[side] for columns in found]) for side in ("left", "right"))
        return neighbouring(Pairs(left, right))

    def compared(self, table: Table, pairs: Pairs, blocks: Sequence[str]) -> list[str]:
        """Shards with the relations of all pairs, and of documents with the same body."""
        firsts = table.firsts()
        stretches = list(pairs_together(pairs, table.numbers["letters"][firsts]))
        repeats = list(repeats_together(table.numbers["body"], table.numbers["letters"]))
        given = {"collection": hashlib.sha256("".join(blocks).encode()).hexdigest()}

        def compared() -> Iterator[Task]:
            for stretch in stretches:
                bodies, sides = np.unique(np.stack([pairs.left[stretch], pairs.right[stretch]]), return_inverse=True)
                left, right = sides.reshape(2, -1)
                columns = table.columns(firsts[bodies]) | {"left": left, "right": right}
                about = f"pairs {stretch.start + 1:,} to {stretch.stop:,}"
                yield Task("relations", given, columns, about)

        def repeated() -> Iterator[Task]:
            for rows in repeats:
                yield Task("repeats", given, table.columns(rows), "documents with the same text")

        self._progress.stage("Comparing texts", len(stretches) + len(repeats))
        return [*self._perform(compared()), *self._perform(repeated())]

    def settled(self, table: Table, relations: Sequence[str]) -> Settled:
        """Families of all documents, and their rows."""
        bodies = table.numbers["body"]
        size = table.bodies
        sides = [self.shards.read(name, "left", "right") for name in relations]
        left, right = (
            np.concatenate([np.zeros(0, np.int64), *(columns[side] for columns in sides)]) for side in ("left", "right")
        )
        shard = np.repeat(np.arange(len(sides)), [len(columns["left"]) for columns in sides])
        component = components_of(size, left, right)
        near = np.full(size, len(sides))
        np.minimum.at(near, left, shard)
        groups = list(documents_together(component[bodies], near[bodies]))
        group_of = np.empty(size, np.int64)
        for number, rows in enumerate(groups):
            group_of[bodies[rows]] = number
        told = group_of[left]

        def tasks() -> Iterator[Task]:
            for number, rows in enumerate(groups):
                # In the order of the pairs, whatever their shards are called.
                names = [relations[n] for n in np.unique(shard[told == number]).tolist()]
                yield Task("rows", {"relations": names}, table.columns(rows), f"{len(rows):,} documents")

        self._progress.stage("Settling families", len(groups))
        return self._summed(self._perform(tasks()), table, group_of[bodies])

    def _summed(self, names: Sequence[str], table: Table, group_of: Ints) -> Settled:
        """What the shards of rows tell together. group_of: the shard of each document."""
        counts, kinds = np.zeros(3, np.int64), Counter[str]()
        for name in names:
            columns = self.shards.read(name)
            counts += columns["counts"]
            kinds.update(dict(zip(Texts.within(columns, "names").strings(), columns["kinds"].tolist(), strict=True)))
        ids = table.texts["id"].strings()
        by_id = sorted(range(len(ids)), key=ids.__getitem__)
        families, echoes, unseen = counts.tolist()
        return Settled(self._merged(names, group_of[by_id]), families, echoes, unseen, kinds)

    def _merged(self, names: Sequence[str], groups: Ints) -> Iterator[bytes]:
        """The lines of several shards, each sorted by id. groups: which of them has the next one."""
        files = [self.shards.lines(name) for name in names]
        return (next(files[group]) for group in groups.tolist())

    def kept(self, stage: str, columns: Columns) -> str:
        """A shard that is made here."""
        name = Task(stage, {}, columns).name
        if name not in self.shards:
            self.shards.write(name, columns)
        return name

    def _perform(self, tasks: Iterable[Task]) -> list[str]:
        """Have tasks done in whatever order; the names of their shards in the order of the tasks."""
        names: list[str] = []

        def missing() -> Iterator[tuple[Task, str]]:
            for task in tasks:
                names.append(task.name)
                if names[-1] in self.shards:
                    self._progress.advance()
                else:
                    yield task, names[-1]

        for _ in self._engine.perform(self._run, missing()):
            self._progress.advance()
        return names
