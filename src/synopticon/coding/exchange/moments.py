"""Moments as other tools write them, as XML Schema writes them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(written: object) -> str | None:
    """`2024-01-02 03:04:05` and its like as `2024-01-02T03:04:05`; None for what is no moment.

    Where no zone was written, none is added: the tool's clock is not known.
    """
    if not isinstance(written, str):
        return None
    try:
        found = datetime.fromisoformat(written.strip().replace("_", "T"))
    except ValueError:
        return None
    if found.tzinfo is not None:
        return found.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    return found.replace(microsecond=0).isoformat()
