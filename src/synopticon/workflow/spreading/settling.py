"""The last stage at a worker: families of some documents from all relations that they have, written as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from synopticon.model.reuse import Reuse
from synopticon.reuse.families import decisions
from synopticon.reuse.relations import Found, Verified
from synopticon.reuse.settling import settle as settled
from synopticon.reuse.tracing import Traced
from synopticon.workflow.reuse_rows import lines_of
from synopticon.workflow.spreading.columns import Columns, Texts
from synopticon.workflow.spreading.rows import cards_in, relations_in
from synopticon.workflow.spreading.tasks import Run, Task


def settle(run: Run, task: Task, name: str) -> Columns:
    """Rows of documents to which no relation leads from others, sorted by id: the lines beside the shard.

    given: relations, the shards in which theirs stand. columns: cards in the order of the documents, with letters.
    Answers how many families of two or more there are, echoes, roles echo-of-unseen, and relations by kind.
    """
    cards = cards_in(task.columns)
    letters = dict(zip(task.columns["body"].tolist(), task.columns["letters"].tolist(), strict=True))
    verified, reuses = Verified(), []
    for found in _relations(run, task):
        if found.left != found.right:
            verified.add(found)
        reuses.append(found.reuse)
    members = sorted(settled(cards, letters, verified, decisions(())), key=lambda member: member.item)
    traced = Traced(tuple(sorted(reuses, key=_by_ids)), tuple(members), 0, 0, 0)
    run.shards().write_lines(name, (line for _, line in lines_of(traced)))
    sizes = [size for size in Counter(member.family for member in members).values() if size > 1]
    unseen = sum(member.role == "echo-of-unseen" for member in members)
    kinds = Counter(str(reuse.kind) for reuse in reuses)
    return {
        "counts": np.array([len(sizes), sum(sizes) - len(sizes), unseen], np.int64),
        "kinds": np.array(list(kinds.values()), np.int64),
        **Texts.of(kinds).named("names"),
    }


def _relations(run: Run, task: Task) -> Iterator[Found]:
    """The relations between these documents, from shards which hold others' as well."""
    bodies, shards = set(task.columns["body"].tolist()), run.shards()
    for shard in task.given["relations"]:
        yield from (found for found in relations_in(shards.read(shard)) if found.left in bodies)


def _by_ids(reuse: Reuse) -> tuple[str, str, str]:
    return reuse.a, reuse.b, reuse.kind
