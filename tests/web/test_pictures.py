"""Pictures at the workbench: drawn anew, laid side by side, judged, and the judgement undone. All are invented."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from synopticon.workflow.api import Study
from synopticon.workflow.same_pictures import compare_pictures

from .conftest import reader_of

HIDDEN = b"<script>alert(1)</script>"


@pytest.fixture
def folder(empty_study: Path, tmp_path: Path) -> Path:
    """A study with one photograph in two sizes, one with markup hidden in its file, another one, and a page."""
    sources = tmp_path / "sources"
    sources.mkdir()
    random = np.random.default_rng(3)
    for name in ("square", "harbour"):
        picture = Image.fromarray(random.integers(0, 255, (15, 20, 3), dtype=np.uint8)).resize((400, 300))
        picture.save(sources / f"{name}.png")
        if name == "square":
            picture.resize((320, 240)).save(sources / "smaller.jpg", comment=HIDDEN)
    (sources / "page.html").write_text("<html><body><p>The square.</p><img src='smaller.jpg'></body></html>")
    with Study(empty_study) as study:
        study.collect(sources)
        compare_pictures(study)
    return empty_study


@pytest.fixture
def viewer(folder: Path) -> Iterator[Any]:
    """A person at its workbench."""
    yield from reader_of(folder)


@pytest.fixture
def names(folder: Path) -> dict[str, str]:
    """Item ids by file."""
    with Study(folder) as study:
        return {item.asked.removeprefix("file:"): item.id for item in study.reader.all_items()}


def test_before_the_first_comparison_the_page_names_the_command(newcomer: Any) -> None:
    """An empty study says what to collect."""
    assert "synopticon collect" in newcomer.get("/pictures").text


def test_the_list_shows_each_group_with_its_pages(viewer: Any, names: dict[str, str]) -> None:
    """Thumbnails of both captures, and the page that shows one of them."""
    page = viewer.get("/pictures").text
    assert "2 captures of one photograph" in page and "on 1 page" in page
    assert {names["square.png"], names["smaller.jpg"]} == set(re.findall(r"/pictures/([0-9a-f]{64})/small\.png", page))


def test_nothing_of_a_captured_file_reaches_the_browser(viewer: Any, names: dict[str, str]) -> None:
    """The thumbnail is a PNG drawn anew, under the same policy as every page; its file's hidden markup is gone."""
    answer = viewer.get(f"/pictures/{names['smaller.jpg']}/small.png?longest=100&beside={names['square.png']}")
    assert answer.headers["content-type"] == "image/png" and answer.headers["x-content-type-options"] == "nosniff"
    assert "img-src 'self'" in answer.headers["content-security-policy"]
    assert HIDDEN not in answer.content
    with Image.open(io.BytesIO(answer.content)) as drawn:
        assert (drawn.size, drawn.getpixel((0, 0))) == ((100, 75), (255, 0, 0))
    assert viewer.get(f"/pictures/{names['page.html']}/small.png").status_code == 404
    assert viewer.get(f"/pictures/{names['square.png']}/small.png?longest=90000").status_code == 400


def test_a_pair_is_judged_by_keyboard_and_the_judgement_undone(viewer: Any, names: dict[str, str]) -> None:
    """The page of the group carries both keys; an overturned pair says so, is undone, and stands as before."""
    page = viewer.get(f"/pictures/{names['smaller.jpg']}").text
    assert 'data-press="y"' in page and 'data-press="n"' in page and "resized" in page.lower()
    fields = {"a": names["square.png"], "b": names["smaller.jpg"], "group": names["square.png"], "reason": "an hour"}
    answer = viewer.post("/pictures/judge/overturn", fields)
    assert answer.status_code == 303
    after = viewer.get(answer.headers["location"]).text
    assert "Overturned: these are two photographs" in after and "Overturned on" in after
    assert viewer.post("/pictures/judge/clear", fields).status_code == 303
    assert "Overturned on" not in viewer.get(f"/pictures/{names['square.png']}").text


def test_an_act_without_the_sessions_token_is_refused(viewer: Any, names: dict[str, str]) -> None:
    """Another page cannot judge."""
    fields = {"a": names["square.png"], "b": names["smaller.jpg"], "reason": "why", "csrf": "0"}
    assert viewer.ask("POST", "/pictures/judge/confirm", data=fields).status_code == 403


def test_comparing_runs_in_the_background(viewer: Any) -> None:
    """The button starts a job and leads to its card."""
    answer = viewer.post("/pictures/compare")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/pictures?job=")
