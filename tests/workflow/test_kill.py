"""kill -9 while collecting, tracing and publishing: nothing acknowledged is lost, and the same commands go on."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from itertools import count
from pathlib import Path

from synopticon.model.item import ItemQuery
from synopticon.workflow.cite import cite
from synopticon.workflow.collect import collect
from synopticon.workflow.doctor import examine
from synopticon.workflow.find import add_finding, bring
from synopticon.workflow.publish import publish
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace
from synopticon.workflow.verify import verify

Acknowledge = Callable[[str], object]
Killed = Callable[..., list[str]]

KILLS = int(os.environ.get("SYNOPTICON_KILLS", "5"))
SENTENCES = (
    "Cameras stand at the gate of the school in Oster, the wire of Veldania reported",
    "Two officials of the district look at the pictures all day, a parent said",
    "The teachers were not asked before the cameras were mounted above the doors",
    "Power fails most of the day, and then nobody looks at anything at all",
)


def pages(folder: Path, number: int) -> Path:
    """Six invented pages: three stories, each printed twice."""
    folder = folder / str(number)
    folder.mkdir(parents=True)
    for page in range(6):
        story = f"In the year {1900 + number * 3 + page // 2} this happened. " + ". ".join(SENTENCES)
        (folder / f"{number}-{page}.html").write_text(
            f'<html lang="en"><head><title>Cameras {number}.{page // 2}</title></head>'
            f"<body><article><p>{story}.</p><p>Printed by paper {page}.</p></article></body></html>"
        )
    return folder


def whole_path(acknowledge: Acknowledge, study_folder: str, source: str) -> None:
    """Collect, trace, cite, find and publish, each acknowledged when it is done."""
    acknowledge("begun")
    with Study(Path(study_folder)) as study:
        for new in collect(study, [source]).ids:
            acknowledge(f"capture {new}")
        trace(study)
        acknowledge("traced")
        for item in study.reader.items(ItemQuery(failed=False, limit=2)).rows:
            finding = add_finding(study, f"Cameras stand at the gate, says {item.title}.")
            acknowledge(f"finding {finding.key}")
            bring(study, finding.key, cite(study, item.id, quote="Cameras stand at the gate").id)
        done = publish(study, keys=[one.key for one in study.reader.findings() if one.evidence])
        acknowledge(f"release {done.folder}")


def test_the_whole_path_goes_on_after_any_kill(tmp_path: Path, killed_at_work: Killed) -> None:
    """Killed at random moments and begun again, the path completes, and all that it acknowledged is there and sound."""
    folder, numbers = tmp_path / "study", count()
    Study.create(folder, title="Gates").close()
    said = killed_at_work(600, whole_path, folder, pages(tmp_path / "pages", next(numbers)))
    assert said[-1].startswith("release ")
    moments = random.Random(11)
    for number in range(1, KILLS):
        said += killed_at_work(moments.uniform(0, 3.0), whole_path, folder, pages(tmp_path / "pages", number))
    last = killed_at_work(600, whole_path, folder, tmp_path / "pages")
    assert last[-1].startswith("release ")
    promised = [line.split(" ", 1) for line in said + last if " " in line]
    with Study(folder) as study:
        captures = [name for kind, name in promised if kind == "capture"]
        assert set(captures) - study.reader.have_captures(captures) == set()
        keys = {finding.key for finding in study.reader.findings()}
        assert {name for kind, name in promised if kind == "finding"} <= keys
        wrong = {check.name: check.sentence for check in examine(study, deep=True) if not check.ok}
        assert not set(wrong) - {"leftovers"}, wrong
    for kind, name in promised:
        if kind == "release":
            assert verify(Path(name)).holds
    assert not [path for path in (folder / "releases").iterdir() if path.is_dir() and not list(path.iterdir())]
