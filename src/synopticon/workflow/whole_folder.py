"""Write a folder whole or not at all: aside, every byte durable, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from synopticon.store.durably import make_folder, refused, sync_folder


def write_folder(target: Path, files: Mapping[str, bytes], *, draft: Path) -> None:
    """Write files (relative path to bytes) into draft, which lies on the same disk, and rename it to target.

    Raises StorageFailed; whatever stopped it, nothing of draft or target remains.
    """
    make_folder(target.parent)
    try:
        for path, data in sorted(files.items()):
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            with (draft / path).open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        for folder in sorted({draft, *((draft / path).parent for path in files)}, reverse=True):
            sync_folder(folder)
        draft.rename(target)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            raise refused(error, target) from error
        raise
    sync_folder(target.parent)
