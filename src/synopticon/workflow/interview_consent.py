"""The questions of a consent record, for whoever asks them on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from synopticon.interviews.consent.examining import fault_of, record_of
from synopticon.interviews.consent.questions import QUESTIONS
from synopticon.interviews.consent.record import Consent
from synopticon.workflow.consent import answered_consent

__all__ = ["Answer", "Consent", "ask_consent"]

Answer = Callable[[str, str], str]
"""Asks one question, with what an answer looks like, and gives the answer."""


def ask_consent(on: date, answer: Answer, complain: Callable[[str], object]) -> Consent:
    """The consent asked field by field; an answer that cannot be read is asked for again. on: today.

    Raises InputError, Refused where the witness permits nothing.
    """
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        while True:
            said = answer(question.asked, question.write)
            record = record_of({question.name: said})
            if question.name not in record and question.optional:
                break
            fault = fault_of(question, record.get(question.name, ""))
            if fault is None:
                answers[question.name] = said
                break
            complain(f"{fault.why}; {fault.write}.")
    return answered_consent(answers, on)
