"""Projects of Taguette and QualCoder as their databases hold them. All words are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from synopticon.coding.exchange.html_text import HtmlText
from synopticon.coding.exchange.project import Kind, Project, Value
from synopticon.coding.exchange.qualcoder import read_qualcoder
from synopticon.coding.exchange.taguette import read_taguette
from synopticon.errors import NotFound, UsageError

HTML = (
    "\n<h1>The gate</h1>\n<p>A 카메라 <b>stands</b> at the gate.</p><p>Nobody 𠮷 knew &amp; asked.<br>Really</p>"
    "<ul><li>one</li><li>two</li></ul>\n<pre>\nkept  blank\n</pre>"
)
MARKS = [
    (11, 27, "<p>카메라 <b>stands</b></p>", "카메라 stands"),
    (28, 51, "<p>at the gate.</p><p>Nobody 𠮷</p>", "at the gate.\nNobody 𠮷"),
    (74, 89, "<ul><li>two</li></ul>\n<pre>kept  blank</pre>", "two\n\nkept  blank"),
    (4, 10, "<h1>gate</h1>\n<p>A</p>", "gate\n\nA"),
]
"""Offsets and snippets as Taguette 1.5.2's own extract.py cut them out of HTML (22 November 2026), and the words."""


def _taguette(**more: Any) -> dict[str, list[dict[str, Any]]]:
    paths = {0: "place.gate", 1: "place", 2: "camera", 3: "e.g."}
    payload = {"type": "highlight_add", "highlight_id": 0}
    return {
        "projects": [{"id": 1, "name": "gate", "description": "d", "created": None}],
        "documents": [{"id": 7, "project_id": 1, "name": "one", "description": "", "created": None, "contents": HTML}],
        "tags": [{"id": one, "project_id": 1, "path": path, "description": ""} for one, path in paths.items()],
        "highlights": [
            {"id": number, "document_id": 7, "start_offset": start, "end_offset": end, "snippet": snippet}
            for number, (start, end, snippet, _) in enumerate(MARKS)
        ],
        "highlight_tags": [{"highlight_id": 0, "tag_id": 2}, {"highlight_id": 1, "tag_id": 0}],
        "commands": [
            {"date": "2026-11-22 20:45:04.12", "user_login": "ada", "project_id": 1, "payload": json.dumps(payload)}
        ],
        **more,
    }


def test_taguettes_bytes_lead_to_its_words() -> None:
    """Highlights counted in bytes of HTML hold the words that Taguette itself cuts out, in any script."""
    project, remarks = read_taguette(_taguette())
    (source,) = project.sources
    assert source.text is not None
    words = [source.text[selection.start : selection.end] for selection in source.selections]
    assert words == [word for *_, word in MARKS]
    assert remarks == ()


def test_taguettes_tags_are_a_tree_and_its_commands_say_who() -> None:
    """A dot leads one level down where it stands between words; who highlighted, and when, comes along."""
    project, _ = read_taguette(_taguette())
    assert [(code.name, [child.name for child in code.children]) for code in project.codes] == [
        ("place", ["gate"]),
        ("camera", []),
        ("e.g.", []),
    ]
    first, second, *_ = project.sources[0].selections
    assert [user.name for user in project.users] == ["ada"]
    assert (first.codings[0].by, first.codings[0].at) == (project.users[0].guid, "2026-11-22T20:45:04")
    assert (second.codings[0].by, second.codings[0].code) == (None, project.codes[0].children[0].guid)


def test_a_file_of_several_projects_needs_a_name() -> None:
    """Taguette keeps all of a person's projects in one file: which one is meant has to be said."""
    two = [{"id": 1, "name": "gate"}, {"id": 2, "name": "wall"}]
    with pytest.raises(UsageError, match="“gate”, “wall”"):
        read_taguette(_taguette(projects=two))
    assert read_taguette(_taguette(projects=two), "gate")[0].name == "gate"
    with pytest.raises(NotFound):
        read_taguette(_taguette(projects=two), "roof")


def test_a_highlight_outside_its_document_is_told() -> None:
    """Damaged offsets leave a remark; a highlight whose quotation differs is taken and noted."""
    row = {"document_id": 7, "snippet": "<p>another word</p>"}
    marks = [
        {**row, "id": 0, "start_offset": 5, "end_offset": 9999},
        {**row, "id": 1, "start_offset": 9, "end_offset": 10},
    ]
    project, remarks = read_taguette(_taguette(highlights=marks))
    assert len(project.sources[0].selections) == 1
    assert [(remark.kind, remark.lost) for remark in remarks] == [("wrong-offsets", True), ("quotation", False)]


def test_an_empty_document_has_no_places() -> None:
    """Nothing is nowhere, but for its beginning."""
    assert (HtmlText("").point(0), HtmlText("").point(1)) == (0, None)


TEXT = "At the gate\nstands a 카메라."


