"""Just enough DER to put the certificates of a time stamp into the order that strict readers ask for.

OpenSSL's own services write the SET of certificates in the order of their configuration; DER (X.690 §11.6) wants it
sorted, and strict readers refuse the rest. No signature covers that order, and sorting changes no length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, CONTEXT_0 = 0x30, 0xA0


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, where it begins, where its content begins, where it ends."""

    tag: int
    begin: int
    content: int
    end: int


def children(data: bytes, begin: int, end: int) -> Iterator[Element]:
    """The elements that stand side by side in [begin, end). Raises ValueError where they do not fill it."""
    while begin < end:
        if begin + 2 > end:
            raise ValueError("an element breaks off")
        length, content = data[begin + 1], begin + 2
        if length & 0x80:
            more = length & 0x7F
            length, content = int.from_bytes(data[content : content + more], "big"), content + more
        if content > end or content + length > end:
            raise ValueError("an element is longer than what holds it")
        yield Element(data[begin], begin, content, content + length)
        begin = content + length


def with_sorted_certificates(answer: bytes) -> bytes:
    """A TimeStampResp with its certificates sorted; the very bytes where there is nothing to sort or to understand."""
    try:
        spot = _certificates(answer)
        if spot is None:
            return answer
        parts = sorted(answer[one.begin : one.end] for one in children(answer, spot.content, spot.end))
    except ValueError:
        return answer
    return answer[: spot.content] + b"".join(parts) + answer[spot.end :]


def _certificates(answer: bytes) -> Element | None:
    """Response → token → its [0] content → SignedData → its [0] certificates."""
    here = Element(0, 0, 0, len(answer))
    for tag, number in ((SEQUENCE, 0), (SEQUENCE, 1), (CONTEXT_0, 1), (SEQUENCE, 0)):
        inner = list(children(answer, here.content, here.end))
        if len(inner) <= number or inner[number].tag != tag:
            return None
        here = inner[number]
    return next((one for one in children(answer, here.content, here.end) if one.tag == CONTEXT_0), None)
