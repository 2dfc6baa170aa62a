"""The coding page without its scripts: every act is a form, and what the page's own module gets is exact."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import give
from synopticon.workflow.coding_blind import assign
from synopticon.workflow.study import Study

SAW, VIDEO = "basis of knowledge/saw", "technology/video"


@pytest.fixture
def coded(study_folder: Path, ids: dict[str, str]) -> dict[str, str]:
    """The field's usual codes, and one document coded by two; the items' ids."""
    with Study(study_folder) as study:
        start_codebook(study)
        text = study.reader.texts([ids["a.html"]])[ids["a.html"]]
        for coder, words in (("ana", "cameras read faces"), ("boris", "cameras read faces at the airport")):
            start = text.index(words)
            give(study, ids["a.html"], VIDEO, start=start, end=start + len(words), coder=coder)
    return ids


def data(page: str) -> Any:
    """What the page carries for its module."""
    found = re.search(r'<script type="application/json" id="coding">(.+?)</script>', page)
    assert found
    return json.loads(found[1])


def test_the_tree_shows_definitions_keys_counts_and_versions(person: Any, coded: dict[str, str]) -> None:
    """The page of codes has each code with its definition and number, and what can be coded."""
    text = person.get("/codes").text
    assert "live watch-list" in text
    assert "Cameras that show or record places." in text
    assert f"/code/{coded['a.html']}" in text
    assert "version 1 of the codebook" in text
    assert "as it was" in person.get("/codes?version=1").text


def test_an_empty_codebook_teaches(newcomer: Any) -> None:
    """Without codes the page says what they are for and how to begin; a document says so too."""
    assert "synopticon codebook start" in newcomer.get("/codes").text
    assert "synopticon code give" in newcomer.get("/agreement").text or "codebook" in newcomer.get("/agreement").text


def test_a_key_is_given_to_a_code_and_taken_away(person: Any, coded: dict[str, str]) -> None:
    """A key set on the page of codes is offered on the coding page."""
    code = next(one for one in data(person.get(f"/code/{coded['a.html']}").text)["codes"] if one["path"] == VIDEO)
    assert person.post(f"/codes/{code['id']}/key", {"key": "v"}).status_code == 303
    assert "<kbd>v</kbd>" in person.get(f"/code/{coded['a.html']}").text
    person.post(f"/codes/{code['id']}/key", {"key": ""})
    assert "<kbd>v</kbd>" not in person.get(f"/code/{coded['a.html']}").text


def test_words_are_coded_by_quotation_without_scripts(person: Any, coded: dict[str, str]) -> None:
    """A form takes words of the text and a code; what was done is said, and the row stands in the list."""
    path = f"/code/{coded['a.html']}"
    answer = person.post(f"{path}/give", {"quote": "Officials gave no number", "code": SAW, "coder": "ana"})
    assert answer.headers["location"] == f"{path}?coder=ana"
    text = person.get(answer.headers["location"]).text
    assert "Coded “Officials gave no number”." in text
    assert len(data(text)["rows"]) == 3


def test_offsets_that_do_not_fit_the_words_are_refused(person: Any, coded: dict[str, str]) -> None:
    """Words from another reading of the document are not coded at whatever stands there now."""
    path = f"/code/{coded['a.html']}"
    answer = person.post(f"{path}/give", {"start": "0", "end": "5", "exact": "Wrong", "code": SAW})
    assert answer.status_code == 400
    assert "are not those at this place" in answer.text
    assert person.post(f"{path}/give", {"code": SAW}).status_code == 400
    assert len(data(person.get(path).text)["rows"]) == 2


def test_ones_own_codings_are_noted_taken_away_and_brought_back(person: Any, coded: dict[str, str]) -> None:
    """A memo is kept, a coding goes and comes again by undo and goes by redo; another's is not touched."""
    path = f"/code/{coded['a.html']}"
    mine, others = (row[0] for row in data(person.get(f"{path}?coder=ana").text)["rows"])
    person.post(f"{path}/change", {"coding": mine, "memo": "from the square", "coder": "ana"})
    assert "from the square" in person.get(path).text
    person.post(f"{path}/remove", {"coding": mine, "coder": "ana"})
    assert [row[0] for row in data(person.get(path).text)["rows"]] == [others]
    person.post(f"{path}/undo", {"coder": "ana"})
    assert len(data(person.get(path).text)["rows"]) == 2
    person.post(f"{path}/redo", {"coder": "ana"})
    assert len(data(person.get(path).text)["rows"]) == 1
    assert person.post(f"{path}/remove", {"coding": others, "coder": "ana"}).status_code == 400


def test_whose_codings_are_shown_is_in_the_address(person: Any, coded: dict[str, str]) -> None:
    """`only` restricts to one coder, and who coded how much is told in any case."""
    page = person.get(f"/code/{coded['a.html']}?only=boris").text
    assert [row[4] for row in data(page)["rows"]] == ["boris"]
    assert "ana</a>" in page


def test_a_blind_coder_sees_nothing_of_the_others(person: Any, coded: dict[str, str], study_folder: Path) -> None:
    """Where the document is coded blind, neither the others' codings nor their numbers are in the page."""
    with Study(study_folder) as study:
        assign(study, [coded["a.html"]], ["ana", "boris"], blind=True)
    page = person.get(f"/code/{coded['a.html']}?coder=ana").text
    assert [row[4] for row in data(page)["rows"]] == ["ana"]
    assert "boris" not in page
    assert "You code this document blind" in page
    for coder in ("ana", "boris"):
        person.post(f"/code/{coded['a.html']}/done", {"coder": coder})
    assert "boris" in person.get(f"/code/{coded['a.html']}?coder=ana").text


