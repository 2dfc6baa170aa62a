"""Projects of Taguette and QualCoder as their databases hold them. All words are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.html_text import HtmlText
from synopticon.coding.exchange.project import (
    Case,
    Code,
    Coding,
    Kind,
    Project,
    Selection,
    Source,
    User,
    Value,
)
from synopticon.coding.exchange.qualcoder import read_qualcoder
from synopticon.coding.exchange.taguette import read_taguette
from synopticon.coding.exchange.taguette_writing import taguette_rows
from synopticon.errors import NotFound, UsageError

HTML = (
    "\n<h1>The gate</h1>\n<p>A 카메라 <b>stands</b> at the gate.</p><p>Nobody 𠮷 knew &amp; asked.<br>Really</p>"
    "<ul><li>one</li><li>two</li></ul>\n<pre>\nkept  blank\n</pre>"
)
MARKS = [
    (11, 27, "<p>카메라 <b>stands</b></p>", "카메라 stands"),
    (28, 51, "<p>at the gate.</p><p>Nobody 𠮷</p>", "at the gate.\nNobody 𠮷"),
    (74, 89, "<ul><li>two</li></ul>\n<pre>kept  blank</pre>", "two\nkept  blank"),
    (4, 10, "<h1>gate</h1>\n<p>A</p>", "gate\nA"),
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


LINES = st.lists(st.sampled_from(["The gate", "", " 카메라 & <b>", "𠮷\t.", "e\u0301 \xa0", "\ufeff"]), min_size=1)
TEXTS = LINES.flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines)))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, data=st.data())
def test_what_is_written_for_taguette_holds_the_same_words(text: str, data: st.DataObject) -> None:
    """Text and spans come back from its tables with line feeds as line ends, tags as a tree, coder and moment."""
    places = st.integers(0, len(text))
    start, end = sorted((data.draw(places), data.draw(places)))
    given_code = Coding(guid_of("k"), guid_of("b"), guid_of("u"), "2024-01-02T03:04:05Z")
    selection = Selection(guid_of("x"), start, end, codings=(given_code,))
    below = Code(guid_of("b"), "gate", "Gates.")
    project = Project(
        "p",
        users=(User(guid_of("u"), "ada"),),
        codes=(Code(guid_of("a"), "places", codable=False, children=(below,)),),
        sources=(Source(guid_of("s"), "one", text, selections=(selection,)),),
    )
    rows, _ = taguette_rows(project)
    read, remarks = read_taguette(rows)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert (read.sources[0].text or "").rstrip("\n") == plain.rstrip("\n")
    assert remarks == ()
    if start < end:
        found = read.sources[0].selections[0]
        words = (read.sources[0].text or "")[found.start : found.end]
        assert words.strip("\n") == text[start:end].replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        assert [(one.name, [(child.name, child.description) for child in one.children]) for one in read.codes] == [
            ("places", [("gate", "Gates.")])
        ]
        assert (found.codings[0].at, read.users[0].name) == ("2024-01-02T03:04:05", "ada")


def test_what_taguette_cannot_hold_is_told() -> None:
    """Names beyond its bounds, memos, cases, colours and codes of whole texts are named, and its bounds are kept."""
    coding = Coding(guid_of("k"), guid_of("c"))
    sources = (
        Source(guid_of("s"), "n" * 60, "a\x00b", selections=(Selection(guid_of("x"), 0, 1, None, "memo"),)),
        Source(guid_of("t"), "gone"),
        Source(guid_of("w"), "whole", "words", codings=(coding,), selections=(Selection(guid_of("y"), 1, 1),)),
    )
    codes = (Code(guid_of("c"), "e.g.", colour="#ffffff"), Code(guid_of("d"), "e.g."))
    users = (User(guid_of("u"), "Ada L."), User(guid_of("v"), "ada_l."))
    rows, remarks = taguette_rows(
        Project("p" * 60, users=users, codes=codes, sources=sources, cases=(Case(guid_of("p")),))
    )
    assert [tag["path"] for tag in rows["tags"]] == ["e.g.", "e.g. (2)"]
    assert [user["login"] for user in rows["users"]] == ["ada_l.", "ada_l.-2", "imported"]
    assert (len(str(rows["projects"][0]["name"])), len(str(rows["documents"][0]["name"]))) == (50, 50)
    kinds = {remark.kind for remark in remarks if remark.lost}
    assert kinds == {"name", "missing-source", "not-html", "whole-source", "empty", "no-place"}


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
