"""Read a consent record from a file, or have its questions answered one by one; print its blank form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from synopticon.errors import InputError, NotFound, UsageError
from synopticon.interviews.consent.examining import consent_of, record_of
from synopticon.interviews.consent.reading import LARGEST, consent_record
from synopticon.interviews.consent.record import Consent

FORMS = Path(__file__).parents[1] / "interviews" / "consent" / "forms"


def read_consent(path: Path, on: date) -> Consent:
    """The consent that a file states. on: today, by the study's clock.

    Raises NotFound, InputError for a record that is not whole or contradicts itself, Refused for consent that was not
    free or has ended.
    """
    if not path.is_file():
        raise NotFound("there is no such file", where=str(path))
    try:
        with path.open("rb") as source:
            data = source.read(LARGEST + 1)
    except OSError as error:
        raise InputError("the consent record cannot be opened", where=str(path), why=error.strerror) from None
    return consent_of(consent_record(data, str(path)), on, str(path))


def answered_consent(answers: Mapping[str, str], on: date) -> Consent:
    """The consent that typed answers state, by the names of `questions.QUESTIONS`. Raises as `read_consent`."""
    return consent_of(record_of(answers), on)


def consent_form(language: str) -> str:
    """The blank form, to be printed: `en` or `ko`. Raises UsageError for another language."""
    languages = sorted(path.stem for path in FORMS.glob("*.txt"))
    if language not in languages:
        raise UsageError(
            "there is no consent form in that language",
            where=language,
            remedy=f"Forms: {', '.join(languages)}. Translate one of them with somebody whom the witness can trust.",
        )
    return (FORMS / f"{language}.txt").read_text("utf-8")
