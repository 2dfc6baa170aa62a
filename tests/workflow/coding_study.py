"""A small invented study to code in: three documents in two languages, read without a search index."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from synopticon.model.capture import Capture, Channel, Form, Place
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.study import Study

TEXTS = {
    "a": "Two hundred cameras stand on the ring road. An official said the cameras read plates. I saw them myself.",
    "b": "A camera at the gate was broken. My cousin told me that faces are compared with a list at the station.",
    "c": "감시카메라 200대가 순환도로에 설치되었다. 전기가 자주 끊긴다.",
}
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def new_study(folder: Path) -> Study:
    """The study, with a clock that goes on by a second at each look and chance that is the same on every run."""
    Study.create(folder, title="Veldania (invented)").close()
    seconds = itertools.count()
    study = Study(
        folder,
        clock=lambda: NOON + timedelta(seconds=next(seconds)),
        random=random.Random(7).randbytes,
    )
    with study.writing() as writer:
        for name, text in TEXTS.items():
            capture = Capture(
                asked=f"https://{name}.example/story",
                collected=NOON,
                channel=Channel.WEB,
                digest=(name * 64),
                size=len(text),
                media_type="text/plain",
                place=Place(name * 64, Form.BYTES),
            )
            writer.add_capture(capture)
            writer.record(Act("collect", capture.id))
            writer.add_extraction(Extraction(capture.id, reading(name, text)))
    return study


def reading(name: str, text: str, version: int = 1) -> Reading:
    """An invented reading."""
    return Reading(
        text, "text", f"text/{version}", title=f"Story {name}", language="ko" if name == "c" else "en",
        site=f"{name}.example", published=f"2024-0{'abc'.index(name) + 1}-05",
    )  # fmt: skip


def ids(study: Study) -> dict[str, str]:
    """The documents' ids by their letter."""
    return {item.asked.removeprefix("https://")[0]: item.id for item in study.reader.all_items()}


def read_anew(study: Study, name: str, text: str) -> None:
    """Another reading of that document becomes the current one."""
    item = ids(study)[name]
    before = study.reader.current_extraction(item)
    assert before is not None
    again = replace(before.reading, text=text, extractor=before.reading.extractor + "+")
    with study.writing() as writer:
        writer.add_extraction(Extraction(item, again))


def span(name: str, words: str, nth: int = 1) -> tuple[int, int]:
    """The span of the nth place of these words in that document."""
    start = -1
    for _ in range(nth):
        start = TEXTS[name].index(words, start + 1)
    return start, start + len(words)
