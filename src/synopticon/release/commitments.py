"""Hiding commitments and keyed names: what binds the study without telling anything until it is opened.

A plain digest of a guessable thing (a page that anyone can fetch, a file name) tells whoever guesses it that the study
has it. A commitment carries a salt that only the study's key can make; it is opened one at a time by giving the salt.
"""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum

from synopticon.model.digests import sha256_hex


class Committed(StrEnum):
    """What a commitment is about; part of the hash, so that one kind cannot be opened as another."""

    CAPTURE = "capture"
    """The SHA-256 of a capture's payload."""
    READING = "reading"
    """The SHA-256 of an extraction's text in UTF-8, after the extractor's name and a line feed."""
    ACT = "act"
    """The canonical form of an act of the custody log, without who did it."""


def salt_for(key: bytes, kind: Committed, name: str) -> bytes:
    """The salt of the commitment to the thing of that name: HMAC-SHA-256 under the study's key, 32 bytes."""
    return hmac.digest(key, f"synopticon/salt/{kind}/{name}".encode(), "sha256")


def commit(kind: Committed, salt: bytes, content: bytes) -> str:
    """SHA-256 over a domain tag, the salt and the content, as hexadecimal characters."""
    return sha256_hex(f"synopticon/commitment/{kind}\n".encode() + salt + content)


def commit_capture(salt: bytes, payload_sha256: str) -> str:
    """The commitment to a capture's payload."""
    return commit(Committed.CAPTURE, salt, bytes.fromhex(payload_sha256))


def commit_reading(salt: bytes, extractor: str, text: str) -> str:
    """The commitment to the text which that extractor read."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return commit(Committed.READING, salt, extractor.encode() + b"\n" + digest)


def public_name(key: bytes, kind: str, private: str) -> str:
    """A name for publishing that lasts over editions and from which the private id cannot be guessed: 16 characters.

    A capture's own id is a digest over the path that was handed in: published, it would let a guess at it be checked.
    """
    return hmac.digest(key, f"synopticon/name/{kind}/{private}".encode(), "sha256").hex()[:16]
