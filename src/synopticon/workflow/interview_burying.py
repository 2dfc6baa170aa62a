"""Releases that hold a withdrawn witness's words, put to rest: what remains is the digest of what they were."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from synopticon.model.digests import canonical_json, sha256_hex
from synopticon.release.manifest import NAME as MANIFEST
from synopticon.release.verifying_files import WITHDRAWN as STONE
from synopticon.store.durably import sync_folder
from synopticon.workflow.editions import FOLDER


def bury(study: Path, editions: Sequence[int], day: date) -> list[int]:
    """Turn these editions into tombstones; answers those that were there. It can be cut short and repeated."""
    home = study / FOLDER
    return [number for number in editions if _bury(home, number, day)]


def _bury(home: Path, number: int, day: date) -> bool:
    place, tomb, old = home / f"edition-{number}", home / f".tomb-{number}", home / f".buried-{number}"
    if not place.is_dir() and tomb.is_dir():
        tomb.rename(place)
    if (place / STONE).is_file() or not place.is_dir():
        shutil.rmtree(tomb, ignore_errors=True)
        _destroy(old)
        return False
    shutil.rmtree(tomb, ignore_errors=True)
    tomb.mkdir(mode=0o700)
    manifest = place / MANIFEST
    was = sha256_hex(manifest.read_bytes()) if manifest.is_file() else None
    with (tomb / STONE).open("xb") as out:
        out.write(canonical_json({"edition": number, "withdrawn": day.isoformat(), "manifest": was}))
        out.flush()
        os.fsync(out.fileno())
    sync_folder(tomb)
    place.rename(old)
    tomb.rename(place)
    sync_folder(home)
    _destroy(old)
    return True


def _destroy(folder: Path) -> None:
    """Overwrite and remove what a release was, as far as the disk lets itself be overwritten."""
    if not folder.is_dir():
        return
    for path in (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        path.chmod(0o600)
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            os.fsync(file.fileno())
    shutil.rmtree(folder)
    sync_folder(folder.parent)
