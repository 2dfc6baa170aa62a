"""Begin a study: its folder, its protocol file and an empty store, or nothing at all."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, closing
from pathlib import Path

from synopticon.errors import StudyError, UsageError
from synopticon.settings import PROTOCOL
from synopticon.store.durably import Draft, make_folder
from synopticon.store.opening import open_store
from synopticon.store.protocols import Store

DATABASE = "study.db"
PARTS = ("archive", "index", "releases")


def begin(folder: Path, *, title: str, question: str, notice: str, database: str = "") -> None:
    """Make the study's folders and its empty store, and write study.toml last: with it the study is there.

    A folder that is made here is open to its owner alone. database: a PostgreSQL URL; empty means study.db.
    Raises StudyError where a study or what is left of one is there, UsageError for text that no file can hold, and
    StorageFailed where the disk refuses; then what was made is removed again.
    """
    protocol = _protocol(title, question, notice, database)
    if (folder / PROTOCOL).exists():
        raise StudyError(
            "a study is there already",
            where=str(folder),
            remedy="Open it with --study, or name another folder.",
        )
    with ExitStack() as undo:
        _make(folder, undo, mode=0o700)
        for part in PARTS:
            _make(folder / part, undo)
        if not (folder / DATABASE).exists():
            for ending in ("", "-wal", "-shm"):
                undo.callback((folder / f"{DATABASE}{ending}").unlink, missing_ok=True)
        with closing(open_store(folder, database)) as store:
            _refuse_filled(store, "database.url" if database else str(folder / DATABASE))
        if not database:
            # It holds the study's secrets; what SQLite puts beside it takes the same permissions.
            (folder / DATABASE).chmod(0o600)
        with Draft(folder) as draft:
            draft.write(protocol)
            draft.keep_as(folder / PROTOCOL, mode=0o644)
        undo.pop_all()


def _refuse_filled(store: Store, where: str) -> None:
    """An empty store may be what a beginning left that was cut short; one with a log is somebody's study."""
    if store.reader().counts().custody:
        raise StudyError(
            "there is a study's database already, without its protocol",
            where=where,
            remedy=f"Put its {PROTOCOL} back from a copy, or name another folder or database.",
        )


def _make(folder: Path, undo: ExitStack, mode: int = 0o777) -> None:
    """Make a folder and remember to remove it; one that is there stays as it is."""
    if not folder.is_dir():
        _make(folder.parent, undo)
        make_folder(folder, mode)
        undo.callback(folder.rmdir)


def _protocol(title: str, question: str, notice: str, database: str) -> bytes:
    lines = [
        "# The protocol of this study. Every setting and its meaning: docs/reference/settings.md",
        "[study]",
        f"title = {_quoted(title)}",
        f"question = {_quoted(question)}",
    ]
    if notice:
        lines.append(f"notice = {_quoted(notice)}")
    if database:
        lines += ["", "[database]", f"url = {_quoted(database)}"]
    try:
        return ("\n".join(lines) + "\n").encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            "the study's title or question holds bytes that are not text",
            why="the folder's name or an option is not UTF-8",
            remedy="Give a title with --title.",
        ) from error


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for the delete character, which JSON leaves as it is."""
    return re.sub("\x7f", r"\\u007f", json.dumps(text, ensure_ascii=False))
