"""On a finding's page, passages that name one source are shown with their words, judged, and the judgement undone."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from synopticon.model.reuse import Member, Role
from synopticon.workflow.cite import cite
from synopticon.workflow.find import add_finding, bring, weigh
from synopticon.workflow.study import Study

from .conftest import document

STORIES = (
    ("m.html", "Highfen Gazette", "2031-06-01", "Masts", "According to Corvane Wire, cameras were put up in March."),
    ("n.html", "Quayside Argus", "2031-06-02", "Eyes", "Corvane Wire reported that <b>cameras</b> watch the river."),
)
QUOTES = ("cameras were put up", "watch the river")


@pytest.fixture
def key(study_folder: Path) -> str:
    """A finding on two invented stories, each told by itself, that name one wire."""
    with Study(study_folder) as study:
        ids = [document(study, *story) for story in STORIES]
        with study.writing() as writer:
            writer.replace_reuse([], [Member(one, one, Role.SINGLE, origin=one) for one in ids], only=ids)
        made = add_finding(study, "Cameras watch the river")
        for item, quote in zip(ids, QUOTES, strict=True):
            bring(study, made.key, cite(study, item, quote=quote).id)
    return made.key


def counted(folder: Path, key: str) -> int:
    """The finding's independent origins."""
    with Study(folder) as study:
        return weigh(study, key).independent_origins


def subjects(page: str) -> list[str]:
    """What the page asks a person to judge."""
    return [html.unescape(found) for found in re.findall(r'name="subject" value="([^"]+)"', page)]


def test_both_counts_and_the_words_stand_on_the_page(person: Any, key: str) -> None:
    """The page names the source, quotes each document as text, and links to the naming words."""
    page = person.get(f"/findings/{key}").text
    assert "Rests on the same named source" in page and "2 origins name it or are it; to be judged" in page
    assert "&lt;b&gt;cameras&lt;/b&gt;" in page and "<b>cameras</b>" not in page
    assert "if they do, 1 independent origin remains." in page
    assert len(subjects(page)) == 2
    link = re.search(r'href="(/items/[0-9a-f]+\?at=\d+-\d+)">Highfen Gazette, 1 June 2031', page)
    assert link and person.get(html.unescape(link[1])).status_code == 200


def test_confirmed_on_the_page_they_count_once_and_undo_parts_them(person: Any, key: str, study_folder: Path) -> None:
    """Both confirmed, one origin is left; the undo that is offered takes the last judgement back."""
    path = f"/findings/{key}"
    for subject in subjects(person.get(path).text):
        fields = {"subject": subject, "reason": "read in its place"}
        answer = person.post(f"{path}/attribution/confirm", fields)
        assert answer.headers["location"] == f"{path}#sources"
    assert counted(study_folder, key) == 1
    page = person.get(path).text
    assert "counted as one origin" in page and "2 documents rest on this source and count once." in page
    undo = re.search(r'<div class="done">.*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert undo
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo[2]))
    person.post(undo[1], {name: html.unescape(value) for name, value in fields.items()})
    assert counted(study_folder, key) == 2


def test_overturned_on_the_page_it_is_proposed_no_more(person: Any, key: str, study_folder: Path) -> None:
    """The overturned passage says so, and no lower count is proposed."""
    path = f"/findings/{key}"
    subject = subjects(person.get(path).text)[0]
    person.post(f"{path}/attribution/overturn", {"subject": subject, "reason": "its own reporter was there"})
    page = person.get(path).text
    assert "Overturned: it does not rest on this source." in page and "independent origin remains" not in page
    assert counted(study_folder, key) == 2


def test_an_act_without_sense_is_refused(person: Any, key: str) -> None:
    """A subject that names no passage is refused in words; an act without the token is none."""
    path = f"/findings/{key}/attribution/confirm"
    assert person.post(path, {"subject": "attribution:", "reason": "why"}).status_code == 400
    assert person.ask("POST", path, data={"subject": "attribution:", "reason": "why"}).status_code == 403
