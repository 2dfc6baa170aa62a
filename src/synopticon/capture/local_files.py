"""The files behind a path handed in: itself, or all in a folder, in one order, without following links out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from synopticon.capture.obtained import Local
from synopticon.errors import NotFound, UsageError


def local_files(path: Path, say: Callable[[str], None]) -> Iterator[Local]:
    """Every regular file. Hidden files and links are passed over and counted. Raises NotFound, UsageError."""
    if not path.exists():
        raise NotFound("there is no such file or folder", where=path.name, remedy="Look at the spelling of the path.")
    if path.is_file():
        yield Local(path, path.name)
        return
    if not path.is_dir():
        raise UsageError("this is neither a file nor a folder", where=path.name)
    passed = 0
    for folder, folders, names in os.walk(path):
        passed += sum(name.startswith(".") for name in folders)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            inner = Path(folder) / name
            if name.startswith(".") or inner.is_symlink() or not inner.is_file():
                passed += 1
                continue
            yield Local(inner, inner.relative_to(path).as_posix())
    if passed:
        say(f"{path.name}: {passed} hidden files, links and other things that are no files were passed over.")
