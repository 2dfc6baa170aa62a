"""`synopticon search` on the command line."""

from __future__ import annotations

import json

import pytest

from synopticon.cli.search import query_of
from synopticon.errors import StaleIndex, UsageError


def test_copies_stand_under_their_origin_and_words_are_marked(run, ids) -> None:
    """A row a family with its copies, the found words between asterisks, no line wider than 80 cells."""
    answer = run("search", "camera")
    assert answer.exit_code == 0
    assert "2 documents found." in answer.output
    assert "*cameras*" in answer.output
    assert "+ 1 copy found, of a family of 2:" in answer.output
    assert all(len(line) <= 80 for line in answer.output.splitlines())
    assert "*감시*카메라" in run("search", "감시").output
    assert "No document was found." in run("search", "dirigible").output


def test_json_is_one_value_with_exact_offsets(run, ids) -> None:
    """Programs read rows, copies and highlights as offsets of code points."""
    value = json.loads(run("search", "camera", "--json").stdout)
    assert (value["documents"], len(value["rows"]), value["stale"]) == (2, 1, None)
    [row] = value["rows"]
    assert {row["item"], *row["copies"]} == {ids["a"], ids["b"]}
    marked = {row["snippet"]["text"][start:end] for start, end in row["snippet"]["highlights"]}
    assert marked == {"cameras"}


def test_the_shell_may_take_quotation_marks_away() -> None:
    """Words given apart are one query; a blank inside one of them shows that it was quoted."""
    assert query_of(["camera", "gate"]) == "camera gate"
    assert query_of(["camera OR gate"]) == "camera OR gate"
    assert query_of(["camera", "outlet:Veld Post"]) == 'camera outlet:"Veld Post"'
    assert query_of(["camera", "ring road"]) == 'camera "ring road"'


def test_what_was_not_understood_is_said(run) -> None:
    """A slip is a note beside the answer; an empty question and a date that is none are refused."""
    answer = run("search", '"ring road')
    assert "2 documents found." in answer.output and "never closed" in answer.output
    assert isinstance(run("search").exception, UsageError)
    assert isinstance(run("search", "x", "--since", "soon").exception, UsageError)


def test_an_index_is_made_anew_on_request(run, tmp_path) -> None:
    """A damaged index is refused with the command that mends it, and that command mends it."""
    (tmp_path / "s" / "index" / "state.json").write_text("{", "utf-8")
    refused = run("search", "camera").exception
    assert isinstance(refused, StaleIndex) and "synopticon search --rebuild" in str(refused)
    assert "3 documents" in run("search", "--rebuild").output
    assert "2 documents found." in run("search", "camera").output


@pytest.mark.parametrize("option", [["--outlet", "nobody"], ["--language", "ko"], ["--channel", "web"]])
def test_options_restrict(run, option: list[str]) -> None:
    """Restrictions leave out what does not meet them."""
    assert "No document was found." in run("search", "camera", *option).output
