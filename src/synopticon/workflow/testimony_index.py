"""The index of what witnesses said, in a folder of its own: always made anew: no segment keeps what is deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.model.item import Item
from synopticon.model.testimony import WorkingText
from synopticon.store.durably import sync_folder

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

FOLDER, CHANNEL = "index-witnesses", "testimony"
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def refresh_testimony_index(study: Study) -> int:
    """Make the index anew from all signed texts; where there is none, remove it. Answers how many it holds.

    Raises StudyBusy, StorageFailed.
    """
    from synopticon.store.index_state import index_lock
    from synopticon.store.index_writing import make_anew

    folder = study.folder / FOLDER
    texts = study.reader.working_texts()
    if not texts:
        remove_testimony_index(study.folder)
        return 0
    with index_lock(folder):
        state = make_anew(folder, _documents(texts), custody=0, entry=None, advance=lambda: None)
    return state.documents


def remove_testimony_index(study: Path) -> None:
    """Take the whole index away, what an interrupted run left of it too."""
    folder = study / FOLDER
    if folder.is_dir():
        shutil.rmtree(folder)
        sync_folder(study)


def _documents(texts: list[WorkingText]) -> Iterator[tuple[Item, str]]:
    for text in texts:
        item = Item(
            id=text.id, extraction=text.id, asked="", url=None, channel=CHANNEL, collected=_NO_TIME, media_type=None,
            format=None, title=None, outlet=None, authors=(), published=None, language=text.language,
            length=len(text.text), family=None,
        )  # fmt: skip
        yield item, text.text
