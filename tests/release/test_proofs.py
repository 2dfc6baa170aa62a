"""A proof covers exactly the quoted characters and tells neither their place nor their number."""

from __future__ import annotations

import json
from collections.abc import Callable

from synopticon.model.released import Released
from synopticon.release.bundle import Bundle
from synopticon.release.edition import Edition
from synopticon.release.merkle import leaf_hash, root_from
from synopticon.release.proofs import content, prove, shuffled


def test_every_path_is_equally_long_and_leads_to_the_root(
    released: Released[Edition], randomness: Callable[[str], Callable[[int], bytes]]
) -> None:
    """Four quotations in a tree of 64 leaves: six steps each, whatever their order."""
    edition = released.value
    proven = prove(edition, randomness("one"))
    assert proven.leaves == 64 and len(proven.padding) == 60
    for proof, quotation in zip(proven.proofs, edition.quotations, strict=True):
        leaf = leaf_hash(
            proof.salt, content(quotation.exact, edition.source(quotation.source).commitment, quotation.reading)
        )
        assert len(proof.path) == 6
        assert root_from(leaf, proof.index, proof.path) == proven.root


def test_leaves_are_shuffled_anew_for_each_release(
    released: Released[Edition], randomness: Callable[[str], Callable[[int], bytes]]
) -> None:
    """Other randomness gives other places, other salts and another root; the same gives the same."""
    one, two, again = (prove(released.value, randomness(seed)) for seed in ("one", "two", "one"))
    assert one == again
    assert one.root != two.root
    assert [proof.index for proof in one.proofs] != [proof.index for proof in two.proofs]


def test_a_shuffle_is_a_permutation_that_reaches_every_order(
    randomness: Callable[[str], Callable[[int], bytes]],
) -> None:
    """Six orders of three things all come up about equally often in 1,200 shuffles."""
    take = randomness("orders")
    seen: dict[tuple[int, ...], int] = {}
    for _ in range(1200):
        order = tuple(shuffled(3, take))
        seen[order] = seen.get(order, 0) + 1
    assert len(seen) == 6 and min(seen.values()) > 140


def test_a_release_says_nothing_of_positions_or_padding(bundled: Callable[..., Bundle]) -> None:
    """No file of a release holds a padding salt, a start or an end."""
    bundle = bundled()
    whole = b"".join(data for path, data in bundle.files.items() if path != "report.pdf")
    for _, salt in bundle.proven.padding:
        assert salt.hex().encode() not in whole
    rows = json.loads(bundle.files["proofs.json"])["quotations"]
    assert set(rows[0]) == {"id", "quotation", "source", "reading", "salt", "index", "path"}
