"""The custody log's entries on witnesses: a commitment that nobody can open once the witness's key is gone, and a day.

Neither pseudonym, title, length nor hour is in them. Whoever holds the witness's key can show which entry is whose.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from synopticon.model.custody import Act
from synopticon.model.digests import canonical_json

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer

NONCE = 16

ADDED, SIGNED, RECANTED, WITHDRAWN = "interview-add", "interview-sign", "interview-recant", "interview-withdraw"
BROUGHT, TAKEN_BACK, TERMS = "interview-bring", "interview-take-back", "interview-terms"
REVIEWED = "interview-review"

ACTS = frozenset({ADDED, SIGNED, RECANTED, WITHDRAWN, BROUGHT, TAKEN_BACK, TERMS, REVIEWED})
"""None of them changes a captured document, and none may ever enter the public log."""


def commitment(key: bytes, act: str, *said: str) -> str:
    """HMAC-SHA256 over the act and what it concerned, under the witness's key."""
    return hmac.digest(key, canonical_json([act, *said]), "sha256").hex()


def record(writer: Writer, act: str, key: bytes, nonce: bytes, *said: str) -> None:
    """Log an act within the writer's transaction. nonce: chance, so that two acts alike cannot be told to be."""
    writer.record(Act(act, commitment(key, act, nonce.hex(), *said), details={"nonce": nonce.hex()}), by_day=True)
