"""What traces did to families is in the log, can be read, and yields to a person's judgement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.reuse.changes import Turn
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.family_history import history_of
from synopticon.workflow.family_text import history_lines
from synopticon.workflow.judge import overturn
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said on Monday. "
    "Each crew must leave fingerprints and a photograph before it may buy diesel or ice at the northern quay. "
    "The register had been announced two years ago, after a trawler vanished with eleven men near the cape. "
    "Crews from the southern villages said that nobody had told them how long the pictures would be kept."
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study whose clock goes on by a second at each look."""
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    now = [datetime(2026, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    with Study(tmp_path / "s", clock=clock) as opened:
        yield opened


def add(study: Study, outlet: str, published: str, text: str) -> str:
    """Adds an invented document and answers its id."""
    capture = Capture(
        asked=f"file:{outlet}/{published}.txt",
        collected=study.clock(),
        channel=Channel.FILE,
        digest=sha256_hex(text.encode()),
        claims=Claims(outlet=outlet, published=published, title=text[:40]),
    )
    with study.writing() as writer:
        writer.add_capture(capture)
        writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1")))
    return capture.id


def test_each_trace_adds_what_it_changed_to_the_history_of_the_family(study: Study) -> None:
    """Formed, enlarged by an older document under another name, and split by a person: all stand, the latest first."""
    second = add(study, "Beta", "2024-05-02", "It was read out at noon. " + WIRE)
    third = add(study, "Gamma", "2024-05-03", WIRE + " A spokesman had no comment.")
    trace(study)
    first = add(study, "Alpha", "2024-05-01", WIRE)
    trace(study)
    overturn(study, first, third, "read again: the captain spoke twice")
    overturn(study, second, third, "read again: the captain spoke twice")
    trace(study)
    history = history_of(study.reader, first)
    assert [past.turn for past in history] == [Turn.SPLIT, Turn.RE_ROOT, Turn.MERGE, Turn.MERGE]
    split, root, enlarged, formed = history
    assert split.named == (third,) and split.now == (third,)
    assert root.was == (second,) and root.now == (first,)
    assert enlarged.named == (first,)
    assert formed.named == (third,)
    assert verify_chain(study).broken is None
    assert f"{third[:8]}) left it" in history_lines(history)[1]


def test_a_trace_that_changes_no_family_logs_no_change(study: Study) -> None:
    """A document of its own words is traced, and no family's history grows."""
    first = add(study, "Alpha", "2024-05-01", WIRE)
    add(study, "Beta", "2024-05-02", WIRE)
    trace(study)
    before = history_of(study.reader, first)
    add(study, "Gamma", "2024-05-03", " ".join(f"Vendor {n} closed stall {n * 7} at dusk." for n in range(30)))
    trace(study)
    assert history_of(study.reader, first) == before
    assert len(before) == 1
