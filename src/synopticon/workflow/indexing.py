"""Keep the search index abreast of the study: only what has changed is read again, and nothing stays half-done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, StaleIndex
from synopticon.model.custody import CustodyEntry
from synopticon.model.item import Item
from synopticon.workflow.progress import Progress, Silent

if TYPE_CHECKING:
    from synopticon.store.index_state import Covered
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study

WITHOUT_TEXT = frozenset(
    {"init", "collect-again", "cite", "find", "revise", "bring", "take-back", "withdraw-finding", "trace", "publish",
     "verify", "timestamp"}
)  # fmt: skip
"""Acts of the custody log that change no document; any other act makes the index stale."""

_BATCH = 200
"""Documents whose texts are in memory at a time."""


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What a refresh did. documents: how many the index now holds; size: its bytes on disk."""

    documents: int
    added: int
    removed: int
    rebuilt: bool
    size: int


def refresh_index(study: Study, *, progress: Progress = Silent(), rebuild: bool = False) -> IndexSummary:
    """Bring the index up to date, or make it anew: on request, and where it is missing, damaged or of another version.

    Raises StudyBusy where another process writes it, StorageFailed where the disk refuses.
    """
    from synopticon.store.index_state import index_lock

    folder = study.folder / "index"
    with index_lock(folder):
        state = None if rebuild else _usable(study, folder)
        if state is None:
            return _anew(study, folder, progress)
        return _changes(study, folder, state, progress)


def staleness(study: Study, state: Covered) -> str | None:
    """A sentence with the command where the study has changed since the index was made; None where it is abreast."""
    from synopticon.store.index_state import REBUILD

    if not _same_chain(study.reader, state):
        return f"The search index belongs to another state of this study. Make it anew: {REBUILD}"
    missed = sum(1 for entry in _since(study.reader, state) if _touches_text(entry))
    if not missed:
        return None
    acts = "one act" if missed == 1 else f"{missed:,} acts"
    return f"The search index is older than the study by {acts} on its sources. Bring it up to date: {REBUILD}"


def _usable(study: Study, folder: Path) -> Covered | None:
    """The state of an index that can be brought up to date."""
    from synopticon.store.index import Index

    try:
        state = Index(folder).covered()
    except StaleIndex:
        return None
    return state if _same_chain(study.reader, state) else None


def _same_chain(reader: Reader, state: Covered) -> bool:
    """True where the study's custody chain still has the entry that the index covers."""
    if state.custody == 0:
        return True
    entry = next(iter(reader.custody(after=state.custody - 1, limit=1)), None)
    return entry is not None and entry.entry == state.entry


def _since(reader: Reader, state: Covered) -> Iterator[CustodyEntry]:
    return reader.custody(after=state.custody)


def _touches_text(entry: CustodyEntry) -> bool:
    return entry.act.act not in WITHOUT_TEXT


def _anew(study: Study, folder: Path, progress: Progress) -> IndexSummary:
    from synopticon.store.index_writing import make_anew

    counts = study.reader.counts()
    progress.stage("Making the search index", counts.items)
    state = make_anew(
        folder,
        study.reader.all_texts(),
        custody=counts.custody,
        entry=counts.last_custody,
        advance=progress.advance,
    )
    return IndexSummary(state.documents, state.documents, 0, True, _size(folder))


def _changes(study: Study, folder: Path, state: Covered, progress: Progress) -> IndexSummary:
    from synopticon.store.index_writing import bring_up_to_date

    reader = study.reader
    entries = list(_since(reader, state))
    changed, gone = _difference(reader, folder, [entry for entry in entries if _touches_text(entry)])
    progress.stage("Bringing the search index up to date", len(changed))
    head = entries[-1] if entries else None
    if changed or gone:
        state = bring_up_to_date(
            folder,
            state,
            _with_texts(reader, changed),
            gone,
            custody=head.sequence if head else state.custody,
            entry=head.entry if head else state.entry,
            advance=progress.advance,
        )
    elif head:
        from dataclasses import replace

        from synopticon.store.index_state import write_state

        state = replace(state, custody=head.sequence, entry=head.entry)
        write_state(folder, state)
    return IndexSummary(state.documents, len(changed), len(gone), False, _size(folder))


def _difference(reader: Reader, folder: Path, entries: list[CustodyEntry]) -> tuple[list[Item], list[str]]:
    """Items to be indexed anew, and ids to be forgotten. Judgements name their item; after any other act all items are
    compared with what the index holds of them.
    """
    if all(entry.act.subject.startswith("item:") for entry in entries):
        return _judged(reader, {entry.act.subject.removeprefix("item:") for entry in entries})
    from synopticon.store.index import Index
    from synopticon.store.index_writing import version_of

    held = dict(Index(folder).versions())
    changed = [item for item in reader.all_items() if held.pop(item.id, None) != version_of(item)]
    return changed, list(held)


def _judged(reader: Reader, ids: Iterable[str]) -> tuple[list[Item], list[str]]:
    changed: list[Item] = []
    gone: list[str] = []
    for one in sorted(ids):
        try:
            item = reader.item(one)
        except NotFound:
            gone.append(one)
            continue
        if item.withdrawn or item.extraction is None:
            gone.append(one)
        else:
            changed.append(item)
    return changed, gone


def _with_texts(reader: Reader, items: Iterable[Item]) -> Iterator[tuple[Item, str]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        texts = reader.texts([item.id for item in batch])
        yield from ((item, texts[item.id]) for item in batch if item.id in texts)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
