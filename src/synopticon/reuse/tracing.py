"""From documents to families: fingerprint, propose, verify on the text, settle. A pure function of the set of documents
and of the judgements; the order in which they come changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from synopticon.model.judgement import Judgement
from synopticon.model.reuse import BINDING, Kind, Member, Reuse, Role, SharedSpan
from synopticon.reuse.credits import credited
from synopticon.reuse.documents import Corpus, Document, InMemory
from synopticon.reuse.families import Decisions, Relations, cluster, decisions
from synopticon.reuse.fingerprints import LONGEST, Bodies
from synopticon.reuse.kinds import turned
from synopticon.reuse.moments import day_of, moment_of
from synopticon.reuse.normalising import normalise
from synopticon.reuse.openings import Setting
from synopticon.reuse.origins import Card, Link, members_of, setting_of
from synopticon.reuse.proposing import Pairs, neighbouring, postings_of, propose
from synopticon.reuse.rarity import Rarity, rarity_in
from synopticon.reuse.verifying import Relation, verify

METHOD = "trace/4"
"""Name and version of all rules and thresholds of this room; a change of any of them counts it up."""
LEAST_IDENTICAL = 24
"""Letters of a body from which identical documents are one family; below it, equality says too little."""
FETCH, LIGHT = 256, 1_000_000
"""Most documents of known bodies, and about how many letters, looked at between two fetches of texts."""
EDGE = 1 << 14
"""Code points at either end of a long text in which its first and last letter are looked for."""

Tell = Callable[[str, int, int | None], None]
"""Told a stage, how many further steps of it are done, and of how many, where that is known."""


def _nobody(_stage: str, _steps: int, _total: int | None) -> None:
    """Told, and says nothing."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The whole answer: verified relations, and one row for each document; both sorted by id.

    blank: documents without a letter or digit. short: not blank, but too short or monotonous to be compared.
    """

    reuses: tuple[Reuse, ...]
    members: tuple[Member, ...]
    blank: int
    short: int
    proposed: int


def trace_documents(documents: Sequence[Document], judgements: Sequence[Judgement] = ()) -> Traced:
    """Trace documents that are in memory. Raises ValueError where two bear one id."""
    return trace_corpus(InMemory(documents), judgements)


def trace_corpus(corpus: Corpus, judgements: Sequence[Judgement] = (), tell: Tell = _nobody) -> Traced:
    """Trace a corpus of any size; only fingerprints and cards stay in memory."""
    bodies = Bodies()
    cards = []
    for document, body in bodies.take(corpus.documents()):
        cards.append(_card(document, body))
        tell("fingerprinting", 1, None)
    cards.sort(key=lambda card: (card.moment.order, -bodies.letters[card.body], bodies.digests[card.body], card.id))
    firsts = _first_of_each_body(cards, bodies)
    size = len(bodies.digests)
    postings = postings_of(*_columns(bodies), _ranks(cards, size))
    pairs = neighbouring(propose(postings, size))
    rarity = rarity_in(postings.grams, postings.crowd)
    verified = _verified(corpus, bodies, firsts, pairs, rarity, tell)
    reuses = [*verified.reuses, *_identical(corpus, cards, bodies, firsts)]
    members = _settled(cards, bodies, verified, decisions(judgements))
    letters = [bodies.letters[card.body] for card in cards]
    comparable = [bodies.comparable[card.body] for card in cards]
    return Traced(
        reuses=tuple(sorted(reuses, key=lambda reuse: (reuse.a, reuse.b))),
        members=tuple(sorted(members, key=lambda member: member.item)),
        blank=sum(not size for size in letters),
        short=sum(bool(size) and not able for size, able in zip(letters, comparable, strict=True)),
        proposed=len(pairs),
    )


def _card(document: Document, body: int) -> Card:
    return Card(
        id=document.id,
        body=body,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        moment=moment_of(document.published or day_of(document.url)),
        credit=credited(document.text),
    )


def _columns(bodies: Bodies) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """The fingerprints of the bodies that can be compared."""
    if not bodies.fingerprints:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    grams, owners = np.concatenate(bodies.fingerprints), np.concatenate(bodies.owners)
    able = np.array(bodies.comparable, bool)[owners]
    return grams[able], owners[able]


def _first_of_each_body(cards: Sequence[Card], bodies: Bodies) -> list[Card]:
    firsts: list[Card | None] = [None] * len(bodies.digests)
    for card in cards:
        if firsts[card.body] is None:
            firsts[card.body] = card
    return [card for card in firsts if card is not None]


def _ranks(cards: Sequence[Card], size: int) -> NDArray[np.int64]:
    """The place of each body in the order of the documents."""
    rank = np.full(size, -1, np.int64)
    number = 0
    for card in cards:
        if rank[card.body] < 0:
            rank[card.body] = number
            number += 1
    return rank


@dataclass(frozen=True, slots=True)
class _Verified:
    """What verification found: relations, the links that bind (both ways), and pairs that tell of different events."""

    reuses: list[Reuse] = field(default_factory=list)
    links: dict[int, dict[int, Link]] = field(default_factory=dict)
    events: dict[int, set[int]] = field(default_factory=dict)

    def add(self, held: Relation, first: Card, second: Card) -> None:
        """Take in one relation between these two documents' bodies."""
        left, right, verdict = held.left, held.right, held.verdict
        self.reuses.append(_reuse(first.id, second.id, verdict.kind, verdict.score, verdict.reasons, held.spans))
        if verdict.kind is Kind.TEMPLATE:
            self.events.setdefault(left, set()).add(right)
            self.events.setdefault(right, set()).add(left)
        if verdict.kind in BINDING:
            self.links.setdefault(right, {})[left] = Link(verdict.kind, verdict.score, held.figures.own_b)
            self.links.setdefault(left, {})[right] = Link(turned(verdict.kind), verdict.score, held.figures.own_a)


