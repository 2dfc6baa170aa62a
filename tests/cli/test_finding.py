"""`synopticon cite`, `passage` and `finding`: from a quotation to a count of origins, on the command line."""

from __future__ import annotations

import json

import pytest

from synopticon.errors import NotFound, UsageError

CLAIM = "the cameras read number plates"


@pytest.fixture
def finding(run, ids) -> str:
    """F1, resting on both copies and on the Korean story."""
    assert "Added F1" in run("finding", "add", "Cameras read number plates.", "--likelihood", "likely").output
    for letter, quote in (("a", CLAIM), ("b", CLAIM), ("c", "감시카메라 200대")):
        passage = run("cite", ids[letter][:12], "--quote", quote).stdout.splitlines()[0]
        answer = run("finding", "bring", "F1", passage, "--basis", "saw")
        assert "To undo: synopticon finding take-back F1" in answer.output
    return "F1"


def test_three_passages_of_which_two_are_copies_are_two_origins(run, finding) -> None:
    """The terminal says two origins and three documents, and why."""
    answer = run("finding", "weigh", finding)
    assert all(len(line) <= 80 for line in answer.output.splitlines())
    text = " ".join(answer.output.split())
    assert "It rests on 2 independent origins, found in 3 documents; 1 document repeats others and adds none." in text
    assert "Likelihood: likely (55 to 80 percent)." in text
    assert "Confidence: moderate." in text
    value = json.loads(run("finding", "weigh", finding, "--json").stdout)
    assert value["corroboration"]["independent_origins"] == 2
    assert (value["corroboration"]["documents"], value["corroboration"]["echoes"]) == (3, 1)


def test_a_finding_is_shown_listed_revised_and_withdrawn(run, finding) -> None:
    """Each act says what it did and how to undo it."""
    assert run("finding", "show", finding).output.count("  ▲ ") == 2 + 3
    assert "F1   likely      3" in run("finding", "list").output
    revised = run("finding", "revise", finding, "--likelihood", "very likely")
    assert "now revision 2" in revised.output and "To undo" in revised.output
    assert "Nothing changed" in run("finding", "revise", finding, "--likelihood", "very likely").output
    assert "Withdrew F1." in run("finding", "withdraw", finding, "--reason", "another road").output
    assert "There is no finding yet." in run("finding", "list").output
    assert "withdrawn" in run("finding", "list", "--withdrawn").output
    assert "Withdrawn: another road" in run("finding", "show", finding).output


def test_a_sentence_that_mixes_likelihood_and_confidence_is_warned_of(run) -> None:
    """The warning comes when the finding is written, not only when it is published."""
    answer = run("finding", "add", "We have high confidence that plates are likely read.")
    assert answer.exit_code == 0 and "in one sentence" in answer.stderr


def test_passages_are_shown_listed_and_verified(run, ids) -> None:
    """A passage's page gives its words between those around it; its check says that it holds."""
    passage = run("cite", ids["a"], "-q", CLAIM).stdout.strip().splitlines()[0]
    assert f"[{CLAIM}]" in run("passage", "show", passage[:12]).output
    assert CLAIM in run("passage", "list", ids["a"][:12]).output
    assert "letter for letter" in run("passage", "verify", passage).output
    assert "Nothing was cited" in run("passage", "list", ids["b"]).output
    value = json.loads(run("passage", "list", ids["a"], "--json").stdout)
    assert [one["exact"] for one in value] == [CLAIM]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["finding", "show", "F9"], NotFound),
        (["finding", "add", " "], UsageError),
        (["finding", "add", "x", "--likelihood", "probable"], UsageError),
        (["finding", "add", "x", "--occurred", "lately"], UsageError),
        (["passage", "show", "00000000"], NotFound),
    ],
)
def test_what_cannot_be_meant_is_refused(run, arguments: list[str], error: type[Exception]) -> None:
    """Unknown keys, an empty proposition, words outside the standard."""
    assert isinstance(run(*arguments).exception, error)
