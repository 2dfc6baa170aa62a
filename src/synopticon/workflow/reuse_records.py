"""What an index of echoes keeps of documents and of relations, as text in its tables."""

from __future__ import annotations

import hashlib
import json
from array import array
from dataclasses import asdict, fields

from synopticon.model.reuse import BINDING, Kind, Reuse
from synopticon.model.spans import Spans
from synopticon.reuse.documents import Document
from synopticon.reuse.moments import Moment
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import METHOD, Found

_OF_CARD = tuple(field.name for field in fields(Card) if field.name not in ("id", "body", "moment"))
_BINDING = tuple(f'["{kind}"' for kind in BINDING)


def line_of(document: Document) -> bytes:
    """A document as the index keeps it, a JSON line."""
    return json.dumps(asdict(document), ensure_ascii=True).encode() + b"\n"


def document_from(line: bytes) -> Document:
    """A document that `line_of` wrote."""
    return Document(**json.loads(line))


def digest_of(line: bytes) -> bytes:
    """Sixteen bytes by which a line is known again."""
    return hashlib.sha256(line).digest()[:16]


def card_text(card: Card) -> str:
    """A card without its id and body."""
    told = [card.moment.earliest, card.moment.latest, *(getattr(card, name) for name in _OF_CARD)]
    return json.dumps(told, ensure_ascii=False)


def card_from(text: str, name: str, body: int) -> Card:
    """A card that `card_text` wrote."""
    earliest, latest, *rest = json.loads(text)
    return Card(id=name, body=body, moment=Moment(earliest, latest), **dict(zip(_OF_CARD, rest, strict=True)))


def found_text(found: Found, left: int) -> str:
    """A relation, its bodies left out but for the number of the left one."""
    reuse = found.reuse
    flat = Spans.of(reuse.spans).flat.tolist()
    told = [reuse.kind, reuse.score, left, reuse.a, reuse.b, reuse.reasons, found.own_a, found.own_b, flat]
    return json.dumps(told, ensure_ascii=False)


def found_from(text: str, a: int, b: int) -> Found:
    """A relation between two bodies that `found_text` wrote."""
    kind, score, left, first, second, reasons, own_a, own_b, flat = json.loads(text)
    reuse = Reuse(first, second, Kind(kind), score, Spans(array("i", flat)), tuple(reasons), METHOD)
    return Found(left, b if left == a else a, reuse, own_a, own_b)


def kind_in(text: str) -> str:
    """The kind of a relation that `found_text` wrote."""
    return text[2 : text.index('"', 2)]


def binds(text: str) -> bool:
    """Whether a relation that `found_text` wrote makes one family of two documents."""
    return text.startswith(_BINDING)
