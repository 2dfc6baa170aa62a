"""Extract: read every capture that no current extractor has read, or read files without a study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synopticon.errors import NotFound, SynopticonError
from synopticon.extraction.reading import read
from synopticon.extraction.versions import CURRENT, UNKNOWN
from synopticon.model.capture import Capture
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.progress import Progress, Silent

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

BATCH = 200
"""Captures read between two commits: what a kill costs at most."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one run did. read: captures with text; unread: captures from which none came; warnings: sentences."""

    read: int = 0
    unread: int = 0
    warnings: int = 0


def extract_new(study: Study, *, progress: Progress = Silent()) -> Extracted:
    """Read every capture that has no extraction by a current extractor, in batches; each batch is one transaction.

    A capture that cannot be read gets an extraction without text whose warning says why, so that it is neither
    forgotten nor tried for ever.
    """
    limit = study.settings.number("extract.max_characters")
    progress.stage("Reading")
    done = Extracted()
    captures = study.reader.unread_captures(CURRENT)
    while batch := list(islice(captures, BATCH)):
        readings = [_extraction(study, capture, limit) for capture in batch]
        with study.writing() as writer:
            for extraction in readings:
                writer.add_extraction(extraction)
                writer.record(Act("extract", extraction.capture, extraction.id))
        progress.advance(len(batch))
        done = _with(done, readings)
    return done


def _with(done: Extracted, readings: list[Extraction]) -> Extracted:
    texts = sum(1 for extraction in readings if extraction.reading.text)
    warnings = sum(len(extraction.reading.warnings) for extraction in readings)
    return Extracted(done.read + texts, done.unread + len(readings) - texts, done.warnings + warnings)


def _extraction(study: Study, capture: Capture, limit: int) -> Extraction:
    from synopticon.capture.payload import payload_of

    try:
        reading = read(
            payload_of(capture, study.archive),
            name=None if capture.obtained else capture.asked.removeprefix("file:"),
            media_type=capture.media_type,
            url=capture.obtained,
            max_characters=limit,
        )
    except SynopticonError as error:
        reading = _unread(error)
    return Extraction(capture.id, reading)


def _unread(error: SynopticonError) -> Reading:
    return Reading(text="", format="unknown", extractor=UNKNOWN, warnings=(error.sentence(),))


def read_paths(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Read files, and all files below folders, without a study: one row a document, in the order of their names.

    Raises NotFound where a path is not there.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(inner for inner in path.rglob("*") if inner.is_file()):
                yield _row(file)
        elif path.is_file():
            yield _row(path)
        else:
            raise NotFound("there is no such file or folder", where=str(path))


def _row(path: Path) -> dict[str, Any]:
    try:
        reading = read(path.read_bytes(), name=path.name)
    except SynopticonError as error:
        reading = _unread(error)
    except OSError as error:
        reading = _unread(SynopticonError("the file cannot be opened", where=str(path), why=error.strerror))
    return {
        "path": str(path),
        "title": reading.title,
        "text": reading.text,
        "authors": list(reading.authors),
        "published": reading.published,
        "language": reading.language,
        "site": reading.site,
        "format": reading.format,
        "extractor": reading.extractor,
        "warnings": list(reading.warnings),
    }
