"""`synopticon trace` and `synopticon family` as a person and as a program read them."""

from __future__ import annotations

import json
from collections.abc import Callable

from typer.testing import Result

Run = Callable[..., Result]


def test_trace_says_what_it_found_and_that_nothing_changed(run: Run) -> None:
    """Plain words, no line beyond 80 columns; a second run answers from the first."""
    answer = run("trace")
    assert answer.exit_code == 0, answer.output
    assert "Nothing has changed since the last trace" in answer.output
    assert "1 family of two or more, with 1 echo; 2 independent origins in all." in answer.output
    assert all(len(line) <= 80 for line in answer.output.splitlines())


def test_trace_as_json_is_one_value(run: Run) -> None:
    """Programs get every figure."""
    answer = json.loads(run("trace", "--json").stdout)
    assert answer["documents"] == 3 and answer["families"] == answer["copies"] == 1 and answer["again"] is True


def test_families_are_listed_and_shown_as_trees(run: Run) -> None:
    """The list names the family; the tree has its members and its sums."""
    listed = json.loads(run("family", "--json").stdout)
    assert listed["total"] == 1 and listed["families"][0]["size"] == 2
    shown = run("family", listed["families"][0]["id"][:12])
    assert "2 documents · 1 independent origin" in shown.output and "copy 100 %" in shown.output


def test_a_judgement_takes_effect_with_the_next_trace_and_can_be_taken_back(run: Run) -> None:
    """Overturn, trace: two origins more; clear, trace: as before."""
    family = json.loads(run("family", "--json").stdout)["families"][0]["id"]
    one, other = (row["item"] for row in json.loads(run("family", family, "--json").stdout)["members"])
    said = run("family", one, "--overturn", other, "--reason", "two reporters, two desks")
    assert said.exit_code == 0 and "To undo: synopticon family" in said.output
    assert json.loads(run("trace", "--json").stdout)["families"] == 0
    assert run("family", one, "--clear", other, "--reason", "mistaken").exit_code == 0
    assert json.loads(run("trace", "--json").stdout)["families"] == 1


def test_the_origin_is_set_and_taken_back(run: Run) -> None:
    """Setting it says how to undo it, in words that work."""
    family = json.loads(run("family", "--json").stdout)["families"][0]["id"]
    other = json.loads(run("family", family, "--json").stdout)["members"][1]["item"]
    said = run("family", family, "--origin", other[:12], "--reason", "the earlier date is wrong")
    assert said.exit_code == 0, said.output
    assert f"synopticon family {other[:12]} --clear {other[:12]} --reason WHY" in " ".join(said.output.split())
    run("trace")
    assert json.loads(run("family", family, "--json").stdout)["origin"] == other
    assert run("family", other[:12], "--clear", other[:12], "--reason", "mistaken").exit_code == 0
    assert json.loads(run("trace", "--json").stdout)["again"] is False


def test_a_judgement_needs_two_items_and_a_reason(run: Run) -> None:
    """What cannot be answered is refused with what to do."""
    assert run("family", "--overturn", "abcdef12").exit_code != 0
    family = json.loads(run("family", "--json").stdout)["families"][0]["id"]
    one, other = (row["item"] for row in json.loads(run("family", family, "--json").stdout)["members"])
    assert run("family", one, "--overturn", other).exit_code != 0
