"""Character n-grams as 64-bit numbers: eight letters where a script spells, four signs where a sign is a syllable.

Equal grams have equal numbers; unequal ones may collide (about n²/2⁶⁵), so a number only proposes, the text decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.normalising import Codes, Offsets

Hashes = NDArray[np.uint64]

SPELLED = 8
"""Letters in a gram that begins with a letter of a spelling script or a digit."""
DENSE = 4
"""Signs in a gram that begins with a syllable or an ideograph."""

_FACTOR = 0x9E3779B97F4A7C15
_BASE, _BASE2, _BASE4 = (np.uint64(pow(_FACTOR, power, 2**64)) for power in (1, 2, 4))
_ODD_A, _ODD_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def is_dense(codes: Codes) -> NDArray[np.bool_]:
    """True where a code is Han, kana, Hangul or Yi: one sign carries about what two letters do."""
    if codes.max(initial=0) < 0x2E80:  # nearly always so where people spell
        return np.zeros(len(codes), bool)
    return (
        (codes >= 0x2E80) & (codes < 0xD7B0)
        | (codes >= 0xF900) & (codes < 0xFB00)
        | (codes >= 0x1AFF0) & (codes < 0x33480)
    )


def letters_of(codes: Codes) -> NDArray[np.int64]:
    """For how many letters each sign stands: two for a syllable or an ideograph."""
    return is_dense(codes) + np.int64(1)


def weight(codes: Codes) -> int:
    """The length of a normalised text in letters, a syllable or ideograph counting for two."""
    return int(letters_of(codes).sum())


def gram_hashes(codes: Codes) -> Hashes:
    """The number of the gram that begins at each code; a gram that runs over the end is as if padded by zeros."""
    padded = np.zeros(len(codes) + SPELLED, np.uint64)
    padded[: len(codes)] = codes
    one = _scatter(padded)
    two = one[:-1] * _BASE + one[1:]
    four = two[:-2] * _BASE2 + two[2:]
    eight = four[:-4] * _BASE4 + four[4:]
    size = len(codes)
    return _scatter(np.where(is_dense(codes), four[:size], eight[:size]))


def joined(grams: Hashes, others: Hashes) -> Hashes:
    """A number for each gram together with another one, as low as those of sampled grams."""
    return np.asarray(_scatter(grams * np.uint64(_FACTOR) + others) >> np.uint64(3), dtype=np.uint64)


def gram_lengths(codes: Codes) -> NDArray[np.int64]:
    """How many codes the gram at each place has."""
    return np.where(is_dense(codes), DENSE, SPELLED)


def whole_grams(codes: Codes, edges: Offsets) -> NDArray[np.bool_]:
    """True where the gram that begins here lies within one of the texts that the edges divide."""
    ends = np.repeat(edges[1:], np.diff(edges))
    return np.arange(len(codes)) + gram_lengths(codes) <= ends


def _scatter(values: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele, Lea & Flood 2014): a bijection in which every bit depends on all bits."""
    mixed = (values ^ (values >> np.uint64(30))) * _ODD_A
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _ODD_B
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)