def _verified(
    corpus: Corpus, bodies: Bodies, firsts: Sequence[Card], pairs: Pairs, rarity: Rarity, tell: Tell
) -> _Verified:
    """Align every proposed pair on its texts."""

    def texts(wanted: Sequence[int]) -> list[str]:
        holders = [bodies.holders[body] for body in wanted]
        found = corpus.texts(holders)
        return [found[holder][:LONGEST] for holder in holders]

    def setting(left: int, right: int) -> Setting:
        return setting_of(firsts[left], firsts[right])

    verified = _Verified()
    for done, relations in verify(pairs, np.array(bodies.letters), texts, rarity, setting):
        tell("verifying", done, len(pairs))
        for held in relations:
            verified.add(held, firsts[held.left], firsts[held.right])
    return verified


def _reuse(
    first: str, second: str, kind: Kind, score: int, reasons: tuple[str, ...], spans: tuple[SharedSpan, ...]
) -> Reuse:
    """A relation with its ids in the order that Reuse asks for."""
    if first < second:
        return Reuse(first, second, kind, score, spans, reasons, METHOD)
    turned = tuple(SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in spans)
    return Reuse(second, first, kind, score, turned, reasons, METHOD)


def _identical(corpus: Corpus, cards: Sequence[Card], bodies: Bodies, firsts: Sequence[Card]) -> Iterator[Reuse]:
    """A relation from each further document of a body to the body's first one."""
    further = [card for card in cards if firsts[card.body] is not card and bodies.letters[card.body] >= LEAST_IDENTICAL]
    further.sort(key=lambda card: card.body)
    reasons = ("the two texts are the same, letter by letter",)
    for batch in _light_batches(further, bodies.letters):
        names = {card.id for card in batch} | {firsts[card.body].id for card in batch}
        extents = {name: _extent(text) for name, text in corpus.texts(sorted(names)).items()}
        for card in batch:
            first = firsts[card.body]
            span = SharedSpan(*extents[first.id], *extents[card.id])
            yield _reuse(first.id, card.id, Kind.COPY, 1000, reasons, (span,))


def _light_batches(cards: Sequence[Card], letters: Sequence[int]) -> Iterator[list[Card]]:
    """Neighbours whose texts are few and short enough to be held together; a long one is the last of its batch."""
    batch: list[Card] = []
    size = 0
    for card in cards:
        batch.append(card)
        size += letters[card.body]
        if len(batch) >= FETCH or size >= LIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _extent(text: str) -> tuple[int, int]:
    """From a text's first letter to behind its last one; a long text is not normalised as a whole for that."""
    head, tail = normalise(text[:EDGE]), normalise(text[-EDGE:])
    if len(text) <= EDGE or not len(head) or not len(tail):
        whole = head if len(text) <= EDGE else normalise(text)
        return whole.span(0, len(whole))
    return int(head.starts[0]), int(tail.ends[-1]) + len(text) - EDGE


def _settled(cards: Sequence[Card], bodies: Bodies, verified: _Verified, decided: Decisions) -> Iterator[Member]:
    """Families, and in each the parents and the origin."""
    bound = {
        later: {earlier: link.score / 1000 for earlier, link in near.items()} for later, near in verified.links.items()
    }
    by_id = {card.id: card for card in cards}
    joinable = {card.id: card.body for card in cards if bodies.letters[card.body] >= LEAST_IDENTICAL}
    alone = len(bodies.digests)
    body_of = {card.id: joinable.get(card.id, alone + number) for number, card in enumerate(cards)}
    families = cluster([card.id for card in cards], body_of, Relations(bound, verified.events), decided)
    unmet = _unmet(families, decided)
    for family in families:
        rows = members_of([by_id[name] for name in family], verified.links, decided)
        for row in rows:
            told = row if row.item in joinable or len(rows) > 1 else _too_short(row)
            yield replace(told, reasons=(*told.reasons, *unmet[row.item])) if row.item in unmet else told


def _unmet(families: Sequence[Sequence[str]], decided: Decisions) -> dict[str, list[str]]:
    """What to say of documents that a person joined, and that stay apart because of what a person cut."""
    if not decided.joined:
        return {}
    family_of = {name: family[0] for family in families for name in family}
    unmet: dict[str, list[str]] = {}
    for pair in sorted(decided.joined, key=sorted):
        if pair <= family_of.keys() and len({family_of[name] for name in pair}) > 1:
            for name in sorted(pair):
                other = ", ".join(sorted(pair - {name}))
                why = f"a person joined it to {other}, but set members of the two families apart: they stay apart"
                unmet.setdefault(name, []).append(why)
    return unmet


def _too_short(row: Member) -> Member:
    return Member(row.item, row.family, Role.SINGLE, reasons=("its text is blank or too short to be compared",))
