"""GUIDs: read in every way tools write them, made of ids so that the same thing has the same one in every export."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

_SPACE = UUID("6f1f0c5e-6a0e-5b0e-9d0c-9d8f6f3b7a51")
"""Our own name space; its value means nothing."""
_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")
_ID = re.compile(r"[0-9a-f]{32}")


def canonical(written: str) -> str | None:
    """A GUID in lower case without braces; None where it is none."""
    found = _GUID.fullmatch(written.strip())
    return found[1].lower() if found else None


def guid_of(name: str) -> str:
    """The GUID under which a thing of the study goes out: a random id of 32 digits is one itself, others name one."""
    return str(UUID(hex=name)) if _ID.fullmatch(name) else str(uuid5(_SPACE, name))


def id_of(guid: str) -> str:
    """The id of 32 digits that a GUID stands for: `guid_of` of it is the GUID again."""
    return UUID(hex=guid).hex


def second(guid: str, number: int) -> str:
    """Another GUID for the number-th thing that came with one that was taken already."""
    return str(uuid5(_SPACE, f"{guid}#{number}"))
