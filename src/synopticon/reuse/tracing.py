"""From documents to families: fingerprint, propose, verify on the text, settle. A pure function of the set of documents
and of the judgements; the order in which they come changes nothing. Here the stages run in one process, one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.model.judgement import Judgement
from synopticon.model.reuse import Member, Reuse
from synopticon.reuse.documents import Corpus, Document, InMemory
from synopticon.reuse.families import decisions
from synopticon.reuse.fingerprints import LONGEST, fingerprint, light_batches
from synopticon.reuse.gathering import Gathered, firsts_of, ranks_of
from synopticon.reuse.identical import identical
from synopticon.reuse.openings import Setting
from synopticon.reuse.origins import Card, setting_of
from synopticon.reuse.proposing import Pairs, Postings, neighbouring, postings_of, propose
from synopticon.reuse.rarity import frozen_rarity
from synopticon.reuse.relations import Verified, found_between
from synopticon.reuse.settling import settle
from synopticon.reuse.verifying import verify

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
    gathered = Gathered()
    for batch in light_batches(corpus.documents()):
        gathered.add(fingerprint(batch))
        tell("fingerprinting", len(batch), None)
    order, letters, size = gathered.in_order(), gathered.letters, len(gathered.digests)
    places = firsts_of(np.array([card.body for card in order], np.int64))
    firsts = [order[place] for place in places.tolist()]
    pairs = neighbouring(propose(_postings(gathered, ranks_of(places)), size))
    verified = _verified(corpus, letters, firsts, pairs, tell)
    lengths_of = dict(enumerate(letters))
    reuses = [*verified.reuses, *identical(order, lengths_of, corpus.texts)]
    members = settle(order, lengths_of, verified, decisions(judgements))
    lengths = [(letters[card.body], gathered.comparable[card.body]) for card in order]
    return Traced(
        reuses=tuple(sorted(reuses, key=lambda reuse: (reuse.a, reuse.b))),
        members=tuple(sorted(members, key=lambda member: member.item)),
        blank=sum(not length for length, _ in lengths),
        short=sum(bool(length) and not able for length, able in lengths),
        proposed=len(pairs),
    )


def _postings(gathered: Gathered, ranks: NDArray[np.int64]) -> Iterator[Postings]:
    """All grams, a part at a time; then they are let go."""
    for part in gathered.parts():
        yield postings_of(*part, ranks)
    gathered.let_go()


def _verified(corpus: Corpus, letters: Sequence[int], firsts: Sequence[Card], pairs: Pairs, tell: Tell) -> Verified:
    """Align every proposed pair on its texts."""

    def texts(wanted: Sequence[int]) -> list[str]:
        names = [firsts[body].id for body in wanted]
        found = corpus.texts(names)
        return [found[name][:LONGEST] for name in names]

    def setting(left: int, right: int) -> Setting:
        return setting_of(firsts[left], firsts[right])

    verified = Verified()
    for done, relations in verify(pairs, np.array(letters), texts, frozen_rarity(), setting):
        tell("verifying", done, len(pairs))
        for held in relations:
            verified.add(found_between(held, firsts[held.left], firsts[held.right]))
    return verified
