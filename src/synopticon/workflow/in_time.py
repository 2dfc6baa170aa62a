"""Documents in the order of time in which a trace takes them: by the moment where it is known, else by the day."""

from __future__ import annotations

from collections.abc import Sequence

from synopticon.model.item import Item
from synopticon.reuse.moments import Moment, day_of, moment_of
from synopticon.workflow.family_member import FamilyMember


def moment_of_item(item: Item) -> Moment:
    """When it was published; where it does not say, the day that its address names."""
    return moment_of(item.when or day_of(item.url))


def in_time(members: Sequence[FamilyMember], origin: str | None = None) -> list[FamilyMember]:
    """Members in time; none before the one it echoes, where their dates leave that open. origin: of all, if named.

    Of one date, those come first that are nearer to the origin.
    """
    moments = {member.item.id: moment_of_item(member.item) for member in members}
    places: dict[str, tuple[tuple[bool, int, int], int]] = {}
    for member in sorted(members, key=lambda member: (member.item.id != origin, member.depth, member.item.id)):
        name, above = member.item.id, member.parent or origin
        order, steps = moments[name].order, member.depth
        if above in places and not moments[name].surely_before(moments[above]):
            order, steps = max(order, places[above][0]), max(steps, places[above][1] + 1)
        places[name] = order, steps
    return sorted(members, key=lambda member: (*places[member.item.id], moments[member.item.id].order, member.item.id))


def date_told(item: Item, *, hour: bool = True) -> str:
    """When it was published, for a line of text: "2012-01-03 10:00 UTC", or the day alone."""
    if not item.published_at or not hour:
        return item.published or "no date"
    day, _, clock = item.published_at.partition("T")
    zone = clock.lstrip("0123456789:")
    clock = clock.removesuffix(zone)[:5]
    return " ".join(filter(None, (day, clock if ":" in clock else f"{clock}h", "UTC" if zone == "Z" else zone)))
