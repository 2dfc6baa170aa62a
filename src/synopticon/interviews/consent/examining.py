"""A consent record examined: every fault is named with its field, its reason and what to write instead.

Nothing is taken for granted. A field that is missing or not understood refuses the record; no field has a default that
allows something. What the witness wrote is not repeated in a fault: the record is on its way into the vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from synopticon.errors import InputError, Refused
from synopticon.interviews.consent.questions import QUESTIONS, Question, Unfit
from synopticon.interviews.consent.record import Consent, Recording
from synopticon.model.testimony import Use


class Wrong(StrEnum):
    """The kinds of fault, from what can be mended by writing to what only the witness can mend."""

    UNKNOWN = "unknown"
    """A field that no consent record has: it may hold a condition that nobody would obey."""
    MISSING = "missing"
    UNCLEAR = "unclear"
    CONTRADICTORY = "contradictory"
    EXPIRED = "expired"
    NOT_FREE = "not free"


@dataclass(frozen=True, slots=True)
class Fault:
    """field: its name in the record. why: a clause. write: what to write, or to do, instead."""

    kind: Wrong
    field: str
    why: str
    write: str

    def sentence(self) -> str:
        """The fault on one line."""
        return f"{self.field}: {self.why}; {self.write}"


def consent_of(record: Mapping[str, Any], on: date, place: str | None = None) -> Consent:
    """The consent that a record states. on: today.

    Raises Refused where the witness does not, or no longer, permits anything; InputError for a record that is missing
    something, says something unclear or contradicts itself. The message names every fault.
    """
    values, faults = _read(record)
    if not faults:
        consent = Consent(**cast("dict[str, Any]", values))
        faults = examined(consent, on)
        if not faults:
            return consent
    raise _refusal(faults, place)


def faults_of(record: Mapping[str, Any], on: date) -> list[Fault]:
    """All that keeps a record from being accepted, in the order of the questions; none where it would be."""
    values, faults = _read(record)
    return faults or examined(Consent(**cast("dict[str, Any]", values)), on)


def fault_of(question: Question, answer: Any) -> Fault | None:
    """What is wrong with one answer, taken alone."""
    try:
        question.read(answer)
    except Unfit as error:
        return Fault(Wrong.UNCLEAR, question.name, str(error), f"write {question.write}")
    return None


def record_of(answers: Mapping[str, str]) -> dict[str, Any]:
    """Typed answers as a record: lists are split at semicolons, and what was left empty is not in it."""
    several = {question.name for question in QUESTIONS if question.several}
    return {
        name: [part.strip() for part in answer.split(";") if part.strip()] if name in several else answer.strip()
        for name, answer in answers.items()
        if answer.strip()
    }


def examined(consent: Consent, on: date) -> list[Fault]:
    """What speaks against a record whose every field can be read."""
    faults: list[Fault] = []

    def add(kind: Wrong, field: str, why: str, write: str) -> None:
        faults.append(Fault(kind, field, why, write))

    if not consent.free:
        add(Wrong.NOT_FREE, "free", "the witness did not agree freely", "ask again, without anything that presses")
    if consent.day > on:
        add(Wrong.CONTRADICTORY, "day", "the consent lies in the future", "write the day on which it was given")
    if consent.expires is not None and consent.expires < consent.day:
        add(Wrong.CONTRADICTORY, "expires", "it ends before it was given", "look at both days, and write them again")
    elif consent.expires is not None and consent.expires < on:
        add(Wrong.EXPIRED, "expires", "the consent has ended", "ask the witness again, and write a new record")
    if consent.use is Use.QUOTE and consent.recording is Recording.NO:
        add(
            Wrong.CONTRADICTORY,
            "recording",
            "words may be quoted of which neither a recording nor notes may be kept",
            "ask which of the two is meant, and write “yes” or “notes only” here or a narrower use",
        )
    return faults


def _read(record: Mapping[str, Any]) -> tuple[dict[str, object], list[Fault]]:
    known = {question.name: question for question in QUESTIONS}
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for name, question in known.items():
        if name not in record or (question.optional and record[name] == ""):
            if not question.optional:
                faults.append(Fault(Wrong.MISSING, name, "it is missing", f"write {question.write}"))
        elif (fault := fault_of(question, record[name])) is not None:
            faults.append(fault)
        else:
            values[name] = question.read(record[name])
    # A field's own name could be a sentence that somebody wrote into the wrong place: only its number is told.
    strange = sum(name not in known for name in record)
    if strange:
        faults.append(
            Fault(
                Wrong.UNKNOWN,
                "the record",
                f"it has {strange} {'field' if strange == 1 else 'fields'} that no consent record has",
                "put what was agreed beside these questions under notes, and look for a mistyped name",
            )
        )
    return values, faults


def _refusal(faults: list[Fault], place: str | None) -> InputError | Refused:
    why = ". ".join(fault.sentence() for fault in faults)
    kinds = {fault.kind for fault in faults}
    form = "synopticon interview consent-form prints the questions."
    if Wrong.NOT_FREE in kinds:
        return Refused("the witness's free choice is protected, and this consent was not free", where=place, why=why)
    if kinds & {Wrong.MISSING, Wrong.UNCLEAR, Wrong.UNKNOWN}:
        return InputError("the consent record is not whole", where=place, why=why, remedy=form)
    if Wrong.CONTRADICTORY in kinds:
        return InputError("the consent record contradicts itself", where=place, why=why)
    return Refused("the witness's time limit is protected, and this consent has ended", where=place, why=why)
