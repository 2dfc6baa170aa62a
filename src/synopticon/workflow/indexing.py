"""Keep the search index abreast of the study: only what has changed is read again, and nothing stays half-done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import StaleIndex
from synopticon.model.custody import CustodyEntry
from synopticon.model.item import Item
from synopticon.workflow import testimony_log
from synopticon.workflow.progress import Progress, Silent

if TYPE_CHECKING:
    from synopticon.store.index_state import Covered
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study

WITHOUT_TEXT = frozenset(
    {"collect", "collect-again", "trace", "cite", "find", "revise", "bring", "take-back", "withdraw-finding",
     "make-key", "make-vault", "rotate-vault", "publish", "timestamp", "merge", "split", "re-root", "pictures",
     "picture-group", "codebook", "coreq", "qda-export"}
) | testimony_log.ACTS  # fmt: skip
"""Acts of the custody log that change no document's text or facts (a capture is none before it is read), as those that
begin with CODING do. `extract` and `judge` change the document that they name; an act that is not known here may have
changed any.
"""
CODING = "coding-"

_FEW = 500
"""Up to so many documents are looked up one by one; beyond, all documents are compared with the index."""

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
    if not rebuild and (abreast := _usable(study, folder)) and not _since(study.reader, abreast):
        # Nothing is written, so a read-only study is no hindrance.
        return _unchanged(abreast, folder)
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
    touched = _touched(study.reader.custody(after=state.custody))
    if touched is not None and not touched:
        return None
    changed = f"{len(touched):,} documents have" if touched and len(touched) > 1 else "a document has"
    return f"The search index is older than the study: {changed} changed since. Bring it up to date: {REBUILD}"


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


def _touched(entries: Iterable[CustodyEntry]) -> set[str] | None:
    """Ids of the items whose text or facts these acts may have changed; None where it may be any."""
    touched: set[str] = set()
    for entry in entries:
        act, subject = entry.act.act, entry.act.subject
        if act == "extract":
            touched.add(subject)
        elif act == "judge":
            if subject.startswith("item:"):
                touched.add(subject.removeprefix("item:"))
        elif act not in WITHOUT_TEXT and not act.startswith(CODING):
            return None
    return touched


def _since(reader: Reader, state: Covered) -> bool:
    """True where anything was logged after the state that the index covers."""
    return any(reader.custody(after=state.custody, limit=1))


def _unchanged(state: Covered, folder: Path) -> IndexSummary:
    return IndexSummary(state.documents, 0, 0, False, _size(folder))


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
    entries = list(reader.custody(after=state.custody))
    if not entries:
        return _unchanged(state, folder)
    changed, gone = _difference(reader, folder, _touched(entries))
    progress.stage("Bringing the search index up to date", len(changed))
    state = bring_up_to_date(
        folder,
        state,
        _with_texts(reader, changed),
        gone,
        custody=entries[-1].sequence,
        entry=entries[-1].entry,
        advance=progress.advance,
    )
    return IndexSummary(state.documents, len(changed), len(gone), False, _size(folder))


def _difference(reader: Reader, folder: Path, touched: set[str] | None) -> tuple[list[Item], list[str]]:
    """Items to be indexed anew, and ids to be forgotten: of the few that were touched, else by comparing all items with
    what the index holds of them.
    """
    if touched is not None and len(touched) <= _FEW:
        found = reader.items_of(sorted(touched))
        changed = [item for item in found.values() if item.extraction and item.withdrawn is None]
        return changed, sorted(touched - {item.id for item in changed})
    from synopticon.store.index import Index
    from synopticon.store.index_writing import version_of

    held = dict(Index(folder).versions())
    changed = [item for item in reader.all_items() if held.pop(item.id, None) != version_of(item)]
    return changed, list(held)


def _with_texts(reader: Reader, items: Iterable[Item]) -> Iterator[tuple[Item, str]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        texts = reader.texts([item.id for item in batch])
        yield from ((item, texts[item.id]) for item in batch if item.id in texts)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
