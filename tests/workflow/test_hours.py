"""The hour of publication in a study: from the row to the families, which are those of the command without a study."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from synopticon.model.extraction import Extraction
from synopticon.workflow.cite import cite
from synopticon.workflow.collect import collect
from synopticon.workflow.drawing import origin_tree
from synopticon.workflow.extract import extract_new
from synopticon.workflow.family import family_view
from synopticon.workflow.family_text import render_tree_text
from synopticon.workflow.judge import clear, correct
from synopticon.workflow.pictures import origin_tree_svg
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said. "
    "So far 100 residents have left fingerprints and a photograph before buying diesel or ice at the northern quay. "
    "The register had been announced two years ago, after a trawler vanished with eleven men near the cape. "
    "Crews from the southern villages said that nobody had told them how long the pictures would be kept."
)
OVER = WIRE.replace("100 residents", "over 100 residents")
MORE = (
    " The clerk Anna Lindqvist asked them to come back on Monday with their papers and two witnesses, "
    "and would not say where the photographs are kept or who may look at them after the season."
)
CHOIR = (
    "A choir from the islands sang in the old theatre of the capital on Sunday evening. The hall was full to the last "
    "row, and the mayor asked for two songs more. The choir will travel on to the lakes and be back before the snow."
)


def row(name: str, published: str | None, text: str) -> dict[str, Any]:
    """An invented row of a corpus."""
    return {"id": name, "url": f"https://{name}.example/story", "outlet": name, "published": published, "text": text,
            "title": "Register", "language": "en"}  # fmt: skip


ROWS = [
    row("first", "2012-01-03T09:00:00Z", WIRE),
    row("second", "2012-01-03T20:30:00+09:00", OVER + MORE),
    row("third", "2012-01-03T09:45:00-05:00", OVER + MORE + " It rained."),
    row("choir", "2012-01-03T10:00:00", CHOIR),
    row("sung", "2012-01-03T23:59:00Z", CHOIR + " It is said that they were paid in apples."),
    row("midnight", "2012-01-03T00:00:00Z", CHOIR + " The hall smelled of apples for a week, as the caretaker said."),
]
"""By the day alone the longest text of a day stands first; by the hour, the shortest register."""
Placed = dict[str, tuple[str | None, str, str | None, str | None]]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study of an invented country."""
    with Study.create(tmp_path / "study", title="Veldania (invented)") as opened:
        yield opened


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "documents.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path


def in_study(study: Study) -> Placed:
    """Family, role, parent and origin of each document as the study's trace has it, all by their addresses."""
    url = {item.id: item.url or "" for item in study.reader.all_items()}
    return {
        url[one.item]: (url[one.family], str(one.role), url.get(one.parent or ""), url.get(one.origin or ""))
        for one in study.reader.all_members()
    }


def alone(documents: Path, folder: Path) -> Placed:
    """The same as the command without a study has it."""
    find_families(documents, folder / "out.jsonl")
    url = {one["id"]: one["url"] for one in map(json.loads, documents.read_text("utf-8").splitlines())}
    return {
        url[one["id"]]: (url[one["family"]], one["role"], url.get(one["parent"]), url.get(one["origin"]))
        for one in map(json.loads, (folder / "out.jsonl").read_text("utf-8").splitlines())
    }


def test_a_study_traces_as_the_command_without_one(study: Study, tmp_path: Path) -> None:
    """Families, roles, parents and origins are the same where hours decide within a day."""
    documents = written(tmp_path, ROWS)
    collect(study, [str(documents)])
    trace(study)
    placed = alone(documents, tmp_path)
    assert in_study(study) == placed
    assert placed["https://second.example/story"][0] == "https://first.example/story"
    by_day = written(tmp_path, [one | {"published": one["published"][:10]} for one in ROWS])
    assert alone(by_day, tmp_path) != placed


@pytest.mark.corpus
def test_planted_echoes_are_traced_alike(study: Study, tmp_path: Path, shared: Path) -> None:
    """Real stories, copied, cut and rewritten hours apart: not one document is placed otherwise."""
    planter, stories = shared / "tools/plant_reuse.py", shared / "data/state-media/kcna_2011_2012.jsonl.gz"
    size = ("--seed", "41", "--families", "40", "--singles", "200")
    subprocess.run([sys.executable, planter, stories, tmp_path / "planted", *size], check=True, capture_output=True)
    documents = tmp_path / "planted/documents.jsonl"
    collect(study, [str(documents)])
    trace(study)
    assert any(item.published_at for item in study.reader.all_items())
    assert in_study(study) == alone(documents, tmp_path)


