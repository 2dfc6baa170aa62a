"""What a person decides, on the command line: each act says what it did and how to undo it."""

from __future__ import annotations

import json

from synopticon.errors import Refused, UsageError


def test_a_correction_is_made_found_and_cleared(run, ids) -> None:
    """A corrected fact is shown as such, found by search, and taken back by the command that was named."""
    answer = run("correct", ids["a"][:10], "--outlet", "Veld Wire", "--published", "2024-03-01", "--reason", "dateline")
    assert "outlet is now Veld Wire, published is now 2024-03-01." in answer.output
    shown = run("items", ids["a"]).output
    assert "Veld Wire (corrected)" in shown and "2024-03-01 (corrected)" in shown and ": dateline" in shown
    assert "1 document found." in run("search", "camera", "--outlet", "veld wire").output
    undo = answer.output.split("To undo: synopticon ")[1].split(" --reason")[0].split()
    assert "Cleared" in run(*undo, "--reason", "it was right").output
    assert "corrected" not in run("items", ids["a"]).output


def test_a_withdrawn_document_leaves_and_comes_back(run, ids) -> None:
    """Out of lists, search and citing; the command that was named brings it back."""
    answer = run("withdraw", ids["a"], "--reason", "a mistake")
    assert f"To undo: synopticon restore {ids['a'][:12]}" in answer.output
    assert ids["a"] not in [row["id"] for row in json.loads(run("items", "--json").stdout)["rows"]]
    assert ids["a"][:12] in run("items", "--withdrawn").output
    assert "1 document found." in run("search", "camera").output
    assert isinstance(run("cite", ids["a"], "-q", "camera").exception, Refused)
    assert isinstance(run("withdraw", ids["a"], "--reason", "again").exception, UsageError)
    assert "Restored" in run("restore", ids["a"], "--reason", "no mistake").output
    assert "2 documents found." in run("search", "camera").output


def test_a_relation_is_overturned_and_confirmed(run, ids) -> None:
    """The next trace heeds the latest judgement on a pair."""
    assert "Overturned" in run("overturn", ids["a"], ids["b"], "--reason", "both were there").output
    assert json.loads(run("trace", "--json").stdout)["families"] == 0
    assert "Confirmed" in run("confirm", ids["b"], ids["a"], "--reason", "they were not").output
    assert json.loads(run("trace", "--json").stdout)["families"] == 1


def test_a_judgement_that_means_nothing_is_refused(run, ids) -> None:
    """No fact, no reason, no date, no language, a document with itself."""
    for arguments in (
        ["correct", ids["a"], "--reason", "x"],
        ["correct", ids["a"], "--published", "2024-13", "--reason", "x"],
        ["correct", ids["a"], "--language", "Korean!", "--reason", "x"],
        ["correct", ids["a"], "--outlet", "Veld Wire", "--reason", "  "],
        ["confirm", ids["a"], ids["a"], "--reason", "x"],
        ["clear", "item:nobody", "--reason", "x"],
    ):
        assert isinstance(run(*arguments).exception, UsageError), arguments


def test_items_are_listed_filtered_and_read(run, ids) -> None:
    """The list keeps to 80 columns, filters restrict, and an item's text is printed as it is."""
    listed = run("items").output
    assert ids["c"][:12] in listed and all(len(line) <= 80 for line in listed.splitlines())
    assert ids["a"][:12] not in run("items", "--language", "ko").output
    assert run("items", ids["c"], "--text").stdout.startswith("감시카메라 200대")
    assert "No document meets this." in run("items", "--failed").output
