"""Columns: what goes in comes out, whatever the texts hold."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synopticon.model.reuse import Kind, Reuse, SharedSpan
from synopticon.reuse.moments import moment_of
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import Found
from synopticon.workflow.spreading.columns import Texts
from synopticon.workflow.spreading.rows import (
    CARD_NUMBERS,
    CARD_TEXTS,
    card_columns,
    cards_in,
    relation_columns,
    relations_in,
)

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=()), max_size=5), max_size=8)


@given(TEXTS, TEXTS, st.data())
def test_texts_are_kept_joined_and_picked(one: list[str | None], other: list[str | None], data: st.DataObject) -> None:
    """None, the empty text, zeros and halves of characters among them."""
    together = Texts.joined([Texts.of(one), Texts.of(other)])
    assert together.optional() == one + other
    assert Texts.within(together.named("name"), "name").optional() == one + other
    places = data.draw(st.lists(st.sampled_from(range(len(one + other))))) if one + other else []
    assert together.take(np.array(places, np.int64)).optional() == [(one + other)[place] for place in places]


def test_cards_go_through_columns() -> None:
    """Every field of a card, known and unknown."""
    assert {*CARD_TEXTS, *CARD_NUMBERS, "moment"} == {field.name for field in fields(Card)}
    told = dict.fromkeys(CARD_TEXTS, "ü\0") | dict.fromkeys(CARD_NUMBERS, 7)
    bare = dict.fromkeys(CARD_TEXTS) | {"id": ""} | dict.fromkeys(CARD_NUMBERS, 0)
    cards = [
        Card(**told, moment=moment_of("2024-03")),  # type: ignore[arg-type]
        Card(**bare, moment=moment_of(None)),  # type: ignore[arg-type]
    ]
    assert cards_in(card_columns(cards)) == cards and cards_in(card_columns([])) == []


def test_relations_go_through_columns() -> None:
    """Spans, reasons and kinds, none of them among others."""
    spans = (SharedSpan(1, 2, 3, 4), SharedSpan(5, 6, 7, 8))
    found = [
        Found(3, 9, Reuse("a", "b", Kind.LIGHT, 912, spans, ("wörter", ""), "m/1"), 0.1, 1 / 3),
        Found(4, 4, Reuse("c", "d", Kind.TRANSLATION, 0, (), (), "m/2"), 0.0, 1.0),
    ]
    assert list(relations_in(relation_columns(found))) == found and list(relations_in(relation_columns([]))) == []
