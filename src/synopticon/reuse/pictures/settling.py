"""Groups of pictures from verified pairs and from what persons decided: a pair set apart is never in one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from synopticon.model.picture import PictureDecisions


def settled(
    names: Sequence[str], verified: Iterable[tuple[str, str]], decided: PictureDecisions = PictureDecisions()
) -> dict[str, str]:
    """The group of each name. verified: (picture, the one it was verified against), the groups being named after these.

    First what was verified, in the order of the names, then what persons joined. A pair that would bring two pictures
    into one group which a person set apart is left alone, however it came. A function of the sets alone.
    """
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in decided.apart:
        apart[one].add(other)
        apart[other].add(one)
    pairs = sorted(set(verified))
    group = {name: {name} for name in names}
    for one, other in (*pairs, *sorted(decided.joined)):
        here, there = group.get(one), group.get(other)
        if here is None or there is None or here is there or any(apart[member] & there for member in here):
            continue
        there |= here
        group |= dict.fromkeys(here, there)
    heads = {head for _, head in pairs}
    return _named(group, heads)


def _named(group: Mapping[str, set[str]], heads: set[str]) -> dict[str, str]:
    """Each group by the least of the pictures after which it is called; by its least where there is none."""
    name_of = {id(members): min(members & heads or members) for members in group.values()}
    return {name: name_of[id(members)] for name, members in group.items()}
