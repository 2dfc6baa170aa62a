"""Same pictures in files and folders, without a study: a row a picture, and one for each that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from synopticon.errors import InputError, MissingPart, NotFound, SynopticonError, UnreadableFormat
from synopticon.reuse.pictures.decoding import Frame, frame_of
from synopticon.reuse.pictures.grouping import PictureMember, groups
from synopticon.workflow.progress import Progress, Silent

LARGEST_FILE = 200_000_000
"""Bytes of the largest picture file that is read."""


@dataclass(frozen=True, slots=True)
class PicturesReport:
    """What was found. pictures, passed_over: rows sorted by path. others: files that are no pictures, counted."""

    pictures: list[dict[str, Any]]
    passed_over: list[dict[str, str]]
    others: int
    families: int
    repeats: int


def find_pictures(paths: Iterable[Path], *, progress: Progress = Silent()) -> PicturesReport:
    """File pictures by the photograph they show. Folders are read with all that is below them.

    Raises NotFound, MissingPart without Pillow, and UnreadableFormat where a file that was named is no picture.
    """
    named = dict(_files(paths))
    progress.stage("Reading pictures", len(named))
    frames: dict[str, Frame] = {}
    passed_over, others = [], 0
    for name in sorted(named):
        try:
            frames[name] = frame_of(_contents(Path(name)), name)
        except MissingPart:
            raise
        except UnreadableFormat:
            if named[name]:
                raise
            others += 1
        except SynopticonError as error:
            passed_over.append({"path": name, "reason": error.sentence()})
        progress.advance()
    progress.stage("Comparing", None)
    members = groups(frames)
    sizes = [size for size in Counter(member.family for member in members).values() if size > 1]
    return PicturesReport(
        [_row(member, frames[member.name]) for member in members],
        passed_over,
        others,
        len(sizes),
        sum(sizes) - len(sizes),
    )


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, bool]]:
    """Each file, and whether it was named itself. Those found in a folder come first, so that naming one counts."""
    given = list(paths)
    for path in given:
        if path.is_dir():
            yield from ((str(inner), False) for inner in path.rglob("*") if inner.is_file())
    for path in given:
        if path.is_file():
            yield str(path), True
        elif not path.is_dir():
            raise NotFound("there is no such file or folder", where=str(path))


def _contents(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise InputError("the file is too large", where=str(path), why=f"{size:,} of {LARGEST_FILE:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise InputError("the file cannot be opened", where=str(path), why=error.strerror) from error


def _row(member: PictureMember, frame: Frame) -> dict[str, Any]:
    row = asdict(member)
    boxes = {"here": row.pop("here"), "there": row.pop("there")}
    views = [{"path": path, "reasons": reasons} for path, reasons in row.pop("views")]
    shown = {"path": row.pop("name"), "width": frame.width, "height": frame.height}
    return shown | row | {"boxes": boxes if member.parent else None, "same_view": views}
