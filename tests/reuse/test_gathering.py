"""Gathering: however documents are cut into batches, bodies, grams and the order of the documents are the same."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import fingerprint
from synopticon.reuse.gathering import Gathered, firsts_of, order_of, ranks_of
from synopticon.reuse.moments import moment_of

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
    order = gathered(DOCUMENTS).in_order()
    firsts = firsts_of(np.array([card.body for card in order]))
    assert [order[place].id for place in firsts.tolist()] == ["early", "same-day", "blank"]
    assert ranks_of(firsts).tolist() == [1, 0, 2]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "a", "b\0", "b", "ü"]), st.integers(0, 3)), max_size=30)
)
def test_the_order_in_columns_is_that_of_the_keys(rows: list[tuple[int, str, int]]) -> None:
    """As Python sorts the same keys, whatever is equal."""
    moments = [moment_of(["2024-03-01", "2024-03", None][day]) for day, _, _ in rows]
    letters, digests = [7, 7, 9, 7], [bytes([9, *[0] * 31]), bytes([9, *[0] * 30, 1]), bytes(32), bytes([10] * 32)]
    ids = [f"{name}{number % 3}" for number, (_, name, _) in enumerate(rows)]
    found = order_of(
        np.array([(m.earliest, m.latest) for m in moments], np.int64).reshape(-1, 2),
        np.array([body for _, _, body in rows], np.int64),
        np.array(letters),
        np.array(digests, "S32"),
        ids,
    ).tolist()
    keys = [(m.order, -letters[b], digests[b], name) for m, (_, _, b), name in zip(moments, rows, ids, strict=True)]
    assert [keys[place] for place in found] == sorted(keys) and sorted(found) == list(range(len(rows)))


def test_nothing_gathered_is_an_empty_collection() -> None:
    """No documents: no order, no grams."""
    grams, owners = Gathered().fingerprints()
    assert not len(grams) and not len(owners) and not Gathered().in_order()
    assert not len(ranks_of(firsts_of(np.zeros(0, np.int64))))


def test_grams_told_in_parts_are_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part holds all bearers of its grams; what was let go is told no more."""
    monkeypatch.setattr("synopticon.reuse.gathering.PART", 10)
    monkeypatch.setattr("synopticon.reuse.gathering.SOME", 3)
    found = gathered(DOCUMENTS)
    grams, owners = found.fingerprints()
    parts = list(found.parts())
    assert len(parts) > 2
    assert sorted(zip(grams.tolist(), owners.tolist(), strict=True)) == sorted(
        pair for part in parts for pair in zip(*(column.tolist() for column in part), strict=True)
    )
    assert sum(len(set(part[0].tolist())) for part in parts) == len(set(grams.tolist()))
    found.let_go()
    assert not list(found.parts())
