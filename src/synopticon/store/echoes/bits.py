"""Whole numbers in as few bits as they need, end to end, written and read many at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]

WIDEST = 56
"""Most bits of one number: with the seven before it in its first byte they fit into eight bytes."""
PAD = 8
"""Bytes behind the last number, so that eight can be read wherever one begins."""


def width_of(most: int) -> int:
    """Bits that numbers up to this one need."""
    return int(most).bit_length()


def packed(values: Ints, widths: Ints) -> bytes:
    """The numbers, each in as many bits as its width says; padded to whole bytes, without PAD."""
    ends = np.cumsum(widths)
    if not len(values) or not int(ends[-1]):
        return b""
    begins = ends - widths
    word, shift = begins >> 6, (begins & 63).astype(np.uint64)
    numbers = values.astype(np.uint64)
    words = np.zeros((int(ends[-1]) >> 6) + 2, np.uint64)
    _put(words, word, numbers << shift)
    over = begins % 64 + widths > 64
    _put(words, word[over] + 1, numbers[over] >> (np.uint64(64) - shift[over]))
    return words.astype("<u8").tobytes()[: (int(ends[-1]) + 7) // 8]


def _put(words: Words, places: Ints, values: Words) -> None:
    """Lay values over words; the places rise."""
    if len(places):
        edges = np.flatnonzero(np.diff(places, prepend=-1))
        words[places[edges]] |= np.bitwise_or.reduceat(values, edges)


def windows(data: Bytes) -> Words:
    """The eight bytes from each byte on, as numbers; data ends with PAD bytes."""
    return np.ndarray(max(len(data) - PAD + 1, 0), "<u8", data, strides=(1,))


def unpacked(data: Words, begins: Ints, widths: Ints | int) -> Ints:
    """The numbers that begin at these bits. data: as `windows` gives it."""
    shift = (begins & 7).astype(np.uint64)
    mask = (np.uint64(1) << np.asarray(widths).astype(np.uint64)) - np.uint64(1)
    return np.asarray((data[begins >> 3] >> shift) & mask, np.int64)
