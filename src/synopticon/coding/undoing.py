"""Taking an act back: each coding gets back what the act changed of it, and keeps what others have changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from synopticon.model.coding import Change, Coding, Revision

_TOGETHER = (("reading", "start", "end"), ("code", "version"), ("memo",))
"""Parts of a coding that only make sense together."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """What taking an act back does. revisions: the codings as they become. kept: codings of which somebody has
    changed the same part since, so that they stay as they are.
    """

    revisions: tuple[Revision, ...]
    kept: tuple[Coding, ...]


def reverse(changes: Iterable[Change]) -> Reversal:
    """The reversal of an act; of a reversal, the act done again.

    A coding that the act made is taken away, one that it took away comes back as it was. Of one that it changed, each
    part that it changed goes back, unless that part has been changed again since.
    """
    revisions, kept = [], []
    for change in changes:
        now = _back(change)
        if now is None:
            kept.append(change.now.coding)
        elif now != change.now:
            revisions.append(now)
    return Reversal(tuple(revisions), tuple(kept))


def _back(change: Change) -> Revision | None:
    """The coding as it becomes; None where somebody has changed the same part since."""
    before = change.before or replace(change.after, stands=False)
    stands = change.now.stands
    if before.stands != change.after.stands:
        if change.now.stands != change.after.stands:
            return None
        stands = before.stands
    values: dict[str, object] = {}
    for parts in _TOGETHER:
        was, made, is_now = (_of(one.coding, parts) for one in (before, change.after, change.now))
        if was == made:
            continue
        if is_now != made:
            return None
        values |= zip(parts, was, strict=True)
    return Revision(replace(change.now.coding, **values), stands)  # type: ignore[arg-type]


def _of(coding: Coding, parts: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(coding, part) for part in parts)
