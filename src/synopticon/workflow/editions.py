"""The editions in a study's releases folder: which there are, and a new one written aside, made durable and renamed."""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import StudyBusy
from synopticon.model.digests import sha256_hex
from synopticon.release.manifest import NAME, read_manifest
from synopticon.store.durably import make_folder, refused
from synopticon.workflow.whole_folder import write_folder

FOLDER = "releases"
_EDITION = re.compile(r"edition-([1-9][0-9]*)")
_DRAFT, _LOCK = ".draft-", ".lock"


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition on disk. content: digest of what it says; log: length and head of the public log at signing."""

    number: int
    folder: Path
    manifest: str
    content: str
    log: tuple[int, str]


def editions(study: Path) -> list[PastEdition]:
    """The editions in a study's folder, oldest first. One whose manifest cannot be read says nothing and is left out;
    its number stays taken (`highest`).
    """
    found = []
    for number, folder in _numbered(study):
        try:
            raw = (folder / NAME).read_bytes()
            manifest = read_manifest(raw)
        except (OSError, ValueError):
            continue
        found.append(PastEdition(number, folder, sha256_hex(raw), manifest.content, manifest.log))
    return found


def highest(study: Path) -> int:
    """The highest edition number that a folder bears; 0 where there is none."""
    return max((number for number, _ in _numbered(study)), default=0)


def clear_drafts(study: Path) -> None:
    """Remove what a killed publish left; to be called within `publishing`."""
    for leftover in (study / FOLDER).glob(f"{_DRAFT}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def tree_secret(number: int) -> str:
    """The name of the secret that opens an edition's tree; it goes with an edition that is taken back."""
    return f"edition-{number}-tree"


@contextmanager
def publishing(study: Path) -> Iterator[None]:
    """Alone at the releases: two editions never get one number. Raises StudyBusy while another process publishes."""
    make_folder(study / FOLDER)
    try:
        with (study / FOLDER / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StudyBusy(
                    "another process is publishing this study",
                    where=str(study),
                    remedy="Wait until it has ended, then try again.",
                ) from error
            yield
    except OSError as error:
        raise refused(error, study / FOLDER) from error


def write_edition(study: Path, number: int, files: Mapping[str, bytes]) -> Path:
    """Write an edition whole or not at all; to be called within `publishing`. Raises StorageFailed.

    What a killed publish left behind is removed first; it was never a release.
    """
    home = study / FOLDER
    clear_drafts(study)
    target = home / f"edition-{number}"
    write_folder(target, files, draft=home / f"{_DRAFT}{number}")
    return target


def _numbered(study: Path) -> list[tuple[int, Path]]:
    home = study / FOLDER
    folders = home.iterdir() if home.is_dir() else ()
    matched = ((_EDITION.fullmatch(folder.name), folder) for folder in folders)
    return sorted((int(match[1]), folder) for match, folder in matched if match)
