"""A consent record as a file's bytes, TOML or JSON told apart by content, and a consent as a record again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from synopticon.errors import InputError
from synopticon.interviews.consent.questions import QUESTIONS
from synopticon.interviews.consent.record import NEVER, NOBODY, Consent

LARGEST = 200_000
"""Bytes of the largest record that is read."""
_REMEDY = "A record is TOML or JSON in UTF-8, one field a question: synopticon interview consent-form prints them."


def consent_record(data: bytes, place: str | None = None) -> Mapping[str, Any]:
    """The fields of a record as its writer left them. Raises InputError; no message repeats the contents."""
    if len(data) > LARGEST:
        raise InputError(
            "the consent record is too large", where=place, why=f"{len(data):,} bytes; {LARGEST:,} are read"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "the consent record is not text in UTF-8", where=_at(place, f"byte {error.start:,}"), remedy=_REMEDY
        ) from None
    if not text.strip():
        raise InputError("the consent record is empty", where=place, remedy=_REMEDY)
    record = _json(text, place) if text.lstrip().startswith("{") else _toml(text, place)
    if not isinstance(record, dict):
        raise InputError("the consent record is not one object", where=place, remedy=_REMEDY)
    return record


def as_record(consent: Consent) -> dict[str, Any]:
    """The record of a consent, in JSON's own kinds; `consent_of` reads the same consent from it."""
    record: dict[str, Any] = {question.name: getattr(consent, question.name) for question in QUESTIONS}
    for name in ("sharing", "may_know"):
        record[name] = list(record[name]) or NOBODY
    record["expires"] = NEVER if consent.expires is None else consent.expires.isoformat()
    record["day"] = consent.day.isoformat()
    for name in ("use", "recording", "obtained"):
        record[name] = record[name].value
    if not consent.notes:
        del record["notes"]
    return record


def _json(text: str, place: str | None) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = _at(place, f"line {error.lineno}, column {error.colno}")
        raise InputError("the consent record is no JSON", where=where, remedy=_REMEDY) from None
    except _Twice:
        raise InputError(
            "the consent record gives a field twice", where=place, why="which of the two counts is unknown"
        ) from None
    except (RecursionError, ValueError):
        raise InputError("the consent record is no JSON that can be read", where=place, remedy=_REMEDY) from None


def _toml(text: str, place: str | None) -> object:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        # The parser's message may repeat a key; only where it stopped is told.
        found = str(error).rpartition("(at ")[2].rstrip(")") if "(at " in str(error) else ""
        raise InputError("the consent record is no TOML", where=_at(place, found), remedy=_REMEDY) from None


class _Twice(ValueError):
    """A field that stands twice in a JSON object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _Twice
    return dict(pairs)


def _at(place: str | None, spot: str) -> str | None:
    return ", ".join(part for part in (place, spot) if part) or None
