"""Whose words a cited passage is: the origin behind it, and the reason in plain words.

The rules, in their order:
1. A document that was never traced says nothing of its origin: all such count as one, until `synopticon trace` has run.
2. Among all documents that carry the passage's words, the origin is the earliest of those that the trace calls an
   origin; where it calls none so, the earliest of all. The order is by date, then id, never by arrival.
3. Where that document itself credits somebody whose own document was not collected, the origin is unseen; unseen
   origins with one name are one origin.
4. An echo's words that stand in no other document, and those of an echo that a person set apart, are its own: an
   origin of their own, and it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from synopticon.language.dates import edtf_bounds
from synopticon.model.corroboration import RestsOn
from synopticon.model.finding import Evidence
from synopticon.model.item import Item
from synopticon.model.reuse import Member, Role

UNTRACED = "untraced"
"""The key that all documents share which were never traced."""

LONGEST_NAME = 60
"""Characters of a document's name within a sentence."""

_SPEAKS_FOR_ITSELF = frozenset({Role.ORIGIN, Role.SINGLE, Role.ECHO_OF_UNSEEN})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document: its facts, its row of the last trace, whom it credits, its kind of source.

    voice: the identity of its outlet as a source; credited: that of whom it credits.
    """

    item: Item
    member: Member | None
    credits: str | None = None
    kind: str = ""
    voice: str | None = None
    credited: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage of the evidence. carriers: ids of all documents that hold its words, its own among them.

    shares_words: True where its document shares any words, not only these, with another.
    parted: True where a person judged its document independent of another with like words.
    rests: the named sources on which it rests by its document's own words.
    """

    evidence: Evidence
    carriers: frozenset[str]
    shares_words: bool
    parted: bool = False
    rests: tuple[RestsOn, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage's words come from. Equal keys are one origin. item is None where it was not collected.

    voice: whose words they are, as the identity of a source; source: the name of the one at which it is counted.
    """

    key: str
    item: str | None
    family: str
    label: str
    kind: str
    reason: str = ""
    voice: str | None = None
    source: str | None = None


def origin_of(cited: Cited, known: Mapping[str, Known]) -> Origin:
    """The origin of one passage. known must hold every carrier that is still in the study, and the passage's own."""
    own = known[cited.evidence.passage.item]
    if own.member is None:
        return Origin(UNTRACED, None, "", "documents that were not traced", own.kind)
    head = _head([known[one] for one in cited.carriers if one in known], own)
    member = head.member or own.member
    if member.role is Role.ECHO_OF_UNSEEN:
        return _unseen(head, member)
    if member.role is Role.ECHO and cited.carriers == {own.item.id}:
        return _echo(cited, own, member, known)
    return _collected(head, member)


def label_of(item: Item) -> str:
    """Outlet (else title, else address) and date, as a person would name a document."""
    name = " ".join((item.outlet or item.title or item.asked).split())
    return f"{name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + '…'}, {item.published or 'undated'}"


def age(item: Item) -> tuple[int, int, str]:
    """The order of documents: first possible day, last possible day, id; the undated stand last."""
    try:
        first, last = edtf_bounds(item.published or "")
    except ValueError:
        return 10**7, 10**7, item.id
    return first.toordinal(), last.toordinal(), item.id


def _head(carriers: Iterable[Known], own: Known) -> Known:
    """Of all who carry the words, the one who had them first."""
    traced = {one.item.id: one for one in carriers if one.member and one.item.withdrawn is None}
    named = {one.member.origin for one in traced.values() if one.member and one.member.origin in traced}
    named |= {id_ for id_, one in traced.items() if one.member and one.member.role in _SPEAKS_FOR_ITSELF}
    candidates = [traced[one] for one in named if one] or list(traced.values()) or [own]
    return min(candidates, key=lambda one: age(one.item))


def _collected(head: Known, member: Member, reason: str = "") -> Origin:
    return Origin(head.item.id, head.item.id, member.family, label_of(head.item), head.kind, reason, head.voice)


def _unseen(head: Known, member: Member) -> Origin:
    if head.credits is None:
        key, label = f"unseen:{member.family}", f"an origin that was not collected, behind {label_of(head.item)}"
        reason = f"The words of {label_of(head.item)} speak for an origin that was not collected; it is counted once."
    else:
        key, label = f"unseen:{head.credits}", f"{head.credits}, whose own document was not collected"
        reason = f"{label_of(head.item)} credits {head.credits}; that origin is counted once."
    return Origin(key, None, member.family, label, head.kind, reason, head.credited)


def _echo(cited: Cited, own: Known, member: Member, known: Mapping[str, Known]) -> Origin:
    """An echo whose cited words no other document carries: its own words, or an alignment that nobody recorded."""
    if cited.parted:
        return _collected(own, member, f"A person judged {label_of(own.item)} independent of a document like it.")
    if cited.shares_words:
        reason = f"{label_of(own.item)} repeats other documents, but the words cited from it stand in none of them."
        return _collected(own, member, reason)
    origin = known.get(member.origin or "")
    if origin is None:
        return Origin(f"family:{member.family}", None, member.family, label_of(own.item), own.kind)
    return _collected(origin, member)
