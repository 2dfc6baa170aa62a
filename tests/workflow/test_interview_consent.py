"""A consent is asked field by field: what cannot be read is asked again, and what is not allowed is not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from synopticon.errors import Refused
from synopticon.interviews.consent.questions import QUESTIONS
from synopticon.model.testimony import Use
from synopticon.workflow.interview_consent import ask_consent

TODAY = date(2026, 11, 22)
GIVEN = {
    "purpose": "a study of cameras", "use": "paraphrase", "recording": "notes only", "sharing": "one archive; another",
    "withdrawal": "by telephone", "expires": "2031-12-31", "may_know": "nobody", "obtained": "spoken",
    "obtained_by": "the interviewer", "language": "Korean", "free": "yes", "capacity": "adult", "day": "2026-01-05",
    "notes": "",
}  # fmt: skip
NAMES = {question.asked: question.name for question in QUESTIONS}


def answering(**first: list[str]) -> tuple[Callable[[str, str], str], list[str]]:
    """A person who answers as GIVEN, and before that as in `first`; and the names of what was asked."""
    asked: list[str] = []
    waiting: dict[str, Iterator[str]] = {name: iter(answers) for name, answers in first.items()}

    def answer(question: str, write: str) -> str:
        name = NAMES[question]
        asked.append(name)
        assert write
        return next(waiting.get(name, iter(())), GIVEN[name])

    return answer, asked


def test_every_question_is_asked_once_in_its_order() -> None:
    """And the answers are the consent."""
    answer, asked = answering()
    consent = ask_consent(TODAY, answer, pytest.fail)
    assert asked == [question.name for question in QUESTIONS]
    assert (consent.use, consent.sharing, consent.expires) == (
        Use.PARAPHRASE,
        ("one archive", "another"),
        date(2031, 12, 31),
    )


def test_what_cannot_be_read_or_is_left_out_is_asked_again() -> None:
    """With what to write instead; nothing is guessed."""
    said: list[str] = []
    answer, asked = answering(use=["whatever you like", ""], expires=["soon"], purpose=["  "])
    assert ask_consent(TODAY, answer, said.append).use is Use.PARAPHRASE
    assert [asked.count(name) for name in ("use", "expires", "purpose", "day")] == [3, 2, 2, 1]
    assert len(said) == 4
    assert not any("whatever" in sentence for sentence in said)


def test_a_consent_that_was_not_free_is_not_taken() -> None:
    """The answers may be whole and still allow nothing."""
    answer, _ = answering(free=["no"])
    with pytest.raises(Refused, match="free"):
        ask_consent(TODAY, answer, pytest.fail)
