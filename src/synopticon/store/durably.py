"""Write a file so that it is there whole or not at all: aside, synced, renamed, and the folder synced."""

from __future__ import annotations

import errno
import fcntl
import os
import shlex
import tempfile
from pathlib import Path
from types import TracebackType

from synopticon.errors import StorageFailed

PART = ".part"
"""How an unfinished file's name ends. Its writer holds a lock on it: one without a lock is a leftover."""

_WHY = {
    errno.ENOSPC: "Make room on the disk, then give the same command again.",
    errno.EDQUOT: "Your quota on this disk is used up; make room, then give the same command again.",
    errno.EROFS: "The disk is read-only; work on a copy of the study.",
    errno.EACCES: "Make the folder writable for you, or work on a copy of the study.",
    errno.EPERM: "Make the folder writable for you, or work on a copy of the study.",
    errno.EEXIST: "A file of that name is in the way; move it, or choose another folder.",
    errno.ENOTDIR: "A file of that name is in the way; move it, or choose another folder.",
    errno.EMFILE: "Raise the number of open files that the system allows (ulimit -n).",
}


def refused(error: OSError, path: Path) -> StorageFailed:
    """The error of our tree for what the disk refused."""
    return StorageFailed(
        "the disk refused",
        where=str(path),
        why=error.strerror or str(error),
        remedy=_WHY.get(error.errno or 0, "Look after the disk, then run: synopticon doctor"),
    )


def read_only(folder: Path, what: str = "the study is read-only", *, why: str | None = None) -> StorageFailed:
    """The error of our tree for what asks to be written where nobody may. folder: the study's."""
    return StorageFailed(
        what,
        where=str(folder),
        why=why,
        remedy=f"Make the folder writable for you, or work on a copy: cp -r {shlex.quote(str(folder))} COPY",
    )


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises StorageFailed."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise refused(error, folder) from error


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder whose name is durable, and those above it. Raises StorageFailed."""
    try:
        folder.mkdir(mode)
    except FileExistsError as error:
        if not folder.is_dir():
            raise refused(error, folder) from error
        return
    except FileNotFoundError:
        make_folder(folder.parent)
        make_folder(folder, mode)
        return
    except OSError as error:
        raise refused(error, folder) from error
    sync_folder(folder.parent)


class Draft:
    """A file being written aside in a folder; gone at the end of the block unless `keep_as` gave it its name.

    Raises StorageFailed from every method.
    """

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        try:
            handle, name = _locked(folder)
            self.path, self.file = Path(name), os.fdopen(handle, "w+b")
        except OSError as error:
            raise refused(error, folder) from error

    def write(self, data: bytes) -> None:
        """Add bytes."""
        try:
            self.file.write(data)
        except OSError as error:
            raise refused(error, self.path.parent) from error

    def keep_as(self, path: Path, mode: int = 0o444) -> None:
        """Make the bytes durable and give them their name; read-only where nothing else is asked for."""
        make_folder(path.parent)
        try:
            self.file.flush()
            os.fchmod(self.file.fileno(), mode)
            os.fsync(self.file.fileno())
            self.path.rename(path)
        except OSError as error:
            raise refused(error, path) from error
        sync_folder(path.parent)

    def __enter__(self) -> Draft:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.file.close()
        except OSError as failed:
            if error is None:
                raise refused(failed, self.path.parent) from failed
        finally:
            self.path.unlink(missing_ok=True)


def _locked(folder: Path) -> tuple[int, str]:
    """A new file, open and locked. Between the two somebody may have cleared it away; then another one is made."""
    while True:
        handle, name = tempfile.mkstemp(suffix=PART, dir=folder)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, name
        os.close(handle)


def is_leftover(path: Path, *, clear: bool = False) -> bool:
    """True where a `.part` file's writer is no more. clear: remove it then, while nobody else can hold it."""
    try:
        with path.open("rb") as part:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if clear:
                path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
