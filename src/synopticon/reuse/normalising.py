"""Texts as comparison sees them: letters and digits only, one form each, every one with its place in the original.

NFKC and case folding as Unicode defines them; blanks, punctuation, symbols and invisible characters are left out, so
that line breaks, quotation marks and the spacing of Korean do not hide a copy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import kernel
from synopticon.reuse.compiled.folding import folded

Codes = NDArray[np.uint32]
Offsets = NDArray[np.int64]

_PAGE = 256
_SPACE = 0x110000
_UNKNOWN = 255
_IGNORED_MARKS = frozenset([*range(0xFE00, 0xFE10), 0x034F])


@dataclass(frozen=True, slots=True)
class Normal:
    """A text and its normal form. codes[i] stands for the text's code points from starts[i] to ends[i] (exclusive)."""

    text: str
    codes: Codes
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The original code-point offsets of normalised characters [begin, end), begin < end."""
        return int(self.starts[begin]), int(self.ends[end - 1])


class _Table:
    """What each code point becomes; filled a page at a time, when a text first needs the page.

    count: how many codes a code point becomes; one: which it becomes, or where the first of several stands in forms.
    """

    def __init__(self) -> None:
        self._one = np.zeros(_SPACE, np.uint32)
        self._count = np.full(_SPACE, _UNKNOWN, np.uint8)
        self._forms = np.zeros(0, np.uint32)

    def fold(self, codes: Codes) -> tuple[Codes, Offsets]:
        """The folded codes, and for each the index of the code that it came from."""
        if library := kernel():
            while isinstance(answer := folded(library, codes, self._one, self._count, self._forms, _UNKNOWN), int):
                self._fill(answer // _PAGE)
            return answer
        counts = self._count[codes]
        if (counts == _UNKNOWN).any():
            for page in np.unique(codes[counts == _UNKNOWN] // _PAGE).tolist():
                self._fill(page)
            counts = self._count[codes]
        if counts.max(initial=0) <= 1:
            source = np.flatnonzero(counts.view(bool))
            return self._one[codes[source]], source
        source = np.repeat(np.arange(len(codes), dtype=np.int64), counts)
        forms = self._one[codes[source]]
        several = np.flatnonzero(counts[source] > 1)
        first = (np.cumsum(counts, dtype=np.int64) - counts)[source[several]]
        forms[several] = self._forms[forms[several] + (several - first)]
        return forms, source

    def _fill(self, page: int) -> None:
        further: list[int] = []
        for code in range(page * _PAGE, (page + 1) * _PAGE):
            forms = [ord(c) for c in _folded(chr(code)) if _kept(c)]
            if len(forms) > 1:
                self._one[code] = len(self._forms) + len(further)
                further += forms
            elif forms:
                self._one[code] = forms[0]
            self._count[code] = len(forms)
        self._forms = np.append(self._forms, np.array(further, np.uint32))


_TABLE = _Table()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _kept(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] in "LN" or (kind in ("Mn", "Mc") and ord(char) not in _IGNORED_MARKS)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans that NFC composes on their own: a starter with the marks and conjoining letters after it."""
    begin = 0
    for place, char in enumerate(text):
        joins = unicodedata.combining(char) or 0x1160 <= ord(char) <= 0x11FF
        if place and not joins:
            yield begin, place
            begin = place
    if text:
        yield begin, len(text)


def _composed(text: str) -> tuple[str, Offsets, Offsets]:
    """The text in NFC, with the original start and end of each of its code points."""
    parts, starts, ends = [], [], []
    for begin, end in _clusters(text):
        part = unicodedata.normalize("NFC", text[begin:end])
        parts.append(part)
        starts.extend([begin] * len(part))
        ends.extend([end] * len(part))
    return "".join(parts), np.array(starts, np.int64), np.array(ends, np.int64)


def code_points(text: str) -> Codes:
    """The text's code points; lone surrogates are kept as they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def normalise(text: str) -> Normal:
    """One text, normalised, with its map back to the original."""
    if unicodedata.is_normalized("NFC", text):
        folded, source = _TABLE.fold(code_points(text))
        return Normal(text, folded, source, source + 1)
    composed, starts, ends = _composed(text)
    folded, source = _TABLE.fold(code_points(composed))
    return Normal(text, folded, starts[source], ends[source])


@dataclass(frozen=True, slots=True)
class Batch:
    """Many normalised texts, end to end: text n has the codes from edges[n] to edges[n + 1].

    source: from which code point each code came, counted through all texts as they were composed; begins: where each
    text begins in that count.
    """

    texts: Sequence[str]
    codes: Codes
    edges: Offsets
    source: Offsets
    begins: Offsets

    def normal(self, number: int) -> Normal:
        """One of the texts with its map back to the original; its codes are those of the batch."""
        text, begin = self.texts[number], int(self.begins[number])
        if not unicodedata.is_normalized("NFC", text):
            return normalise(text)
        part = slice(*self.edges[number : number + 2].tolist())
        starts = self.source[part] - begin
        return Normal(text, self.codes[part], starts, starts + 1)


def normalise_batch(texts: Sequence[str]) -> tuple[Codes, Offsets]:
    """The codes of many texts end to end, and the len(texts) + 1 boundaries between them."""
    batch = normalised(texts)
    return batch.codes, batch.edges


def normalised(texts: Sequence[str]) -> Batch:
    """Normalise many texts at once."""
    ready = [t if unicodedata.is_normalized("NFC", t) else unicodedata.normalize("NFC", t) for t in texts]
    folded, source = _TABLE.fold(code_points("".join(ready)))
    begins = np.zeros(len(ready) + 1, np.int64)
    np.cumsum([len(t) for t in ready], out=begins[1:])
    return Batch(texts, folded, np.searchsorted(source, begins), source, begins)
