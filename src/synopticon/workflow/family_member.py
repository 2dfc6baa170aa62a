"""A member of a family as it is shown: its facts, what ties it to its parent, and what drifted on the way."""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.model.item import Item
from synopticon.model.reuse import Kind, Role, SharedSpan
from synopticon.reuse.drift import Drift
from synopticon.reuse.lineage import JOINED


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A member with its facts, and what ties it to its parent.

    spans: shared with the parent, a the parent's side, b this member's. kept: facts told alike beside them. agency:
    credited by the text and not the outlet itself. depth: steps from the root of its tree. nearest: the member with
    which it shares most, as far as that was verified; what to lay beside it where no parent is named.
    """

    item: Item
    role: Role
    parent: str | None
    kind: Kind | None
    score: int | None
    reasons: tuple[str, ...]
    spans: tuple[SharedSpan, ...]
    drift: tuple[Drift, ...]
    agency: str | None
    depth: int
    kept: tuple[SharedSpan, ...] = ()
    nearest: str | None = None

    @property
    def beside(self) -> str | None:
        """The member to be read beside it."""
        return self.parent or self.nearest

    @property
    def joined(self) -> bool:
        """True where a person's judgement put it here, as a translation, and no shared words."""
        return any(reason.startswith(JOINED) for reason in self.reasons)
