"""The one way the vault touches its disk: whole or not at all, durable, without telling times, overwritten on leaving.

`step` is called before each act that a power cut could come between; tests cut there.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from synopticon.errors import NotFound, StorageFailed

ASIDE = "aside"
"""The folder of files that are being written; what lies there without the vault's lock is a leftover, always sealed."""
MOMENT = 946_684_800
"""What every file and folder of the vault gives as its times: 2000-01-01 00:00 UTC."""
_BLOCK = 1 << 20


class Disk:
    """The folder of a vault, and what can be done in it. Raises StorageFailed from every method."""

    def __init__(self, root: Path, step: Callable[[str], object] = lambda _: None) -> None:
        self.root, self._step = root, step

    def read(self, path: Path, most: int = -1) -> bytes:
        """A file's bytes, or so many of its first ones. Raises NotFound where it is not there."""
        try:
            with open(path, "rb", opener=_unseen) as file:
                return file.read(most)
        except FileNotFoundError as error:
            raise NotFound("a file of the vault is not there", where=self.near(path)) from error
        except OSError as error:
            raise self._refused(error, path) from error

    def entries(self, folder: Path) -> tuple[Path, ...]:
        """What lies in a folder, by name; nothing where there is none."""
        try:
            return tuple(sorted(folder.iterdir()))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refused(error, folder) from error

    def folder(self, path: Path) -> None:
        """Make a folder that only its owner may enter, durably; nothing where it is there."""
        if path.is_dir():
            return
        if path != self.root:
            self.folder(path.parent)
        self._act("make folder", path, lambda: path.mkdir(0o700, parents=path == self.root, exist_ok=True))
        self.sync(path)
        if path == self.root:
            self._durable(path.parent)
        else:
            self.sync(path.parent)

    def write(self, path: Path, data: bytes) -> None:
        """Put a file in place, replacing what had its name: written aside, synced, renamed."""
        self.folder(path.parent)
        draft = self.aside()
        try:
            self._act("write", draft, lambda: _write_new(draft, data))
            self._act("rename", path, lambda: draft.rename(path))
        except StorageFailed:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        self.sync(path.parent)
        self._still(draft.parent)

    def aside(self) -> Path:
        """A name for something that is being made; what is left of it goes with `clear_aside`."""
        self.folder(self.root / ASIDE)
        return self.root / ASIDE / secrets.token_hex(16)

    def clear_aside(self) -> None:
        """Destroy what was left of things being made. Only who holds the vault's lock may."""
        for path in self.entries(self.root / ASIDE):
            self.destroy(path)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file or folder another name, durably."""
        self.folder(to.parent)
        self._act("rename", to, lambda: path.rename(to))
        self.sync(to.parent)
        self._still(path.parent)

    def destroy(self, path: Path) -> None:
        """Overwrite and remove a file, or a folder with all in it, durably; nothing where there is none.

        Where the file system or the medium keeps old blocks elsewhere (flash, snapshots, copies on write), overwriting
        does not reach them: what lies there is sealed.
        """
        if path.is_dir() and not path.is_symlink():
            for entry in self.entries(path):
                self.destroy(entry)
            self._act("remove folder", path, path.rmdir)
        elif path.exists() or path.is_symlink():
            if not path.is_symlink():
                self._act("overwrite", path, lambda: _overwrite(path))
            self._act("remove", path, path.unlink)
        else:
            return
        self.sync(path.parent)

    def sync(self, folder: Path) -> None:
        """Make the names in a folder durable, and its times say nothing."""
        self._still(folder)
        self._durable(folder)

    def tidy(self) -> None:
        """Let every file be its owner's alone and tell no time, as before a copy or a restoration changed that."""
        for path in (self.root, *self.root.rglob("*")):
            if telling(path):
                self._act("tidy", path, partial(_tidy, path))

    def near(self, path: Path) -> str:
        """A path as messages give it: from the study's folder on."""
        return str(path.relative_to(self.root.parent)) if path.is_relative_to(self.root.parent) else str(path)

    def _durable(self, folder: Path) -> None:
        self._act("sync folder", folder, lambda: _sync(folder))

    def _still(self, folder: Path) -> None:
        try:
            os.utime(folder, (MOMENT, MOMENT))
        except OSError as error:
            raise self._refused(error, folder) from error

    def _act(self, name: str, path: Path, act: Callable[[], object]) -> None:
        self._step(f"{name} {path.name}")
        try:
            act()
        except OSError as error:
            raise self._refused(error, path) from error

    def _refused(self, error: OSError, path: Path) -> StorageFailed:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return StorageFailed(
            "the disk refused",
            where=self.near(path),
            why=error.strerror or "the system gave no reason",
            remedy="Make room on the disk, then give the same command again."
            if full
            else "Make the vault's folder writable for you, or look after the disk; then give the same command again.",
        )


def _unseen(path: str, flags: int) -> int:
    """Open a file without its telling when it was last read, where the system can and the file is ours."""
    try:
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        return os.open(path, flags)


def telling(path: Path) -> bool:
    """Whether a file can be read by others or tells when it was written; not for one that is gone meanwhile."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return bool(found.st_mode & 0o077) or found.st_mtime != MOMENT


def _tidy(path: Path) -> None:
    path.chmod(0o700 if path.is_dir() else 0o600)
    os.utime(path, (MOMENT, MOMENT))


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.utime(handle, (MOMENT, MOMENT))
        os.fsync(handle)


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        while left > 0:
            left -= file.write(os.urandom(min(left, _BLOCK)))
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
