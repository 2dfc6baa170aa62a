"""Witnesses behind a finding: which of them count, and as how many origins.

The rules, in their order:
1. What a witness took back, and what a consent does not or no longer allow, is set aside and said.
2. A witness is one origin, whatever number of passages: first-hand where one of them is (saw, did).
3. A witness who only was told rests on whoever told it, where that is coded: on another witness of the same stance, who
   then is the origin; else with all others who were told by the same person, together one origin. Of several such
   persons it is the one whom most witnesses share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from synopticon.findings.groups import FIRST_HAND, Group
from synopticon.model.corroboration import OriginGroup
from synopticon.model.finding import Basis, Stance, Testified

KIND = "testimony"
"""The kind of source that every witness is."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Testimony with what is known of its witness.

    name: as the reader of the answer may call the witness ("witness tavo-46", in a release "a witness"). barred: why it
    does not count, a clause; empty where it does. on: the id of the witness who is the person that told it. teller: how
    that person may be called; empty where it may not be said.
    """

    brought: Testified
    name: str
    barred: str = ""
    on: str | None = None
    teller: str = ""

    @property
    def hearsay(self) -> bool:
        """Whether it was told by somebody of whom something is coded."""
        return self.brought.basis is Basis.TOLD and bool(self.on or self.brought.told_by)


def spoken_groups(testimony: Iterable[Spoken], stance: Stance) -> tuple[Group, ...]:
    """One group an origin, for the testimony of one stance that counts."""
    said: defaultdict[str, list[Spoken]] = defaultdict(list)
    for one in testimony:
        if one.brought.stance is stance and not one.barred:
            said[one.brought.witness].append(one)
    origins: defaultdict[str, list[Spoken]] = defaultdict(list)
    for witness, origin in _origins(said).items():
        origins[origin] += said[witness]
    groups = [_group(rows) for rows in origins.values()]
    return tuple(sorted(groups, key=lambda group: (group.shown.label, group.shown.passages)))


def set_aside(testimony: Iterable[Spoken]) -> tuple[str, ...]:
    """A sentence for each witness whose words do not count, with the reason."""
    reasons = {(one.brought.witness, one.name, one.barred) for one in testimony if one.barred}
    sentences = sorted(f"What {name} said does not count: {why}." for _, name, why in reasons)
    return tuple(dict.fromkeys(sentences))


def _origins(said: Mapping[str, Sequence[Spoken]]) -> dict[str, str]:
    """The origin at which each witness is counted: the witness's own id, another witness's, or a person's label."""
    tellers = {witness: _tellers(rows) for witness, rows in said.items()}
    shared = Counter(teller for known in tellers.values() for teller in known)
    origins = {}
    for witness, known in tellers.items():
        here = [teller for teller in known if teller in said and teller != witness]
        if here:
            origins[witness] = min(here)
        else:
            common = [teller for teller in known if shared[teller] > 1]
            origins[witness] = max(common, key=lambda teller: (shared[teller], teller), default=witness)
    return {witness: _followed(witness, origins) for witness in origins}


def _tellers(rows: Sequence[Spoken]) -> frozenset[str]:
    """Who told a witness all that was brought; nobody where any of it is the witness's own."""
    if not all(one.hearsay for one in rows):
        return frozenset()
    return frozenset(one.on or f"told:{one.brought.told_by.casefold()}" for one in rows)


def _followed(witness: str, origins: Mapping[str, str]) -> str:
    """Along who told whom to the first who knows it otherwise; a circle ends at its first member by name."""
    seen = [witness]
    while (following := origins.get(seen[-1])) is not None and following != seen[-1]:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _group(rows: Sequence[Spoken]) -> Group:
    witnesses = {one.brought.witness: one.name for one in rows}
    first_hand = any(one.brought.basis in FIRST_HAND for one in rows)
    names = sorted(witnesses.values())
    tellers = sorted({one.teller for one in rows if one.teller}) if len(witnesses) > 1 else []
    label = names[0] if len(names) == 1 else _joined(names)
    shown = OriginGroup(
        family="",
        origin=None,
        label=label,
        channel=KIND,
        first=None,
        documents=(),
        passages=tuple(sorted(one.brought.passage.id for one in rows)),
        witnesses=len(witnesses),
    )
    return Group(shown, "", first_hand, True, _reasons(len(witnesses), tellers, first_hand), None)


def _joined(names: Sequence[str]) -> str:
    if len(set(names)) == 1:
        return f"{len(names)} witnesses"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _reasons(witnesses: int, tellers: Sequence[str], first_hand: bool) -> tuple[str, ...]:
    if witnesses == 1:
        return ()
    if first_hand:
        return (f"{witnesses} witnesses count as one origin: the others were told by one of them.",)
    by = f", {', '.join(tellers)}" if tellers else ""
    return (f"{witnesses} witnesses were told by one person{by}; they count as one origin.",)
