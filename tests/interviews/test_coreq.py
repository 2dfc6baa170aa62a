"""COREQ: 32 items, nine of them answered by the study itself without counting out small groups."""

from __future__ import annotations

from dataclasses import replace

from synopticon.interviews.coreq import ITEMS, Answer, Facts, State, lines

FULL = Facts(
    witnesses=40,
    withdrawn=1,
    attributes={"sex": {"woman": 22, "man": 18}, "left": {"2010–2014": 33, "2015–2019": 7}},
    asked=(30,) * 40,
    minutes=(58.0, 64.0, 71.5) * 10,
    coders=2,
    codes=104,
    branches=("technology", "site"),
    codebook=3,
    quotes=12,
    resolved=12,
    software="Synopticon 1",
)


def test_the_list_is_the_papers() -> None:
    """Items 1 to 32, and exactly those computed that the field says can be."""
    assert [item.number for item in ITEMS] == list(range(1, 33))
    assert [item.number for item in ITEMS if item.compute] == [12, 13, 16, 17, 21, 24, 25, 27, 29]


def test_what_the_study_knows_is_told() -> None:
    """Each of the nine says what it rests on, and is answered by that."""
    told = {line.item.number: line for line in lines(FULL, {})}
    assert told[12].computed == "40 interviews are in the study."
    assert told[21].computed == "Median length 65 minutes, of 30 interviews with time codes."
    assert told[24].computed == "2 coded the interviews."
    assert told[25].computed == "104 codes in 2 branches (technology, site); version 3."
    assert told[12].state is State.COMPUTED
    assert told[14].state is State.MISSING


def test_small_groups_are_not_counted_out() -> None:
    """One who withdrew is fewer than ten; a breakdown with a group of seven is not given, the other one is."""
    told = {line.item.number: line for line in lines(FULL, {})}
    assert told[13].computed is not None
    assert "Fewer than 10 withdrew" in told[13].computed
    assert told[16].computed is not None
    assert "man 18, woman 22" in told[16].computed
    assert "33" not in told[16].computed
    few = replace(FULL, minutes=(61.0,) * 9, asked=(12,) * 9)
    assert [line.computed for line in lines(few, {}) if line.item.number in (17, 21)] == [None, None]


def test_labels_on_quotations_are_withheld_unless_somebody_says_otherwise() -> None:
    """Item 29 is answered by "withheld: safety", also in an empty study; a person may answer it in another way."""
    (usual,) = (line for line in lines(Facts(), {}) if line.item.number == 29)
    assert usual.state is State.WITHHELD
    (own,) = (line for line in lines(FULL, {29: Answer("labels by group")}) if line.item.number == 29)
    assert own.state is State.ANSWERED


def test_withholding_needs_a_reason_to_be_an_answer() -> None:
    """`withheld: safety` with a reason is an answer, without one it is missing."""
    told = lines(Facts(), {1: Answer("the interviewers live there", withheld=True), 2: Answer(" ", withheld=True)})
    assert [line.state for line in told[:2]] == [State.WITHHELD, State.MISSING]


def test_an_empty_study_computes_nothing_that_it_does_not_know() -> None:
    """Without interviews the nine are missing, but for what is withheld."""
    assert [line.item.number for line in lines(Facts(), {}) if line.state is not State.MISSING] == [29]