def _qualcoder(**more: Any) -> dict[str, list[dict[str, Any]]]:
    made = {"owner": "ada", "date": "2024-01-02 03:04:05"}
    coding = {**made, "fid": 1, "cid": 1, "pos0": 21, "pos1": 24, "seltext": "카메라", "memo": "seen", "important": 1}
    return {
        "project": [{"databaseversion": "v14", "memo": "about all", "about": "QualCoder 3.8"}],
        "source": [
            {**made, "id": 1, "name": "one", "fulltext": TEXT, "mediapath": None, "memo": "m"},
            {**made, "id": 2, "name": "picture.jpg", "fulltext": None, "mediapath": "/images/p.jpg", "memo": ""},
        ],
        "code_cat": [
            {**made, "catid": 1, "name": "things", "memo": "", "supercatid": None},
            {**made, "catid": 2, "name": "inner", "memo": "", "supercatid": 1},
        ],
        "code_name": [
            {**made, "cid": 1, "name": "camera", "memo": "Cameras.", "catid": 2, "color": "#ff0000"},
            {**made, "cid": 2, "name": "loose", "memo": None, "catid": None, "color": None},
        ],
        "code_text": [coding],
        "code_image": [{"imid": 1, "id": 2, "cid": 1}],
        "cases": [{**made, "caseid": 1, "name": "a person", "memo": ""}],
        "case_text": [
            {"caseid": 1, "fid": 1, "pos0": 0, "pos1": len(TEXT), "memo": ""},
            {"caseid": 1, "fid": 1, "pos0": 0, "pos1": 11, "memo": ""},
        ],
        "attribute_type": [
            {"name": "age", "memo": "", "caseOrFile": "case", "valuetype": "numeric"},
            {"name": "kind", "memo": "", "caseOrFile": "file", "valuetype": "character"},
        ],
        "attribute": [
            {"name": "age", "attr_type": "case", "value": "44", "id": 1},
            {"name": "kind", "attr_type": "file", "value": "talk", "id": 1},
            {"name": "kind", "attr_type": "file", "value": "", "id": 2},
        ],
        "annotation": [{**made, "anid": 1, "fid": 1, "pos0": 0, "pos1": 2, "memo": "begins"}],
        "journal": [{**made, "jid": 1, "name": "day one", "jentry": "We began."}],
        **more,
    }


@pytest.fixture
def qualcoder() -> Project:
    """The whole project."""
    return read_qualcoder(_qualcoder(), "gate")[0]


def test_qualcoders_categories_hold_its_codes(qualcoder: Project) -> None:
    """Categories are codes to which nothing is given; codes keep colour and memo."""
    things, loose = qualcoder.codes
    assert (things.name, things.codable, things.children[0].name) == ("things", False, "inner")
    camera = things.children[0].children[0]
    assert (camera.name, camera.codable, camera.colour, camera.description) == ("camera", True, "#ff0000", "Cameras.")
    assert (loose.name, loose.codable) == ("loose", True)


def test_qualcoders_codings_annotations_cases_and_journal_come_along(qualcoder: Project) -> None:
    """Every span keeps its words, memo, owner and date; a case its attributes, whole texts and parts."""
    source = qualcoder.sources[0]
    coded, annotated, part = source.selections
    assert (TEXT[coded.start : coded.end], coded.description) == ("카메라", "seen")
    assert (coded.codings[0].by, coded.codings[0].at) == (qualcoder.users[0].guid, "2024-01-02T03:04:05")
    assert (annotated.description, annotated.codings) == ("begins", ())
    (case,) = qualcoder.cases
    assert (case.sources, case.selections) == ((source.guid,), (part.guid,))
    assert case.values == (Value(qualcoder.variables[0].guid, Kind.FLOAT, "44"),)
    assert source.values == (Value(qualcoder.variables[1].guid, Kind.TEXT, "talk"),)
    assert [(memo.name, memo.text) for memo in qualcoder.memos] == [("day one", "We began.")]
    assert qualcoder.description == "about all"


def test_what_has_no_place_is_told() -> None:
    """Areas of pictures, the picture itself and the mark “important” are named with their number."""
    _, remarks = read_qualcoder(_qualcoder(), "gate")
    assert [remark.kind for remark in remarks] == ["media", "marks", "important"]


def test_damaged_rows_are_told() -> None:
    """Offsets outside a text, codes that are gone and quotations that differ leave remarks."""
    row = {"fid": 1, "cid": 1, "seltext": "At", "owner": None, "date": None, "memo": None}
    rows = [
        {**row, "pos0": 0, "pos1": 999},
        {**row, "pos0": 0, "pos1": 2, "cid": 77},
        {**row, "pos0": 0, "pos1": 3},
        {**row, "pos0": "x", "pos1": None},
    ]
    project, remarks = read_qualcoder(_qualcoder(code_text=rows), "gate")
    kinds = [remark.kind for remark in remarks if remark.kind not in ("media", "marks")]
    assert kinds == ["wrong-offsets", "unknown-code", "quotation", "wrong-offsets"]
    assert project.sources[0].selections[0].codings[0].by is None


def test_categories_in_a_circle_end() -> None:
    """Two categories that hold each other are taken once each, with a remark."""
    cats = [
        {"catid": 1, "name": "a", "memo": "", "supercatid": 2},
        {"catid": 2, "name": "b", "memo": "", "supercatid": 1},
    ]
    project, remarks = read_qualcoder(_qualcoder(code_cat=cats), "gate")
    assert sorted(code.name for code in project.every_code()) == ["a", "b", "camera", "loose"]
    assert "circle" in [remark.kind for remark in remarks]
