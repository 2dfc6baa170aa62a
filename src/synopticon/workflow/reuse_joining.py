"""A file of documents joins an index: the rows that are new or have changed, and the sums over all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from synopticon.store.durably import Draft
from synopticon.workflow.families_answer import Answer
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.progress import Progress
from synopticon.workflow.reuse_index import opened
from synopticon.workflow.tracing_stages import TracingStages


@contextmanager
def joined(
    incoming: JsonlCorpus, folder: Path, aside: Path, progress: Progress, clock: Callable[[], datetime]
) -> Iterator[Answer]:
    """Take the documents into the index in the folder; what joined stands when the block has ended without an error.

    aside: a folder for what is written meanwhile. An index whose rows were made by other rules is told anew, all of it.
    Raises what `opened` and the corpus do.
    """
    with opened(folder, clock) as index, Draft(aside) as draft:
        tell = TracingStages(progress)
        if index.outdated:
            index.renew(tell)
        index.add(incoming.documents(), str(incoming.path), tell)
        places = _laid_down(index.settle(tell), draft)
        sums = index.sums
        yield Answer(
            lines=_read(draft, places),
            documents=sums.documents,
            blank=sums.blank,
            short=sums.short,
            proposed=index.tables.pairs(),
            families=sums.families,
            echoes=sums.echoes,
            unseen=sums.unseen,
            kinds=dict(sorted(sums.kinds.items())),
            languages=0,
            embedder=None,
            unnamed=incoming.unnamed,
            undated=incoming.undated,
        )
        index.keep()


def _laid_down(rows: Iterable[tuple[str, bytes]], draft: Draft) -> list[tuple[str, int, int]]:
    """Write lines as they come; answers their ids, places and sizes, sorted. A row that was told twice counts last."""
    places: dict[str, tuple[int, int]] = {}
    place = 0
    for name, line in rows:
        draft.write(line)
        places[name] = place, len(line)
        place += len(line)
    return sorted((name, *where) for name, where in places.items())


def _read(draft: Draft, places: Iterable[tuple[str, int, int]]) -> Iterator[bytes]:
    for _, place, size in places:
        draft.file.seek(place)
        yield draft.file.read(size)
