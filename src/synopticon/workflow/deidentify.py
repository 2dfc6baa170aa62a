"""Say what of a transcript could identify somebody, without a study; nothing is kept, and nothing is told but spans."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import InputError, NotFound
from synopticon.interviews.coarseness import USUAL, Coarseness, coarseness_of
from synopticon.interviews.engine import propose
from synopticon.interviews.forgetting import forget
from synopticon.interviews.identity import DEEPEST, Identity, TooDeep, identity_of
from synopticon.interviews.models import Model, absent_models, load_models
from synopticon.interviews.span import Proposal
from synopticon.settings import PROTOCOL, read_settings

LARGEST_FILE = 50_000_000
"""Bytes of the largest transcript: some thousand hours of speech."""
LARGEST_RECORD = 1_000_000
RECORD = "A record is one JSON object in UTF-8, with keys such as names, relatives, residences, contacts."


@dataclass(frozen=True, slots=True)
class Proposed:
    """text_digest: HMAC-SHA256 of the file's bytes. spans: what to replace, in the file's order."""

    text_digest: str
    spans: tuple[Proposal, ...]


def deidentify_file(
    path: Path, record: Path | None, key: bytes, models: Sequence[str] = (), study: Path | None = None
) -> Proposed:
    """What of a file to replace. key: secret, of 32 bytes; without it nobody can try texts against the digest.

    models: names of model detectors to ask as well. study: a study whose protocol says how coarse places, dates and
    ages become; the usual levels without one. Raises MissingPart for one that is not installed, NotFound, and
    InputError for what is no text in UTF-8, is too large, or is no identity record. No message and no error repeats
    what a file holds, and no function remembers its words afterwards.
    """
    asked = load_models(models)
    coarseness = USUAL if study is None else coarseness_of(read_settings(study / PROTOCOL))
    try:
        return _proposed(path, record, key, asked, coarseness)
    finally:
        forget()


def _proposed(path: Path, record: Path | None, key: bytes, asked: Sequence[Model], coarseness: Coarseness) -> Proposed:
    identity = Identity() if record is None else identity_in(contents(record, LARGEST_RECORD, RECORD), record)
    data = contents(path, LARGEST_FILE, "Split it by its turns, and read the parts.")
    text = _text(data, path, "Save the transcript as text in UTF-8; synopticon extract reads office files and others.")
    return Proposed(hmac.digest(key, data, "sha256").hex(), tuple(propose(text, identity, asked, coarseness)))


def unasked_models() -> list[str]:
    """The known model detectors that no installed package offers."""
    return absent_models()


def contents(path: Path, most: int, remedy: str) -> bytes:
    """A file's bytes, from disk to memory and nowhere else. Raises NotFound, and InputError where it is too large."""
    if not path.is_file():
        raise NotFound("there is no such file", where=str(path))
    try:
        if (size := path.stat().st_size) > most:
            raise InputError(
                "the file is too large", where=str(path), why=f"{size:,} bytes; {most:,} are read", remedy=remedy
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError("the file cannot be opened", where=str(path), why=error.strerror) from None


def _text(data: bytes, path: Path, remedy: str) -> str:
    # The errors of the decoders hold the bytes themselves, so they are not chained.
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            "the file is not text in UTF-8", where=f"{path}, byte {error.start:,}", remedy=remedy
        ) from None
    if "\0" in text:
        raise InputError("the file is not text", where=f"{path}, character {text.index(chr(0)):,}", remedy=remedy)
    return text


def identity_in(data: bytes, path: Path) -> Identity:
    """What an identity record says. Raises InputError; no message repeats anything of it."""
    remedy = RECORD
    text = _text(data, path, remedy).removeprefix("\ufeff")
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            "the identity record is no JSON", where=f"{path}, line {error.lineno}, column {error.colno}", remedy=remedy
        ) from None
    except (RecursionError, ValueError):
        raise InputError("the identity record is no JSON that can be read", where=str(path), remedy=remedy) from None
    if not isinstance(record, Mapping):
        raise InputError("the identity record is not an object", where=str(path), remedy=remedy)
    try:
        return identity_of(record)
    except TooDeep:
        raise InputError(
            "the identity record is nested too deep", where=str(path), why=f"{DEEPEST} levels are read", remedy=remedy
        ) from None
