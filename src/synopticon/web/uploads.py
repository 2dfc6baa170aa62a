"""Files handed in by the browser: streamed into the study's folder, capped, and gone once they were collected."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from time import time

from starlette.concurrency import run_in_threadpool

from synopticon.errors import HostileInput, InputError, NotFound, StorageFailed

FOLDER = "uploads"
STALE_SECONDS = 24 * 60 * 60
DEEPEST = 12
LONGEST = 150
_BATCH = re.compile(r"[0-9a-f]{32}")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class Uploads:
    """Batches of files under one study. A batch is one dropping of files and becomes one run of collect."""

    def __init__(self, study: Path, limit: int) -> None:
        self._home, self.limit = study / FOLDER, limit

    async def take(self, batch: str, name: str, body: AsyncIterator[bytes]) -> int:
        """Write one file of a batch; answers its bytes. Nothing remains of one that is too large or breaks off.

        Raises InputError (too large), HostileInput (a name that leaves the batch), StorageFailed.
        """
        target = self._place(batch, name)
        size = 0
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                async for piece in body:
                    size += len(piece)
                    if size > self.limit:
                        raise _too_large(name, self.limit)
                    await run_in_threadpool(out.write, piece)
        except OSError as error:
            target.unlink(missing_ok=True)
            raise StorageFailed(
                "the file cannot be kept", where=name, why=error.strerror, remedy="Make room on the disk."
            ) from error
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return size

    def folder(self, batch: str) -> Path:
        """The folder of a batch that has files. Raises NotFound."""
        path = self._batch(batch)
        if not path.is_dir():
            raise NotFound("no file has arrived", remedy="Choose the files once more.")
        return path

    def clear(self, targets: Sequence[str]) -> None:
        """Take the batches among these targets of a run away; what lies elsewhere is not touched."""
        for target in map(Path, targets):
            if target.parent.resolve() == self._home.resolve() and _BATCH.fullmatch(target.name):
                shutil.rmtree(target, ignore_errors=True)

    def sweep(self) -> None:
        """Take away what a workbench that was killed left behind."""
        for left in self._home.iterdir() if self._home.is_dir() else ():
            if time() - left.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)

    def _batch(self, batch: str) -> Path:
        if not _BATCH.fullmatch(batch):
            raise HostileInput("this is not the name of a batch")
        return self._home / batch

    def _place(self, batch: str, name: str) -> Path:
        parts = [_UNFIT.sub("_", part).strip() for part in name.split("/")]
        unfit = any(part in ("", ".", "..") or len(part.encode()) > LONGEST for part in parts)
        if unfit or len(parts) > DEEPEST:
            raise HostileInput("the file's name is not one that can be kept", where=name[:LONGEST])
        return self._batch(batch).joinpath(*parts)


def _too_large(name: str, limit: int) -> InputError:
    return InputError(
        "the file is too large to be handed in here",
        where=name,
        why=f"at most {limit:,} bytes are taken by the browser",
        remedy="Collect it in the terminal: synopticon collect FILE",
    )
