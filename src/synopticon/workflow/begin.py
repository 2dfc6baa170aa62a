"""Begin a study: its folder, its protocol file and an empty store, or nothing at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

from synopticon.errors import StorageFailed


def begin(folder: Path, *, title: str, question: str, notice: str) -> None:
    """Write study.toml and make the study's folders. Raises StorageFailed where the disk refuses."""
    from synopticon.store.opening import open_store
    from synopticon.workflow.study import PROTOCOL

    try:
        for part in ("archive", "index", "releases"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        draft = folder / f"{PROTOCOL}.part"
        with draft.open("w", encoding="utf-8") as out:
            out.write(_protocol(title, question, notice))
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise StorageFailed(
            "the study's folder cannot be written",
            where=str(folder),
            why=error.strerror,
            remedy="Choose a folder that you may write to, or make room on the disk.",
        ) from error
    open_store(folder, "").close()
    draft.rename(folder / PROTOCOL)


def _protocol(title: str, question: str, notice: str) -> str:
    lines = [
        "# The protocol of this study. Every setting and its meaning: docs/reference/settings.md",
        "[study]",
        f"title = {json.dumps(title, ensure_ascii=False)}",
        f"question = {json.dumps(question, ensure_ascii=False)}",
    ]
    if notice:
        lines.append(f"notice = {json.dumps(notice, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
