"""Co-occurrence: how often two codes were given together, by span and by document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from synopticon.coding.columns import Columns, Numbers, on_one_line, overlapping_pairs


@dataclass(frozen=True, slots=True)
class Together:
    """Two codes, in the order of the codebook. spans: pairs of one coder's codings of both that share a character.
    overlapping: documents with such a pair. documents: documents in which both were given, wherever and by whomever.
    """

    a: str
    b: str
    spans: int
    overlapping: int
    documents: int


def cooccurrence(columns: Columns, under: Mapping[str, str]) -> list[Together]:
    """Every pair of codes that were given together at least in one document.

    under: for each code the one under which it is counted (itself, or a code above it), in the order of the codebook;
    codes that it does not name are left out. Pairs of one code with itself are not counted.
    """
    named = list(dict.fromkeys(under.values()))
    place = {code: number for number, code in enumerate(named)}
    counted_as = np.array([place[under[code]] if code in under else -1 for code in columns.codes], np.int64)
    code = counted_as[columns.code] if len(columns.rows) else columns.code
    kept = code >= 0
    code, document, size = code[kept], columns.document[kept], len(named)

    groups = columns.text[kept] * max(len(columns.coders), 1) + columns.coder[kept]
    starts, ends = on_one_line(groups, columns.start[kept], columns.end[kept])
    order = np.argsort(starts, kind="stable")
    ordered, where, many = code[order], document[order], len(columns.documents) + 1
    spans: dict[int, int] = {}
    places: list[Numbers] = []

    def see(first: Numbers, second: Numbers) -> None:
        keys = _keys(ordered[first], ordered[second], size)
        _add(spans, keys[keys >= 0])
        places.append(np.unique(keys[keys >= 0] * many + where[first][keys >= 0]))

    overlapping_pairs(starts[order], ends[order], see)
    overlapping: dict[int, int] = {}
    if places:
        _add(overlapping, np.unique(np.concatenate(places)) // many)
    documents = _in_documents(code, document, size)
    return [
        Together(named[key // size], named[key % size], spans.get(key, 0), overlapping.get(key, 0), documents[key])
        for key in sorted(documents)
    ]


def _in_documents(code: Numbers, document: Numbers, size: int) -> dict[int, int]:
    """In how many documents each pair of codes stands."""
    found: dict[int, int] = {}
    if not len(code):
        return found
    pairs = np.unique(document * size + code)
    documents, codes = pairs // size, pairs % size

    def see(first: Numbers, second: Numbers) -> None:
        keys = _keys(codes[first], codes[second], size)
        _add(found, keys[keys >= 0])

    # Codes of one document are spans that all overlap.
    overlapping_pairs(documents, documents + 1, see)
    return found


def _keys(a: Numbers, b: Numbers, size: int) -> Numbers:
    """One number for each pair of different codes, whichever comes first; -1 for a code with itself."""
    return np.where(a == b, -1, np.minimum(a, b) * size + np.maximum(a, b))


def _add(sums: dict[int, int], keys: Numbers) -> None:
    found, number = np.unique(keys, return_counts=True)
    for key, more in zip(found.tolist(), number.tolist(), strict=True):
        sums[key] = sums.get(key, 0) + more