def test_the_pages_module_gets_what_is_coded_now(person: Any, coded: dict[str, str]) -> None:
    """Asked by the module, an act answers with the codings, their list and a sentence, and with the new one's id."""
    path = f"/code/{coded['a.html']}"
    text = person.get(f"/api/items/{coded['a.html']}").json()["text"]
    start = text.index("of the cameras")
    fields = {"start": str(start), "end": str(start + 14), "exact": "of the cameras", "code": SAW, "coder": "ana"}
    told = person.post(f"{path}/give", fields, headers={"hx-request": "true"}).json()
    assert [start, start + 14] in [row[1:3] for row in told["rows"]]
    assert told["new"] in [row[0] for row in told["rows"]]
    assert "of the cameras" in told["listed"]


def test_disagreements_stand_side_by_side_and_are_settled(person: Any, coded: dict[str, str]) -> None:
    """Both versions are shown; settled with a reason, the disagreement leaves the list, and undo brings it back."""
    page = person.get("/agreement").text
    assert "only the borders differ" in page
    assert '<mark>cameras read faces</mark><span class="muted"> at the airport' in page
    codings = re.search(r'name="codings" value="([^"]+)"', page)
    code = re.search(r'name="code" value="([^"]+)"', page)
    choice = re.search(r'value="(\d+-\d+)"', page)
    assert codings and code and choice
    fields = {"codings": codings[1], "code": code[1], "choice": choice[1]}
    assert person.post("/agreement/settle", fields).status_code == 400
    assert person.post("/agreement/settle", {**fields, "reason": "the airport is the place"}).status_code == 303
    after = person.get("/agreement").text
    assert "All of them marked the same here" in after
    assert "1 settled" in after
    person.post("/agreement/undo")
    assert "only the borders differ" in person.get("/agreement").text


def test_the_figures_come_as_a_part_and_as_a_page(person: Any, coded: dict[str, str]) -> None:
    """The table with its sentences; where alpha is not defined, words stand there and no number."""
    part = person.get("/agreement/figures", headers={"hx-request": "true"}).text
    assert part.startswith("<section")
    assert "Not defined" in part
    assert "nan" not in part
    assert "<html" in person.get("/agreement/figures?level=passages").text


def test_what_coders_write_cannot_become_markup(person: Any, coded: dict[str, str], study_folder: Path) -> None:
    """Memos, coders' names and words of the text are shown as they are, never run."""
    path = f"/code/{coded['a.html']}"
    person.post(f"{path}/give", {"quote": "airport", "code": SAW, "memo": "<script>alert(1)</script>"})
    assert "<script>alert" not in person.get(path).text


SPOKEN = "Q: What did you see?\nA: I saw two cameras at the bridge, and my cousin told me of a third. 다리에서 봤다."


@pytest.fixture
def witness(study_folder: Path, coded: dict[str, str]) -> str:
    """The pseudonym of an invented witness whose text two readers have signed."""
    from synopticon.model.testimony import Standing, Terms, Turn, Use, Witness, WorkingText

    with Study(study_folder) as study, study.writing() as writer:
        writer.add_witness(Witness("a" * 32, "Lark", Terms(Use.AGGREGATE, False, None), Standing.SIGNED), bytes(32))
        turns = (Turn("Q", 0, 20), Turn("A", 21, len(SPOKEN)))
        writer.put_working_text(WorkingText("b" * 32, "a" * 32, 1, "en", SPOKEN, turns, ("one", "two")), [])
    return "Lark"


def test_a_witnesss_signed_text_is_coded_like_any_other(person: Any, witness: str, caplog: Any) -> None:
    """It is found by its pseudonym and among the documents to code; no log line holds a word of it, refused or not."""
    assert "Lark" in person.get("/codes").text
    page = person.get(f"/code/{witness}").text
    assert "I saw two cameras at the bridge" in page
    path = f"/code/{'b' * 32}"
    assert person.post(f"{path}/give", {"quote": "two cameras at the bridge", "code": SAW}).status_code == 303
    assert person.post(f"{path}/give", {"quote": "two cameras at the brigde", "code": SAW}).status_code != 303
    assert [row[1:3] for row in data(person.get(path).text)["rows"]] == [[30, 55]]
    assert "cameras" not in caplog.text


def test_a_list_of_passages_withholds_what_consent_withholds(person: Any, witness: str, coded: dict[str, str]) -> None:
    """Where a witness allows no quotation, the page of a code tells of the passage without its words."""
    person.post(f"/code/{'b' * 32}/give", {"quote": "two cameras at the bridge", "code": SAW})
    code = next(one["id"] for one in data(person.get(f"/code/{coded['a.html']}").text)["codes"] if one["path"] == SAW)
    page = person.get(f"/codes/{code}").text
    assert "1 passage" in page
    assert "two cameras" not in page
    assert "aggregate only" in page
    listed = next(
        one["id"] for one in data(person.get(f"/code/{coded['a.html']}").text)["codes"] if one["path"] == VIDEO
    )
    assert "<mark>cameras read faces</mark>" in person.get(f"/codes/{listed}").text
