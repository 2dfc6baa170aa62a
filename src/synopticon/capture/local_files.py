"""The files behind a path handed in: itself, or all in a folder, in one order, without following links out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from synopticon.capture.archives import GZIP_MAGIC, gunzip
from synopticon.capture.obtained import Limits, Local
from synopticon.errors import InputError, NotFound, UsageError
from synopticon.model.capture import Form, Place
from synopticon.model.digests import sha256_hex


@dataclass(frozen=True, slots=True)
class Contents:
    """A file's bytes as they are, where they will lie, and what they hold once unpacked."""

    raw: bytes
    place: Place
    data: bytes


def contents(local: Local, limits: Limits) -> Contents:
    """Read a file, through gzip where it is packed. Raises InputError (too large, empty, damaged), HostileInput."""
    with local.path.open("rb") as source:
        raw = source.read(limits.body + 1)
    if len(raw) > limits.body:
        raise InputError(
            f"the file is larger than {limits.body:,} bytes",
            where=local.name,
            remedy="If it is meant to be so large, raise collect.max_bytes in study.toml.",
        )
    if not raw.strip(b"\0\r\n\t "):
        raise InputError(
            "the file is empty",
            where=local.name,
            why=f"its {len(raw)} bytes hold nothing",
            remedy="Fetch it again from its source.",
        )
    packed = raw.startswith(GZIP_MAGIC)
    data = gunzip(raw, most=limits.body, ratio=limits.ratio, where=local.name) if packed else raw
    return Contents(raw, Place(sha256_hex(raw), Form.GZIP if packed else Form.BYTES), data)


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
