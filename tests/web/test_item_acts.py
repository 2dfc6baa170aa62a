"""What can be done on the page of an item is said, logged, and can be undone."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from synopticon.web.routes import PAGES
from synopticon.workflow.study import Study


def undo(person: Any, page: str) -> Any:
    """Press the undo button that a page offers."""
    form = re.search(r'<div class="done">.*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert form, "no undo is offered"
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    return person.post(html.unescape(form[1]), {name: html.unescape(value) for name, value in fields.items()})


def item(folder: Path, item_id: str) -> Any:
    """The item as the study has it now."""
    with Study(folder) as study:
        return study.reader.item(item_id)


def test_a_correction_is_said_and_undone(person: Any, ids: dict[str, str], study_folder: Path) -> None:
    """A corrected outlet stands, is said with its undo, and the undo takes it back."""
    path = f"/items/{ids['c.html']}"
    answer = person.post(f"{path}/correct", {"outlet": "Inland Weekly", "reason": "the masthead says so"})
    assert answer.status_code == 303
    assert item(study_folder, ids["c.html"]).outlet == "Inland Weekly"
    page = person.get(path).text
    assert "Corrected outlet to “Inland Weekly”." in page
    assert "the masthead says so" in page
    undo(person, page)
    assert item(study_folder, ids["c.html"]).outlet == "Inland Daily"


def test_undoing_a_second_correction_keeps_the_first(person: Any, ids: dict[str, str], study_folder: Path) -> None:
    """Undo takes back the last act only."""
    path = f"/items/{ids['c.html']}"
    for name in ("First", "Second"):
        person.get("/")
        person.post(f"{path}/correct", {"outlet": name, "reason": "seen"})
    undo(person, person.get(path).text.replace("Corrected outlet to “First”.", ""))
    assert item(study_folder, ids["c.html"]).outlet == "First"


def test_a_mistaken_capture_is_withdrawn_and_brought_back(person: Any, ids: dict[str, str], study_folder: Path) -> None:
    """A withdrawn capture leaves the list, says why, and comes back by undo."""
    path = f"/items/{ids['c.html']}"
    person.post(f"{path}/withdraw", {"reason": "the wrong page"})
    page = person.get(path).text
    assert "the wrong page" in page
    assert "Fence at the border" not in person.get("/items").text
    undo(person, page)
    assert item(study_folder, ids["c.html"]).withdrawn is None


@pytest.mark.parametrize(
    "fields", [{"outlet": "X", "reason": " "}, {"published": "nonsense", "reason": "x"}, {"reason": "x"}]
)
def test_a_correction_without_sense_is_refused(person: Any, ids: dict[str, str], fields: dict[str, str]) -> None:
    """No reason, no date, nothing changed: each is refused in words."""
    answer = person.post(f"/items/{ids['c.html']}/correct", fields)
    assert answer.status_code == 400


def test_words_are_cited_into_a_new_finding(person: Any, ids: dict[str, str], study_folder: Path) -> None:
    """Chosen words become a passage of a new finding; taking it back is offered."""
    path = f"/items/{ids['a.html']}"
    with Study(study_folder) as study:
        text = study.reader.texts([ids["a.html"]])[ids["a.html"]]
    start = text.index("Officials")
    exact = text[start : start + 45]
    fields = {"start": str(start), "end": str(start + 45), "exact": exact.replace("\n", "\r\n")}
    answer = person.post(f"{path}/cite", {**fields, "proposition": "No number is known", "basis": "saw"})
    assert answer.status_code == 303, answer.text
    page = person.get(path).text
    assert "into F2" in page
    with Study(study_folder) as study:
        assert study.reader.finding("F2").evidence[0].passage.exact == exact
    undo(person, page)
    with Study(study_folder) as study:
        assert study.reader.finding("F2").evidence == ()


def test_words_that_are_not_there_are_not_cited(person: Any, ids: dict[str, str]) -> None:
    """Where the text was read anew meanwhile, the offsets no longer fit the words, and nothing is cited."""
    fields = {"start": "0", "end": "5", "exact": "other", "finding": "F1"}
    answer = person.post(f"/items/{ids['a.html']}/cite", fields)
    assert answer.status_code == 400
    assert "chosen are not those at this place" in answer.text


@pytest.mark.parametrize("act", ["correct", "withdraw", "restore", "clear", "cite"])
def test_no_act_goes_without_the_token(person: Any, ids: dict[str, str], act: str) -> None:
    """An act that does not carry the session's token is refused."""
    answer = person.ask(
        "POST", f"/items/{ids['a.html']}/{act}", data={"reason": "x", "start": 0, "end": 1, "exact": "x"}
    )
    assert answer.status_code == 403


def test_every_changing_route_asks_for_the_token(person: Any) -> None:
    """No route that changes anything was forgotten."""
    paths = person.app.openapi()["paths"]
    assert not [path for path, ways in paths.items() if set(ways) - {"get"}]
    acts = [route.path for router in PAGES for route in router.routes if "POST" in route.methods]
    assert len(acts) >= 15
    for path in acts:
        answer = person.ask("POST", re.sub(r"{[^}]*}", "1", path), content=b"")
        assert answer.status_code == 403, path
