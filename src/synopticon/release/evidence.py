"""The evidence pack's own list: every leaf opened, padding too, and where each quotation stands in which reading.

It lies in the WACZ at `synopticon/evidence.json`, the readings' texts beside it. Never part of a release: it tells
positions and whole texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synopticon.model.custody import Act
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.proofs import Proven
from synopticon.release.strict_json import hex_of, number_of, objects_of, read_object, text_of

LIST, TEXTS, LOG = "synopticon/evidence.json", "synopticon/reading-", "synopticon/public-log.jsonl"
VERSION = 1


@dataclass(frozen=True, slots=True)
class ReadText:
    """A reading that is quoted: how it was made, so that it can be made again. salt opens its commitment.

    name: a bare file name, media_type, url: what the extractor was told beside the bytes.
    """

    id: str
    source: str
    extractor: str
    salt: str
    name: str | None
    media_type: str | None
    url: str | None

    @property
    def path(self) -> str:
        """Its text inside the pack."""
        return f"{TEXTS}{self.id}.txt"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quotation stands: code points [start, end) of a reading."""

    quotation: str
    reading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry of the public log, opened: its number there, the act, and the salt of its commitment."""

    sequence: int
    act: Act
    salt: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """`evidence.json` as it was read."""

    root: bytes
    readings: Mapping[str, ReadText]
    standings: Mapping[str, Standing]
    padding: Mapping[int, bytes]
    opened: tuple[Opened, ...]


def evidence_object(
    released: Released[Edition],
    proven: Proven,
    readings: Sequence[ReadText],
    standings: Sequence[Standing],
    opened: Sequence[Opened],
) -> dict[str, Any]:
    """What `evidence.json` says."""
    return {
        "synopticon_evidence": VERSION,
        "study": released.value.study,
        "root": proven.root.hex(),
        "readings": [
            {
                "id": row.id,
                "source": row.source,
                "extractor": row.extractor,
                "salt": row.salt,
                "name": row.name,
                "media_type": row.media_type,
                "url": row.url,
            }
            for row in readings
        ],
        "quotations": [
            {"id": row.quotation, "reading": row.reading, "start": row.start, "end": row.end} for row in standings
        ],
        "log": [
            {
                "sequence": row.sequence,
                "act": row.act.act,
                "subject": row.act.subject,
                "digest": row.act.digest,
                "salt": row.salt.hex(),
            }
            for row in opened
        ],
        "padding": [{"index": index, "salt": salt.hex()} for index, salt in proven.padding],
    }


def read_evidence(data: bytes) -> Evidence:
    """Read `evidence.json` strictly. Raises ValueError."""
    value = read_object(data)
    if value.get("synopticon_evidence") != VERSION:
        raise ValueError("it is not a list of the version that this program reads (1)")
    readings = {
        text_of(row, "id"): ReadText(
            text_of(row, "id"),
            text_of(row, "source"),
            text_of(row, "extractor"),
            hex_of(row, "salt").hex(),
            _optional(row, "name"),
            _optional(row, "media_type"),
            _optional(row, "url"),
        )
        for row in objects_of(value, "readings")
    }
    standings = {
        text_of(row, "id"): Standing(
            text_of(row, "id"), text_of(row, "reading"), number_of(row, "start"), number_of(row, "end")
        )
        for row in objects_of(value, "quotations")
    }
    padding = {number_of(row, "index"): hex_of(row, "salt") for row in objects_of(value, "padding")}
    opened = tuple(
        Opened(
            number_of(row, "sequence"),
            Act(text_of(row, "act"), text_of(row, "subject"), _optional(row, "digest")),
            hex_of(row, "salt"),
        )
        for row in objects_of(value, "log")
    )
    if any(standing.reading not in readings for standing in standings.values()):
        raise ValueError("a quotation names a reading that is not there")
    return Evidence(hex_of(value, "root"), readings, standings, padding, opened)


def _optional(row: dict[str, Any], key: str) -> str | None:
    return None if row.get(key) is None else text_of(row, key)
