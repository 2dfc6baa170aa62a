"""The ids of readings."""

from __future__ import annotations

from dataclasses import replace

from synopticon.model.extraction import Extraction, Reading

READING = Reading(
    "Cameras stand at the gate.", "html", "html/1", title="Cameras", authors=("Ada Veld",), published="2024-05-01",
    language="en", warnings=("a table was left out",), metadata={"words": "5"},
)  # fmt: skip


def test_a_reading_without_a_moment_bears_the_id_of_earlier_versions() -> None:
    """What passages and the log name stays what it is; a moment is part of what was read."""
    plain = Extraction("a" * 64, READING).id
    assert plain == "ca9b3c4da5fead7002eab81fed4ba91f38b14c5e56d7ef33f0217e2c9591a12f"
    assert Extraction("a" * 64, replace(READING, published_at="2024-05-01T10:00Z")).id != plain
