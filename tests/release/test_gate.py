"""The gate: only it releases, and a refusal names everything that it refuses."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import synopticon
from synopticon.errors import GateRefused, UsageError
from synopticon.release.draft import Draft
from synopticon.release.gate import admit
from synopticon.release.rules.listing import RULES, named

ALL = tuple(rule.name for rule in RULES)


def test_only_the_gate_makes_a_released_value() -> None:
    """No other file of the program calls Released(…)."""
    makers = set()
    for path in Path(synopticon.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Released":
                makers.add(path.name)
    assert makers == {"gate.py"}


def test_a_good_edition_passes_and_says_by_which_rules(drafted: Callable[..., Draft]) -> None:
    """The released value is the edition itself with the rules' names."""
    released = admit(drafted(), ALL)
    assert released.value == drafted().edition and released.rules == ALL


def test_every_refusal_is_listed_beginning_with_what_is_protected(drafted: Callable[..., Draft]) -> None:
    """A changed word, a withdrawn source and a finding without support are all named in one message."""
    draft = drafted(q1="cameras into ten schools of Oster")
    grounds = dict(draft.grounds)
    grounds["q3"] = replace(grounds["q3"], withdrawn="collected twice")
    cameras, schools = draft.edition.findings
    opposing = tuple(replace(ground, stance="opposes") for ground in schools.grounds)
    schools = replace(schools, grounds=opposing, testimony=())
    with pytest.raises(GateRefused) as caught:
        admit(Draft(replace(draft.edition, findings=(cameras, schools)), grounds), ALL)
    text = caught.value.sentence()
    assert text.startswith("Readers are protected from words that no source said; Readers are protected from claims")
    for part in ("“cameras into ten schools of Oster”: it does not stand", "collected twice", "finding F2: nothing"):
        assert part in text


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"text": None}, "is gone"),
        ({"damaged": "a payload is not the one that was captured"}, "archived bytes are not"),
        ({"start": 1}, "does not stand"),
        ({"withdrawn": ""}, "withdrawn"),
    ],
)
def test_a_quotation_that_does_not_verify_is_refused(
    drafted: Callable[..., Draft], change: dict[str, object], word: str
) -> None:
    """Gone text, damaged bytes, a moved span and a withdrawn source are refused with their reason."""
    draft = drafted()
    grounds = dict(draft.grounds) | {"q2": replace(draft.grounds["q2"], **change)}  # type: ignore[arg-type]
    with pytest.raises(GateRefused, match=word):
        admit(Draft(draft.edition, grounds), ALL)


def test_a_rule_that_nobody_knows_is_refused_with_the_list() -> None:
    """A misspelt rule never means "no rule"."""
    with pytest.raises(UsageError, match="quotations-verify"):
        named(["quotation-verifies"])


def test_a_standing_rule_cannot_be_left_out() -> None:
    """A protocol that forgets the quotations is refused: what verify answers rests on them."""
    with pytest.raises(UsageError, match="quotations-verify cannot be left out"):
        named(["findings-have-evidence"])
