"""Labels agree across a witness's documents; what recurs is found; the queue brings the risky before the rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedStudy
from synopticon.interviews.engine import propose
from synopticon.interviews.identity import identity_of
from synopticon.interviews.review import Mark, Verdict
from synopticon.interviews.review_labels import Cast, cast_bytes, cast_of, recast, replacement_for
from synopticon.interviews.review_queue import is_open, risk_of
from synopticon.interviews.review_recurring import alike, recurrences
from synopticon.interviews.span import Kind, Proposal, Severity

RECORD = identity_of({"names": ["Kim Yong Su"], "relatives": [{"name": "Pak Sun Ok", "relation": "mother"}]})
FIRST = "My mother Pak Sun Ok knew Mr. Henrik Aldous. I am Kim Yong Su."
SECOND = "Mr. Tomas Reed came, then Mr. Henrik Aldous. My mother Pak Sun Ok hid. My name is Kim Yong Su."


def label(text: str, proposals: tuple[Proposal, ...], name: str) -> str:
    """What stands for the first span in which a name lies."""
    at = text.index(name)
    return next(one.replacement for one in proposals if one.start <= at and at + len(name) <= one.end)


def test_a_person_bears_one_letter_in_all_documents() -> None:
    """Who is known from the first document keeps the letter in the second, whatever order they come in there."""
    first, cast = recast(FIRST, propose(FIRST, RECORD), RECORD, Cast())
    second, cast = recast(SECOND, propose(SECOND, RECORD), RECORD, cast)
    for name, stands in (("Kim Yong Su", "[Person A]"), ("Pak Sun Ok", "[Person B]"), ("Henrik Aldous", "[Person C]")):
        assert label(FIRST, first, name) == label(SECOND, second, name) == stands
    assert label(SECOND, second, "Tomas Reed") == "[Person D]"


def test_a_longer_record_moves_nobodys_letter() -> None:
    """A relative put into the record before others gets a free letter; the others keep theirs."""
    longer = identity_of({"names": ["Kim Yong Su"], "relatives": [{"name": "Kim Chol"}, {"name": "Pak Sun Ok"}]})
    _, cast = recast(FIRST, propose(FIRST, RECORD), RECORD, Cast())
    again, cast = recast(FIRST, propose(FIRST, longer), longer, cast)
    assert label(FIRST, again, "Pak Sun Ok") == "[Person B]"
    assert cast.number("Person", ["kim chol"]) == 4


@given(st.lists(st.lists(st.sampled_from(("Ann", "Ben", "Cy", "Di", "Ed")), min_size=1), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_labels_are_consistent_over_any_documents(documents: list[list[str]]) -> None:
    """One name one label, one label one name, in whatever documents and orders they occur."""
    cast, seen = Cast(), {}
    for names in documents:
        text, proposals, at = " ".join(names), [], 0
        local = {name: number for number, name in enumerate(dict.fromkeys(names))}
        for name in names:
            label = f"[Person {chr(65 + local[name])}]"
            proposals.append(Proposal(at, at + len(name), Kind.PERSON, Severity.DIRECT, ("t",), label))
            at += len(name) + 1
        made, cast = recast(text, proposals, identity_of({}), cast)
        for name, one in zip(names, made, strict=True):
            assert seen.setdefault(name, one.replacement) == one.replacement
    assert len(set(seen.values())) == len(seen)
    assert cast_of(cast_bytes(cast)) == cast


def test_a_damaged_cast_is_not_quoted() -> None:
    """What is no cast is refused without its words."""
    for data in (b"", b"[]", b'{"cast":9,"rows":[]}', b'{"cast":1,"rows":[["Person","marta"]]}'):
        with pytest.raises(DamagedStudy) as damaged:
            cast_of(data)
        assert "marta" not in damaged.value.sentence()


@pytest.mark.parametrize(
    ("kind", "words", "stands"),
    [
        (Kind.DATE, "5 May 2011", "[May 2011]"),
        (Kind.AGE, "thirty-four", "[age 30–39]"),
        (Kind.PERSON, "Marta", "[Person C]"),
        (Kind.PERSON, "Henrik", "[Person B]"),
        (Kind.KINSHIP, "four sisters", "[a family]"),
        (Kind.ORIGIN, "noble", "[origin]"),
    ],
)
def test_a_new_class_brings_its_own_words(kind: Kind, words: str, stands: str) -> None:
    """Dates and ages are made coarser; persons get their own letter, or the next that nobody bears."""
    cast = Cast((("Person", "kim", 1), ("Person", "henrik", 2)))
    assert replacement_for(kind, words, cast)[0] == stands


def test_a_label_typed_by_hand_is_remembered() -> None:
    """A nickname for which a reader puts [Person B] is Person B in the next document; other words are no label."""
    cast = Cast().noting("Chubby", "[Person B]").noting("the dam", "[a dam]")
    assert cast.number("Person", ["chubby"]) == 2
    assert cast.free("Person") == 3
    assert len(cast.rows) == 1


# --- what recurs -------------------------------------------------------------------------------------------------

SAID = "Anna met ANNA and Annabel. A\u0301nna? 안나는 안나를 봤다. Chong  Jin, chong\njin."


def words(places: tuple[tuple[int, int], ...]) -> list[str]:
    """The words at these places."""
    return [SAID[start:end] for start, end in places]


def test_a_selection_is_covered_wherever_it_recurs() -> None:
    """In any case and accent, as whole words, over line breaks, with Korean particles left readable."""
    assert words(recurrences(SAID, 0, 4, ())) == ["Anna", "ANNA", "A\u0301nna"]
    at = SAID.index("안나")
    assert words(recurrences(SAID, at, at + 2, ())) == ["안나", "안나"]
    at = SAID.index("Chong")
    assert words(recurrences(SAID, at, at + 10, ())) == ["Chong  Jin", "chong\njin"]


def test_blanks_and_signs_recur_nowhere() -> None:
    """The blanks beside a selection are not covered; a sign is covered where it was chosen, and nowhere else."""
    assert words(recurrences(SAID, 4, 9, ())) == ["met"]
    at = SAID.index(".")
    assert recurrences(SAID, at, at + 1, ()) == ((at, at + 1),)
    assert recurrences(SAID, 4, 5, ()) == ()


def mark(number: int, start: int, end: int, **given_with: object) -> Mark:
    """An undecided mark over these letters."""
    fields = {"kind": Kind.PERSON, "severity": Severity.DIRECT, "replacement": "[Person A]"} | given_with
    return Mark(number, start, end, detectors=("t",), **fields)  # type: ignore[arg-type]


def test_what_is_covered_already_keeps_its_mark() -> None:
    """A place that another mark covers is not covered again; one that was dropped is."""
    second = SAID.index("ANNA")
    assert words(recurrences(SAID, 0, 4, [mark(0, second, second + 4)])) == ["Anna", "A\u0301nna"]
    dropped = mark(0, second, second + 4, verdict=Verdict.DROPPED)
    assert "ANNA" in words(recurrences(SAID, 0, 4, [dropped]))


def test_alike_are_undecided_marks_over_the_same_words() -> None:
    """Of the same kind and for the same replacement; those that were decided are left alone."""
    second = SAID.index("ANNA")
    marks = [
        mark(0, 0, 4), mark(1, second, second + 4), mark(2, second, second + 4, kind=Kind.PLACE),
        mark(3, 0, 4, verdict=Verdict.COVERED, by="Boris"), mark(4, 5, 8),
    ]  # fmt: skip
    assert alike(SAID, marks, marks[0]) == (0, 1)


def test_the_risky_come_first() -> None:
    """What another reader dropped, then what names by itself, persons before the rest."""
    dropped = mark(0, 0, 4, verdict=Verdict.DROPPED, by="Boris", severity=Severity.QUASI)
    marks = [mark(1, 0, 4, kind=Kind.DATE, severity=Severity.QUASI), mark(2, 0, 4, kind=Kind.CONTACT), mark(3, 0, 4)]
    order = sorted([*marks, dropped], key=lambda one: risk_of(one, "Anna", agreed=False))
    assert [one.id for one in order] == [0, 3, 2, 1]
    assert (
        risk_of(dropped, "Anna", agreed=True)
        == risk_of(dropped, "Boris", agreed=False)
        > risk_of(marks[2], "", agreed=False)
    )
    assert is_open(dropped, "Anna", agreed=False) and is_open(marks[0], "Boris", agreed=False)
    assert not is_open(dropped, "Boris", agreed=False) and not is_open(dropped, "Anna", agreed=True)
