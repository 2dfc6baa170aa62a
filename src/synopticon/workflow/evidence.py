"""The evidence pack: a WACZ with the captured bytes of what is cited, the readings, and every leaf of the tree opened.

Written apart from the release and never by default: it holds whole documents, and where each quotation stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from synopticon.capture.payload import payload_of
from synopticon.capture.records import record
from synopticon.errors import UsageError
from synopticon.model.capture import Capture, Form
from synopticon.model.released import Released
from synopticon.release.commitments import Committed, salt_for
from synopticon.release.edition import Edition
from synopticon.release.evidence import LIST, ReadText, Standing, evidence_object
from synopticon.release.proofs import Proven
from synopticon.release.strict_json import pretty
from synopticon.store.durably import Draft
from synopticon.workflow.editing import Laid
from synopticon.workflow.keys import commitment_key
from synopticon.workflow.wacz_packing import Archived, WaczWriter, repacked

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


class PackDraft:
    """A pack written aside; `keep` gives it its name, and without it nothing remains."""

    def __init__(self, study: Study, path: Path, laid: Laid, released: Released[Edition], proven: Proven) -> None:
        """Write the whole pack aside. Raises UsageError where the name is taken, StorageFailed, DamagedStudy."""
        if path.exists():
            raise UsageError("there is a file of that name already", where=str(path), remedy="Name another one.")
        self._path = path.absolute()
        self._draft = Draft(self._path.parent)
        try:
            self._write(study, laid, released.value, proven)
        except BaseException as error:
            self._draft.__exit__(type(error), error, None)
            raise

    def keep(self) -> None:
        """Make it durable under its name."""
        self._draft.keep_as(self._path)

    def __enter__(self) -> PackDraft:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._draft.__exit__(kind, error, trace)

    def _write(self, study: Study, laid: Laid, edition: Edition, proven: Proven) -> None:
        writer = WaczWriter(self._draft.file, software=edition.program, created=f"{edition.day}T00:00:00Z")
        cited = dict.fromkeys(quotation.source for quotation in edition.quotations)
        writer.archive(_captures(study, edition, {name: laid.items[name] for name in cited}))
        readings, standings, texts = _readings(study, laid, edition)
        for row in readings:
            writer.member(row.path, texts[row.id].encode("utf-8"))
        writer.member(LIST, pretty(evidence_object(edition, proven, readings, standings)))
        writer.finish()


def _captures(study: Study, edition: Edition, items: dict[str, str]) -> Iterator[Archived]:
    for name, item in items.items():
        capture = study.reader.capture(item)
        source = edition.source(name)
        web = capture.obtained or (capture.asked if capture.asked.startswith("http") else None)
        if capture.place is not None and capture.place.form is Form.WARC and web:
            place = capture.place
            data = repacked(study.archive.read(place.blob, place.offset, place.length))
            yield Archived(data, web, source.title, capture.collected)
        else:
            # Bytes that no server sent to us are a resource under a name of their own: no web address is claimed.
            url = f"urn:sha256:{capture.digest}"
            yield Archived(_resource(study, capture, url), url, source.title, capture.collected)


def _resource(study: Study, capture: Capture, url: str) -> bytes:
    payload = payload_of(capture, study.archive)
    kind = capture.media_type or "application/octet-stream"
    return record("resource", payload, moment=capture.collected, url=url, content_type=kind, payload=payload).data


def _readings(study: Study, laid: Laid, edition: Edition) -> tuple[list[ReadText], list[Standing], dict[str, str]]:
    key = commitment_key(study)
    readings: dict[str, ReadText] = {}
    texts: dict[str, str] = {}
    standings = []
    for quotation in edition.quotations:
        passage = laid.passages[quotation.id]
        row = readings.get(passage.extraction)
        if row is None:
            reading = study.reader.extraction(passage.extraction).reading
            capture = study.reader.capture(passage.item)
            name = None if capture.obtained else capture.asked.removeprefix("file:").rpartition("/")[2]
            salt = salt_for(key, Committed.READING, passage.extraction).hex()
            row = ReadText(
                f"r{len(readings) + 1}", quotation.source, reading.extractor, salt, name, capture.media_type,
                capture.obtained,
            )  # fmt: skip
            readings[passage.extraction], texts[row.id] = row, reading.text
        standings.append(Standing(quotation.id, row.id, passage.start, passage.end))
    return list(readings.values()), standings, texts