def test_rows_of_an_older_study_regain_their_hours_when_they_are_read_again(study: Study, tmp_path: Path) -> None:
    """Their claims know the day alone; the archived rows tell the hour, and a trace sees that something has changed."""
    documents = written(tmp_path, ROWS)
    collect(study, [str(documents)])
    with as_collected_before(study, tmp_path / "older") as older:
        assert not any(item.published_at for item in older.reader.all_items())
        cited = cite(older, item_of(older, "first"), start=0, end=60)
        trace(older)
        assert in_study(older) != alone(documents, tmp_path) and trace(older).again
        assert extract_new(older).read == len(ROWS)
        assert [replace(item, family=None) for item in older.reader.all_items()] == list(study.reader.all_items())
        assert not trace(older).again
        assert in_study(older) == alone(documents, tmp_path)
        assert older.reader.passage(cited.id) == cited
        again = collect(older, [str(documents)])
        assert (again.new, again.again) == (0, len(ROWS) + 1)


def test_a_corrected_day_has_no_hour_until_it_is_taken_back(study: Study, tmp_path: Path) -> None:
    """A person who writes a day means the day: the trace takes it so, and says that its answer is stale."""
    collect(study, [str(written(tmp_path, ROWS))])
    trace(study)
    first = item_of(study, "first")
    correct(study, first, {"published": "2012-01-03"}, "the hour is the server's")
    assert study.reader.item(first).when == "2012-01-03"
    assert not trace(study).again
    clear(study, f"item:{first}", "it was right")
    assert study.reader.item(first).when == "2012-01-03T09:00:00Z"


def test_a_family_shows_its_hours_and_no_echo_above_its_origin(study: Study, tmp_path: Path) -> None:
    """Members of one day come in their order, with their hours; a day alone stands after its origin's hour."""
    later = row("undecided", "2012-01-03", WIRE + " So they said.")
    collect(study, [str(written(tmp_path, [*ROWS, later]))])
    trace(study)
    view = family_view(study, item_of(study, "first"))
    assert view.origin == item_of(study, "first")
    assert [member.item.outlet for member in view.members] == ["first", "undecided", "second", "third"]
    told = render_tree_text(view)
    assert "● 2012-01-03 09:00 UTC  first" in told and "2012-01-03 20:30 +09:00  second" in told
    assert "2012-01-03  undecided" in told


def test_a_release_shows_days(study: Study, tmp_path: Path) -> None:
    """The picture that is published is drawn by the day: no hour stands in it, nor can one be measured."""
    pictures = []
    for rows in (ROWS, [one | {"published": one["published"][:10]} for one in ROWS]):
        with Study.create(tmp_path / f"released-{len(pictures)}") as opened:
            collect(opened, [str(written(tmp_path, rows))])
            trace(opened)
            view = family_view(opened, item_of(opened, "second"))
            picture = origin_tree([view], lambda name: name)
            assert picture is not None and ("2012-01-03 09:00 UTC" in origin_tree_svg(view)) is (rows is ROWS)
            pictures.append(picture.svg)
    hours, days = pictures
    places = [re.findall(r'cx="([0-9.]+)"', svg) for svg in (hours, days)]
    assert places[0] == places[1]
    assert "09:00" not in hours and "20:30" not in hours


def item_of(study: Study, outlet: str) -> str:
    """The id of the outlet's document."""
    return next(item.id for item in study.reader.all_items() if item.outlet == outlet)


def as_collected_before(study: Study, folder: Path) -> Study:
    """The same captures in a study of a version that kept days alone."""
    older = Study.create(folder)
    shutil.copytree(study.folder / "archive", folder / "archive", dirs_exist_ok=True)
    with older.writing() as writer:
        for capture in study.reader.captures():
            writer.add_capture(replace(capture, claims=replace(capture.claims, published_at=None)))
            read = study.reader.current_extraction(capture.id)
            if read:
                reading = replace(read.reading, extractor="row/2", published_at=None)
                writer.add_extraction(Extraction(capture.id, reading))
    return older
