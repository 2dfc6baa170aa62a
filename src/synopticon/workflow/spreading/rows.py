"""Cards and relations as columns, and back."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.model.reuse import Kind, Reuse
from synopticon.model.spans import Spans
from synopticon.reuse.moments import Moment
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import Found
from synopticon.workflow.spreading.columns import Columns, Texts

CARD_TEXTS = tuple(field.name for field in fields(Card) if str(field.type).startswith("str"))
CARD_NUMBERS = tuple(field.name for field in fields(Card) if str(field.type) == "int")
"""What a card holds beside its moment, as columns."""


def card_columns(cards: Sequence[Card]) -> dict[str, NDArray[Any]]:
    """The columns of cards."""
    columns: dict[str, NDArray[Any]] = {}
    for name in CARD_TEXTS:
        columns |= Texts.of(getattr(card, name) for card in cards).named(name)
    for name in CARD_NUMBERS:
        columns[name] = np.array([getattr(card, name) for card in cards], np.int64)
    columns["earliest"] = np.array([card.moment.earliest for card in cards], np.int64)
    columns["latest"] = np.array([card.moment.latest for card in cards], np.int64)
    return columns


def cards_in(columns: Columns) -> list[Card]:
    """The cards of columns."""
    told: dict[str, list[Any]] = {name: Texts.within(columns, name).optional() for name in CARD_TEXTS}
    told |= {name: columns[name].tolist() for name in CARD_NUMBERS}
    told["moment"] = list(map(Moment, columns["earliest"].tolist(), columns["latest"].tolist()))
    return [Card(**dict(zip(told, row, strict=True))) for row in zip(*told.values(), strict=True)]


def relation_columns(found: Sequence[Found]) -> dict[str, NDArray[Any]]:
    """The columns of relations."""
    spans = [Spans.of(one.reuse.spans) for one in found]
    flat = array("i")
    for own in spans:
        flat.extend(own.flat)
    return {
        "left": np.array([one.left for one in found], np.int64),
        "right": np.array([one.right for one in found], np.int64),
        "own_a": np.array([one.own_a for one in found], np.float64),
        "own_b": np.array([one.own_b for one in found], np.float64),
        "score": np.array([one.reuse.score for one in found], np.int64),
        "spans": np.array(flat, np.int32),
        "spans.ends": np.cumsum(np.array([len(own.flat) for own in spans], np.int64)),
        **Texts.of(one.reuse.a for one in found).named("a"),
        **Texts.of(one.reuse.b for one in found).named("b"),
        **Texts.of(str(one.reuse.kind) for one in found).named("kind"),
        **Texts.of(one.reuse.method for one in found).named("method"),
        **Texts.of(json.dumps(one.reuse.reasons, ensure_ascii=False) for one in found).named("reasons"),
    }


def relations_in(columns: Columns) -> Iterator[Found]:
    """The relations of columns."""
    spans = columns["spans"]
    told = (Texts.within(columns, name).strings() for name in ("a", "b", "kind", "method", "reasons"))
    numbers = (columns[name].tolist() for name in ("left", "right", "own_a", "own_b", "score", "spans.ends"))
    begin = 0
    for a, b, kind, method, reasons, left, right, own_a, own_b, score, end in zip(*told, *numbers, strict=True):
        own = Spans(array("i", spans[begin:end].tobytes()))
        begin = end
        yield Found(left, right, Reuse(a, b, Kind(kind), score, own, tuple(json.loads(reasons)), method), own_a, own_b)
