"""The hash tree: every leaf leads to the root, and nothing else does."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.release.merkle import LEAST, Tree, leaf_hash, root_from, width_for


@given(st.integers(0, 6), st.data())
def test_every_leaf_leads_to_the_root_and_no_other_does(height: int, data: st.DataObject) -> None:
    """For trees of every height, a leaf's own path gives the root; another leaf or index does not."""
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(1 << height)]
    tree = Tree(leaves)
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = tree.path(index)
    assert len(path) == height
    assert root_from(leaves[index], index, path) == tree.root
    assert root_from(hashlib.sha256(b"other").digest(), index, path) != tree.root
    if height:
        assert root_from(leaves[index], index ^ 1, path) != tree.root


def test_the_root_of_a_small_tree_is_what_the_formula_says() -> None:
    """Two leaves: SHA-256(0x01, SHA-256(0x00, salt, content), the other), computed here by hand."""
    salt = bytes(32)
    one, two = leaf_hash(salt, b"a"), leaf_hash(salt, b"b")
    assert one == hashlib.sha256(b"\0" + salt + b"a").digest()
    assert Tree([one, two]).root == hashlib.sha256(b"\1" + one + two).digest()


def test_an_inner_node_cannot_pass_for_a_leaf() -> None:
    """The bytes of an inner node, hashed as a leaf, give another digest."""
    one, two = leaf_hash(bytes(32), b"a"), leaf_hash(bytes(32), b"b")
    assert leaf_hash(one, two) != Tree([one, two]).root


@pytest.mark.parametrize(("count", "width"), [(0, 64), (1, 64), (64, 64), (65, 128), (128, 128), (1000, 1024)])
def test_a_tree_is_never_smaller_than_its_least_width(count: int, width: int) -> None:
    """The width is a power of two of at least 64, so that a short path never tells how few quotations there are."""
    assert width_for(count) == width >= LEAST


def test_what_is_no_tree_is_refused() -> None:
    """Three leaves, none, a short salt and an index outside are errors."""
    for leaves in ([], [b"x"] * 3):
        with pytest.raises(ValueError, match="power of two"):
            Tree(leaves)
    with pytest.raises(ValueError, match="32 bytes"):
        leaf_hash(b"short", b"")
    with pytest.raises(ValueError, match="outside"):
        root_from(b"x", 2, [b"y"])
