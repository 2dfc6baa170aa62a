"""Extract: read every capture that no current extractor has read, and log each reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synopticon.capture.payload import payload_of
from synopticon.errors import MissingPart, StorageFailed, SynopticonError
from synopticon.extraction.reading import read
from synopticon.extraction.versions import current
from synopticon.model.capture import Capture
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.reading_files import read_paths, unread

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

__all__ = ["Extracted", "extract_new", "read_paths"]

BATCH = 500
"""Readings between two commits: what a kill costs at most."""
BATCH_CHARACTERS = 4_000_000
"""Characters of text between two commits, so that memory stays flat whatever is read."""

REASONS = 5
"""Captures without text whose reason is told one by one."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one run did. read: captures with text; unread: captures from which none came; warnings: sentences.

    reasons: why no text came, for the first few captures that say so.
    """

    read: int = 0
    unread: int = 0
    warnings: int = 0
    reasons: tuple[str, ...] = field(default=(), compare=False)


def extract_new(study: Study, *, ocr: bool = False, progress: Progress = Silent()) -> Extracted:
    """Read every capture that has no extraction by a current extractor, in batches; each batch is one transaction.

    A capture that cannot be read gets an extraction without text whose warning says why, so that it is neither
    forgotten nor tried for ever. ocr: read again what waits for OCR. Raises MissingPart where OCR is asked for and
    not installed, StudyBusy, StorageFailed.
    """
    progress.stage("Reading")
    done = Extracted()
    for batch in _batches(study, ocr=ocr):
        with study.writing() as writer:
            for extraction in batch:
                writer.add_extraction(extraction)
                details = {"extractor": extraction.reading.extractor}
                writer.record(Act("extract", extraction.capture, extraction.id, details))
        progress.advance(len(batch))
        done = _with(done, batch)
    return done


def _batches(study: Study, *, ocr: bool) -> Iterator[list[Extraction]]:
    batch: list[Extraction] = []
    characters = 0
    for number, capture in enumerate(study.reader.unread_captures(current(ocr=ocr))):
        if number == 0:
            with study.writing():
                pass  # A study that cannot keep what is read says so before hours of reading.
        extraction = _extraction(study, capture, ocr=ocr)
        batch.append(extraction)
        characters += len(extraction.reading.text)
        if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _extraction(study: Study, capture: Capture, *, ocr: bool) -> Extraction:
    try:
        reading = read(
            payload_of(capture, study.archive),
            name=None if capture.obtained else capture.asked.removeprefix("file:"),
            media_type=capture.media_type,
            url=capture.obtained,
            max_characters=study.settings.number("extract.max_characters"),
            ocr=ocr,
        )
    except (MissingPart, StorageFailed):
        raise
    except SynopticonError as error:
        reading = unread(error)
    return Extraction(capture.id, reading)


def _with(done: Extracted, batch: list[Extraction]) -> Extracted:
    texts = sum(1 for extraction in batch if extraction.reading.text)
    warnings = sum(len(extraction.reading.warnings) for extraction in batch)
    reasons = [one.reading.warnings[0] for one in batch if one.reading.warnings and not one.reading.text]
    return Extracted(
        done.read + texts,
        done.unread + len(batch) - texts,
        done.warnings + warnings,
        (*done.reasons, *reasons)[:REASONS],
    )
