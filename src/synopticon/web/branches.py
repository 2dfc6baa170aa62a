"""The rows of a family's table: in a large family, echoes that tell the same in the same way share one row.

Nothing is hidden for good: a row that stands for several opens at a click, and what is judged or shown side by side
has always a row of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass

from synopticon.workflow.family import FamilyView
from synopticon.workflow.family_member import FamilyMember

FOLD_FROM = 40
"""Members from which on the table is folded."""
LEAST = 4
"""Rows that are folded together at least."""
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of the table, or several that were folded into one. folded: the members are not listed one by one."""

    members: tuple[FamilyMember, ...]
    folded: bool = False

    @property
    def head(self) -> FamilyMember:
        """The earliest of them, whose id names the row."""
        return self.members[0]

    @property
    def alike(self) -> bool:
        """True where all of them changed the same, or nothing."""
        return len({changes(member) for member in self.members}) == 1

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """Every change that one of them made, once."""
        return tuple(dict.fromkeys(change for member in self.members for change in changes(member)))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Their outlets in the order in which they told it."""
        return tuple(dict.fromkeys(member.item.outlet or "unknown" for member in self.members))

    @property
    def scores(self) -> tuple[int, int] | None:
        """The least and the greatest shared share among them, in thousandths."""
        found = [member.score for member in self.members if member.score is not None]
        return (min(found), max(found)) if found else None

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last date among them."""
        dates = [member.item.published for member in self.members if member.item.published]
        return (dates[0], dates[-1]) if dates else (None, None)


def branches(view: FamilyView, *, apart: Collection[str], opened: str) -> tuple[Branch, ...]:
    """The tree as rows. apart: items that have a row of their own. opened: the id of a folded row to list, or EVERY."""
    if len(view.members) < FOLD_FROM or opened == EVERY:
        return tuple(Branch((member,)) for member in view.tree)
    groups = _groups(view, apart)
    rows: list[Branch] = []
    for member in view.tree:
        group = groups.get(member.item.id, (member,))
        if len(group) < LEAST or (opened and group[0].item.id.startswith(opened)):
            rows.append(Branch((member,)))
        elif group[0] is member:
            rows.append(Branch(tuple(group), folded=True))
    return tuple(rows)


def _groups(view: FamilyView, apart: Collection[str]) -> dict[str, Sequence[FamilyMember]]:
    """Members without echoes of their own, by their id, with those that did the same with the same parent.

    Those that changed what nearly nobody else changed are gathered by parent and kind.
    """
    parents = {member.parent for member in view.members}
    leaves = [m for m in view.tree if m.parent and m.item.id not in parents and m.item.id not in apart]
    alike = _gathered(leaves, lambda member: (member.parent, member.kind, changes(member)))
    few = {member.item.id for group in alike.values() if len(group) < LEAST for member in group}
    rest = _gathered([m for m in leaves if m.item.id in few], lambda member: (member.parent, member.kind))
    every = [*(group for group in alike.values() if len(group) >= LEAST), *rest.values()]
    return {member.item.id: group for group in every for member in group}


def _gathered(
    members: Sequence[FamilyMember], key: Callable[[FamilyMember], Hashable]
) -> dict[Hashable, list[FamilyMember]]:
    found: dict[Hashable, list[FamilyMember]] = {}
    for member in members:
        found.setdefault(key(member), []).append(member)
    return found


def changes(member: FamilyMember) -> tuple[tuple[str, str], ...]:
    """What a member says otherwise than its parent: the words before and after."""
    return tuple((one.before, one.after) for one in member.drift)
