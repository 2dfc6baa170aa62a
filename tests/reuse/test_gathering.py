"""Gathering: however documents are cut into batches, bodies, grams and the order of the documents are the same."""

from __future__ import annotations

import random

import numpy as np

from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import fingerprint
from synopticon.reuse.gathering import Gathered, firsts_of, ranks_of

STORY = " ".join(f"mast{n * n} road{n}" for n in range(40))
OTHER = " ".join(f"choir{n * n} hall{n}" for n in range(50))
DOCUMENTS = [
    Document("late", STORY, published="2024-03-02"),
    Document("early", STORY.upper(), published="2024-03-01"),
    Document("undated", STORY),
    Document("same-day", OTHER, published="2024-03-01"),
    Document("blank", ""),
]


def gathered(*batches: list[Document]) -> Gathered:
    found = Gathered()
    for batch in batches:
        found.add(fingerprint(batch))
    return found


def test_the_order_is_date_then_the_longer_body_then_the_id() -> None:
    """Documents without a date are last; nothing of it depends on arrival or on the batches."""
    names = ["same-day", "early", "late", "undated", "blank"]
    assert len(OTHER) > len(STORY)
    for seed in range(6):
        mixed = random.Random(seed).sample(DOCUMENTS, len(DOCUMENTS))
        cut = 1 + seed % 4
        assert [card.id for card in gathered(mixed[:cut], mixed[cut:]).in_order()] == names


def test_a_body_in_two_batches_is_one_body_with_one_set_of_grams() -> None:
    """The later batch adds its documents, and no grams."""
    once, twice = gathered(DOCUMENTS), gathered(DOCUMENTS[:1], DOCUMENTS[1:])
    assert len(twice.digests) == len(once.digests) == 3
    (grams, owners), (more, of) = once.fingerprints(), twice.fingerprints()
    assert sorted(zip(grams.tolist(), owners.tolist(), strict=True)) == sorted(
        zip(more.tolist(), of.tolist(), strict=True)
    )


def test_a_body_stands_where_its_first_document_does() -> None:
    """Ranks and first documents follow the order of the documents."""
    found = gathered(DOCUMENTS)
    order = found.in_order()
    firsts, ranks = firsts_of(order, 3), ranks_of(order, 3)
    assert [card.id for card in firsts] == ["early", "same-day", "blank"]
    assert ranks.tolist() == [1, 0, 2]


def test_nothing_gathered_is_an_empty_collection() -> None:
    """No documents: no order, no grams."""
    grams, owners = Gathered().fingerprints()
    assert not len(grams) and not len(owners) and not Gathered().in_order()
    assert ranks_of([], 0).dtype == np.int64
