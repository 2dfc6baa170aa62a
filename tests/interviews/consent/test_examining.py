"""Consent is accepted whole or not at all, and a refusal names the field, the reason and what to write."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.errors import InputError, Refused
from synopticon.interviews.consent.examining import Wrong, consent_of, faults_of, record_of
from synopticon.interviews.consent.questions import QUESTIONS
from synopticon.interviews.consent.reading import as_record
from synopticon.interviews.consent.record import Consent, Obtained, Recording
from synopticon.model.testimony import Terms, Use

TODAY = date(2024, 6, 1)


def whole(**changed: Any) -> dict[str, Any]:
    """An invented record that is accepted."""
    record: dict[str, Any] = {
        "purpose": "a study of how people are watched in an invented country",
        "use": "paraphrase",
        "recording": "notes only",
        "sharing": ["the archive of an invented society"],
        "withdrawal": "through the invented society's office",
        "expires": "2031-12-31",
        "may_know": "nobody",
        "obtained": "spoken",
        "obtained_by": "the interviewer",
        "language": "Korean",
        "free": True,
        "capacity": "adult, no doubt about capacity",
        "day": "2024-03-31",
    }
    return record | changed


def test_a_whole_record_becomes_consent_and_terms() -> None:
    """All fields are kept, and the study learns use, sharing and end."""
    consent = consent_of(whole(), TODAY)
    assert consent.may_know == ()
    assert consent.recording is Recording.NOTES
    assert not consent.allows_sound
    assert consent.terms == Terms(Use.PARAPHRASE, True, date(2031, 12, 31))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_field_is_missed_by_name(question: Any) -> None:
    """A record without a field is refused and the field named, but for the one that may be left out."""
    record = whole(notes="agreed")
    del record[question.name]
    faults = faults_of(record, TODAY)
    assert [(fault.kind, fault.field) for fault in faults] == (
        [] if question.optional else [(Wrong.MISSING, question.name)]
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
@pytest.mark.parametrize("answer", ["", "   ", None, 3.5, {}, [], [""], "\x00"], ids=repr)
def test_nothing_empty_or_of_another_kind_counts_as_an_answer(question: Any, answer: Any) -> None:
    """No field takes emptiness, a number or an object for a permission; only what may be left out may be empty."""
    if question.optional and answer == "":
        assert faults_of(whole(**{question.name: answer}), TODAY) == []
        return
    assert [(fault.kind, fault.field) for fault in faults_of(whole(**{question.name: answer}), TODAY)] == [
        (Wrong.UNCLEAR, question.name)
    ]


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"use": "everything"}, Wrong.UNCLEAR, "use"),
        ({"use": True}, Wrong.UNCLEAR, "use"),
        ({"free": "perhaps"}, Wrong.UNCLEAR, "free"),
        ({"free": False}, Wrong.NOT_FREE, "free"),
        ({"sharing": ["nobody", "a radio"]}, Wrong.UNCLEAR, "sharing"),
        ({"expires": "2024-03-30"}, Wrong.CONTRADICTORY, "expires"),
        ({"expires": "2024-05-31"}, Wrong.EXPIRED, "expires"),
        ({"expires": "none"}, Wrong.UNCLEAR, "expires"),
        ({"day": "2024-06-02"}, Wrong.CONTRADICTORY, "day"),
        ({"day": "31 February 2024"}, Wrong.UNCLEAR, "day"),
        ({"use": "quote verbatim", "recording": "no"}, Wrong.CONTRADICTORY, "recording"),
        ({"share": "nobody"}, Wrong.UNKNOWN, "the record"),
    ],
    ids=lambda value: str(value),
)
def test_what_is_wrong_is_told_apart(changed: dict[str, Any], kind: Wrong, field: str) -> None:
    """Unclear, contradictory, expired, unfree and unknown are different faults of a named field."""
    assert [(fault.kind, fault.field) for fault in faults_of(whole(**changed), TODAY)] == [(kind, field)]


def test_the_last_day_still_counts() -> None:
    """Consent that ends today is in force today."""
    assert consent_of(whole(expires=TODAY), TODAY).expires == TODAY


def test_never_is_said_and_not_supposed() -> None:
    """An open end is read from the word alone."""
    assert consent_of(whole(expires="Never"), TODAY).terms.expires is None


def test_a_toml_boolean_is_understood_where_the_answer_is_yes_or_no() -> None:
    """`recording = false` says no, as its writer meant."""
    assert consent_of(whole(recording=False), TODAY).recording is Recording.NO


def test_several_faults_are_told_at_once_and_nothing_of_the_answers_is_repeated() -> None:
    """The writer mends a record in one go, and the message holds no word of it."""
    record = whole(use="Maro Tesk's own", day="yesterday with Maro")
    del record["withdrawal"]
    with pytest.raises(InputError) as refused:
        consent_of(record, TODAY, "record.toml")
    said = str(refused.value)
    assert "use: " in said and "day: " in said and "withdrawal: it is missing" in said
    assert "Maro" not in said and "yesterday" not in said


@pytest.mark.parametrize("changed", [{"expires": "2024-04-30"}, {"free": False}], ids=str)
def test_what_only_the_witness_can_mend_is_a_refusal(changed: dict[str, Any]) -> None:
    """Expired or unfree consent is refused with what is protected, unlike a record that is badly written."""
    with pytest.raises(Refused, match="protected"):
        consent_of(whole(**changed), TODAY)


def test_typed_answers_are_a_record() -> None:
    """Lists are typed with semicolons, and an empty answer is a missing one."""
    typed = {name: "; ".join(value) if isinstance(value, list) else str(value) for name, value in whole().items()}
    typed |= {"free": "yes", "sharing": "the archive; a radio", "notes": "  "}
    consent = consent_of(record_of(typed), TODAY)
    assert consent.sharing == ("the archive", "a radio") and consent.notes == ""
    assert [fault.field for fault in faults_of(record_of(typed | {"purpose": " "}), TODAY)] == ["purpose"]


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
names = st.lists(words.filter(lambda word: word.casefold() != "nobody"), max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Consent,
        purpose=words,
        use=st.sampled_from(Use),
        recording=st.sampled_from([Recording.YES, Recording.NOTES]),
        sharing=names,
        withdrawal=words,
        expires=st.none() | st.dates(min_value=TODAY),
        may_know=names,
        obtained=st.sampled_from(Obtained),
        obtained_by=words,
        language=words,
        free=st.just(True),
        capacity=words,
        day=st.dates(max_value=TODAY),
        notes=st.just("") | words,
    )
)
def test_a_consent_survives_its_record(consent: Consent) -> None:
    """What is sealed is read back the same."""
    assert consent_of(as_record(consent), TODAY) == consent
