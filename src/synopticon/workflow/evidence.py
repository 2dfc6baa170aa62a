"""The evidence pack: a WACZ with the captured bytes of what is cited, the readings, and every leaf of the tree opened.

Written apart from the release and never by default: it holds whole documents, and where each quotation stands in them.
"""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from synopticon.capture.archives import GZIP_MAGIC
from synopticon.capture.payload import payload_of
from synopticon.capture.records import packed, record
from synopticon.capture.wacz_writing import Page, compose
from synopticon.capture.warc_reading import Record, records
from synopticon.errors import UsageError
from synopticon.model.capture import Capture, Form
from synopticon.model.released import Released
from synopticon.release.commitments import Committed, salt_for
from synopticon.release.edition import Edition
from synopticon.release.evidence import LIST, LOG, Opened, ReadText, Standing, evidence_object
from synopticon.release.proofs import Proven
from synopticon.release.public_log import OBTAINING, PublicEntry, lines_of
from synopticon.release.strict_json import pretty
from synopticon.store.durably import Draft
from synopticon.workflow.custody import public_log
from synopticon.workflow.editing import Laid
from synopticon.workflow.keys import commitment_key

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


class PackDraft:
    """A pack written aside; `keep` gives it its name, and without it nothing remains."""

    def __init__(
        self, study: Study, path: Path, laid: Laid, released: Released[Edition], proven: Proven, log: int
    ) -> None:
        """Write the whole pack aside. log: how many entries of the public log the manifest names.

        Raises UsageError where the name is taken, StorageFailed, DamagedStudy.
        """
        if path.exists():
            raise UsageError("there is a file of that name already", where=str(path), remedy="Name another one.")
        self._path = path.absolute()
        self._draft = Draft(self._path.parent)
        try:
            self._write(study, laid, released, proven, log)
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

    def _write(self, study: Study, laid: Laid, released: Released[Edition], proven: Proven, log: int) -> None:
        edition = released.value
        readings, standings, texts = _readings(study, laid, edition)
        entries = list(islice(public_log(study), log))
        more = {row.path: texts[row.id].encode("utf-8") for row in readings}
        more[LOG] = lines_of(entries)
        cited = dict.fromkeys(quotation.source for quotation in edition.quotations)
        captures = {name: study.reader.capture(laid.items[name]) for name in cited}
        opened = _opened(study, entries, {one.digest for one in captures.values()})
        more[LIST] = pretty(evidence_object(released, proven, readings, standings, opened))
        compose(
            self._draft.file,
            [Page(_url(one), one.collected, edition.source(name).title or "") for name, one in captures.items()],
            (_records(study, one) for one in captures.values()),
            # The day alone: the hour of publishing is nobody's business.
            moment=datetime.fromisoformat(edition.day).replace(tzinfo=UTC),
            title=f"Evidence for {edition.study}",
            more=more,
        )


def _opened(study: Study, entries: Sequence[PublicEntry], digests: Container[str | None]) -> list[Opened]:
    """The entries that tell of obtaining these bytes, opened."""
    key, public = commitment_key(study), {entry.private: entry.sequence for entry in entries}
    return [
        Opened(public[link.sequence], link.act, salt_for(key, Committed.ACT, str(link.sequence)))
        for link in study.reader.custody()
        if link.sequence in public and link.act.act in OBTAINING and link.act.digest in digests
    ]


def _web(capture: Capture) -> str | None:
    """The web address from which records of an exchange came; None for bytes that no server sent to us."""
    if capture.place is None or capture.place.form is not Form.WARC:
        return None
    return capture.obtained or (capture.asked if capture.asked.startswith("http") else None)


def _url(capture: Capture) -> str:
    return _web(capture) or f"urn:sha256:{capture.digest}"


def _records(study: Study, capture: Capture) -> bytes:
    """A capture's records, one gzip member each: as recorded, else its bytes as a resource that claims no address."""
    place = capture.place
    if place is not None and _web(capture):
        data = study.archive.read(place.blob, place.offset, place.length)
        if data.startswith(GZIP_MAGIC):
            return data
        found = [one for one in records(io.BytesIO(data), most=len(data)) if isinstance(one, Record)]
        return b"".join(packed(data[one.offset : one.offset + one.length]) for one in found)
    payload = payload_of(capture, study.archive)
    kind = capture.media_type or "application/octet-stream"
    return record(
        "resource", payload, moment=capture.collected, url=_url(capture), content_type=kind, payload=payload
    ).data


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
