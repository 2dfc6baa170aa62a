"""All documents of a run in their order, without texts, grams and objects: some 200 bytes each.

While they are put into order, all columns are there several times: about 1,200 bytes a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.gathering import firsts_of, order_of, ranks_of
from synopticon.workflow.jsonl_corpus import twice
from synopticon.workflow.spreading.columns import Columns, Ints, Texts
from synopticon.workflow.spreading.rows import CARD_NUMBERS, CARD_TEXTS
from synopticon.workflow.spreading.shards import Shards

BY_DOCUMENT = tuple(dict.fromkeys((*CARD_NUMBERS, "earliest", "latest", "place", "line")))
"""Columns of a block with a number for each document."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns over documents in their order; bodies are numbered by the order of their first documents.

    texts: what cards say, and the language where it was told. numbers: dates, bodies, where each document begins in
    the file and in which line; letters: of its body. comparable: whether its body can be compared.
    """

    texts: dict[str, Texts]
    numbers: dict[str, Ints]
    comparable: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.comparable)

    @property
    def bodies(self) -> int:
        """How many bodies there are."""
        return int(self.numbers["body"].max(initial=-1)) + 1

    def firsts(self) -> Ints:
        """The place of each body's first document."""
        return firsts_of(self.numbers["body"])

    def columns(self, rows: Ints) -> dict[str, NDArray[Any]]:
        """The columns of some documents, as tasks get them."""
        columns: dict[str, NDArray[Any]] = {name: self.numbers[name][rows] for name in self.numbers}
        for name in CARD_TEXTS:
            columns |= self.texts[name].take(rows).named(name)
        return columns


def gathered(shards: Shards, blocks: Sequence[str], documents: Path) -> tuple[Table, Columns]:
    """The table of all blocks; for each block the numbers of its bodies ("b0", "b1", …), and "size": how many bodies
    there are.

    Raises DamagedInput where two documents bear one id.
    """
    parts = [shards.read(block, but=("grams", "owners")) for block in blocks]
    sizes = [len(part["letters"]) for part in parts]
    edges = np.cumsum([0, *sizes])
    digests, first, number = np.unique(
        np.concatenate([np.zeros(0, "S32"), *(part["digest"] for part in parts)]),
        return_index=True,
        return_inverse=True,
    )
    letters, comparable = (
        np.concatenate([np.zeros(0, kind), *(part[name] for part in parts)])[first]
        for name, kind in (("letters", np.int64), ("comparable", bool))
    )
    bodies = np.concatenate(
        [np.zeros(0, np.int64), *(number[edge + part["body"]] for edge, part in zip(edges, parts, strict=False))]
    )
    numbers = {name: _joined(parts, name) for name in BY_DOCUMENT}
    texts = {name: Texts.joined([Texts.within(part, name) for part in parts]) for name in _texts_in(parts)}
    ids = texts["id"].strings()
    _refuse_twice(ids, numbers["line"], documents)
    moments = np.stack([numbers["earliest"], numbers["latest"]], axis=1)
    order = order_of(moments, bodies, letters, digests, ids)
    rank = ranks_of(firsts_of(bodies[order]))
    numbers |= {"body": rank[bodies], "letters": letters[bodies]}
    table = Table(
        {name: column.take(order) for name, column in texts.items()},
        {name: column[order] for name, column in numbers.items()},
        comparable[bodies][order],
    )
    numbered = {f"b{n}": rank[number[edges[n] : edges[n + 1]]].astype(np.int32) for n in range(len(parts))}
    return table, {**numbered, "size": np.array([len(digests)])}


def _texts_in(parts: Sequence[Columns]) -> list[str]:
    told = all("language" in part for part in parts)
    return [*CARD_TEXTS, *(["language"] if told else [])]


def _joined(parts: Sequence[Columns], name: str) -> Ints:
    return np.concatenate([np.zeros(0, np.int64), *(part[name] for part in parts)])


def _refuse_twice(ids: Sequence[str], lines: Ints, documents: Path) -> None:
    known: set[str] = set()
    for place, name in enumerate(ids):
        if name in known:
            raise twice(name, documents, int(lines[place]))
        known.add(name)
