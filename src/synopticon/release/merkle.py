"""One hash tree over a release's quotations: a leaf can be shown alone and says nothing of its neighbours.

Nodes are separated by domain as in RFC 6962 §2.1 (0x00 before a leaf, 0x01 before an inner node), so that no inner node
can pass for a leaf. The tree is always full: a power of two of leaves, so that every path is equally long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"
SALT = 32
"""Bytes of salt before a leaf's content."""
LEAST = 64
"""Leaves of the smallest tree: below it, a path's length would tell how few quotations a release has."""


def leaf_hash(salt: bytes, content: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00, salt, content). Raises ValueError for a salt that is not 32 bytes."""
    if len(salt) != SALT:
        raise ValueError(f"a leaf's salt has {SALT} bytes, not {len(salt)}")
    return hashlib.sha256(LEAF + salt + content).digest()


def width_for(count: int) -> int:
    """How many leaves a tree for that many quotations has: the next power of two, at least LEAST."""
    return max(LEAST, 1 << max(0, count - 1).bit_length())


class Tree:
    """A full tree over leaf hashes, kept level by level."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Raises ValueError where the number of leaves is not a power of two."""
        if not leaves or len(leaves) & (len(leaves) - 1):
            raise ValueError(f"a full tree has a power of two of leaves, not {len(leaves)}")
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append([_node(below[at], below[at + 1]) for at in range(0, len(below), 2)])

    @property
    def root(self) -> bytes:
        """The hash that fixes every leaf."""
        return self._levels[-1][0]

    def path(self, index: int) -> tuple[bytes, ...]:
        """The neighbours on the way from the leaf to the root, lowest first."""
        if not 0 <= index < len(self._levels[0]):
            raise ValueError(f"there is no leaf {index}")
        return tuple(level[(index >> height) ^ 1] for height, level in enumerate(self._levels[:-1]))


def root_from(leaf: bytes, index: int, path: Sequence[bytes]) -> bytes:
    """The root that follows from a leaf at an index and its path. Raises ValueError for an index outside the tree."""
    if not 0 <= index < 1 << len(path):
        raise ValueError(f"leaf {index} is outside a tree {len(path)} levels high")
    here = leaf
    for height, neighbour in enumerate(path):
        here = _node(neighbour, here) if index >> height & 1 else _node(here, neighbour)
    return here


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
