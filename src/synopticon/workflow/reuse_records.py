"""How an index of echoes writes down documents and relations in its tables."""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from dataclasses import fields

import numpy as np

from synopticon.model.reuse import BINDING, Kind, Reuse
from synopticon.model.spans import Spans
from synopticon.reuse.documents import Document
from synopticon.reuse.moments import Moment
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import METHOD, Found

_BINDING = tuple(f'["{kind}"'.encode() for kind in BINDING)
_NUMBER = "<i4"
_read = json.JSONDecoder().decode
_OF_DOCUMENT = tuple(field.name for field in fields(Document))


def line_of(document: Document) -> bytes:
    """A document as the index keeps it, a JSON line."""
    return json.dumps({name: getattr(document, name) for name in _OF_DOCUMENT}).encode() + b"\n"


def document_from(line: bytes) -> Document:
    """A document that `line_of` wrote."""
    return Document(**json.loads(line))


def text_in(line: bytes) -> str:
    """The text of a document that `line_of` wrote."""
    return str(_read(line.decode())["text"])


def digest_of(line: bytes) -> bytes:
    """Sixteen bytes by which a line is known again."""
    return hashlib.sha256(line).digest()[:16]


def card_text(card: Card) -> str:
    """A card without its id and body."""
    moment = card.moment
    told = [moment.earliest, moment.latest, card.length, card.outlet, card.url, card.published, card.credit]
    return json.dumps(told, ensure_ascii=False)


def card_from(text: str, name: str, body: int) -> Card:
    """A card that `card_text` wrote."""
    earliest, latest, length, outlet, url, published, credit = _read(text)
    return Card(name, body, length, outlet, url, published, Moment(earliest, latest), credit)


def moment_in(text: str) -> Moment:
    """The moment of a card that `card_text` wrote."""
    earliest, latest, _ = text[1:].split(",", 2)
    return Moment(int(earliest), int(latest))


def found_bytes(found: Found, left: int) -> bytes:
    """A relation, its bodies left out but for the number of the left one: JSON on one line, then the spans' numbers."""
    reuse = found.reuse
    told = [reuse.kind, reuse.score, left, reuse.a, reuse.b, reuse.reasons, found.own_a, found.own_b]
    flat = np.array(Spans.of(reuse.spans).flat, _NUMBER)
    return json.dumps(told, ensure_ascii=False).encode() + b"\n" + flat.tobytes()


def found_from(data: bytes, a: int, b: int) -> Found:
    """A relation between two bodies that `found_bytes` wrote."""
    head, _, numbers = data.partition(b"\n")
    kind, score, left, first, second, reasons, own_a, own_b = _read(head.decode())
    flat = array("i", numbers)
    if sys.byteorder == "big":
        flat.byteswap()
    reuse = Reuse(first, second, Kind(kind), score, Spans(flat), tuple(reasons), METHOD)
    return Found(left, b if left == a else a, reuse, own_a, own_b)


def kind_in(data: bytes) -> str:
    """The kind of a relation that `found_bytes` wrote."""
    return data[2 : data.index(b'"', 2)].decode()


def binds(data: bytes) -> bool:
    """Whether a relation that `found_bytes` wrote makes one family of two documents."""
    return data.startswith(_BINDING)
