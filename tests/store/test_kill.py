"""kill -9 at random moments: nothing acknowledged is lost, and doctor is content."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from synopticon.model.capture import Capture, Channel, Place
from synopticon.model.custody import Act, first_break
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.doctor import examine, mend
from synopticon.workflow.study import Study

Acknowledge = Callable[[str], object]
Killed = Callable[..., list[str]]

KILLS = int(os.environ.get("SYNOPTICON_KILLS", "20"))


def collecting(acknowledge: Acknowledge, folder: str, seed: str) -> None:
    """Keep invented rows and pages without end, acknowledging each transaction."""
    source = random.Random(seed)
    study = Study(Path(folder))
    while True:
        payloads = [source.randbytes(source.choice((10, 3000, 60_000))) for _ in range(source.randint(1, 30))]
        blobs = [*study.archive.put_many(payloads[:-1]), study.archive.put(payloads[-1])]
        captures = [_captured(blob, len(data)) for blob, data in zip(blobs, payloads, strict=True)]
        with study.writing() as writer:
            for capture in captures:
                writer.add_capture(capture)
                writer.record(Act("collect", capture.id, capture.digest))
                writer.add_extraction(Extraction(capture.id, Reading(capture.asked * 9, "txt", "txt/1")))
        acknowledge(" ".join(capture.id for capture in captures))


def beginning(acknowledge: Acknowledge, folder: str) -> None:
    """Begin a study."""
    acknowledge("")
    Study.create(folder).close()
    acknowledge("begun")


def _captured(blob: str, size: int) -> Capture:
    return Capture(
        f"file:{blob}", datetime(2024, 5, 1, tzinfo=UTC), Channel.FILE, digest=blob, size=size, place=Place(blob)
    )


def test_nothing_acknowledged_is_lost(tmp_path: Path, killed_at_work: Killed) -> None:
    """A collecting process killed again and again loses no capture that it acknowledged, and leaves a sound study."""
    folder = tmp_path / "study"
    Study.create(folder).close()
    moments = random.Random(7)
    promised: set[str] = set()
    for seed in range(KILLS):
        lines = killed_at_work(moments.uniform(0, 0.12), collecting, folder, seed)
        promised.update(word for line in lines for word in line.split())
    with Study(folder) as study:
        assert promised - study.reader.have_captures(sorted(promised)) == set()
        assert len(promised) > KILLS
        wrong = [check for check in examine(study, deep=True) if not check.ok]
        assert {check.name for check in wrong} <= {"leftovers", "index"}
        mend(study)
        assert all(check.ok for check in examine(study, deep=True))
        for capture in study.reader.captures():
            assert sha256_hex(study.archive.read(capture.place.blob)) == capture.digest  # type: ignore[union-attr]
        assert first_break(study.reader.custody()) is None


def test_a_beginning_killed_anywhere_can_be_repeated(tmp_path: Path, killed_at_work: Killed) -> None:
    """`init` killed at any moment leaves a study that opens, or a folder in which the same command succeeds."""
    moments = random.Random(8)
    for number in range(KILLS // 4):
        folder = tmp_path / str(number)
        begun = killed_at_work(moments.uniform(0, 0.25), beginning, folder)
        if begun or (folder / "study.toml").exists():
            Study(folder).close()
        else:
            Study.create(folder).close()
