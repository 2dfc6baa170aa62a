"""What opens a vault: an age identity held in memory, from a file that a passphrase protects or on a hardware key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from synopticon.vault import age


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity in memory. recipient: its public half, where it is known. key: age's own object, never shown."""

    recipient: str | None
    key: Any = field(repr=False)


def from_secret(text: str) -> Identity:
    """The identity of an `AGE-SECRET-KEY-1…`. Raises ValueError, never quoting it."""
    key = age.identity(text)
    return Identity(age.recipient_of(key), key)
