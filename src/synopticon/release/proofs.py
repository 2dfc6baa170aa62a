"""Proofs that a quotation was under the release's root: exactly its characters, and nothing of what stood around it.

A leaf commits to {quotation, capture, reading}, the latter two being hiding commitments. The leaves are shuffled and
padded, so that a proof shown alone tells neither where the quotation stands nor how many there are. A padding leaf is
the hash of a salted word, indistinguishable from the others until the evidence pack opens it: an opened tree can hide
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from synopticon.model.digests import canonical_json
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.merkle import SALT, Tree, leaf_hash, width_for

PADDING = canonical_json({"padding": True})
"""The content of a leaf that stands for nothing."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Proof:
    """The way from one quotation to the root."""

    quotation: str
    salt: bytes
    index: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """A release's tree: its root, a proof for each quotation, and the salts of the padding by leaf index."""

    root: bytes
    leaves: int
    proofs: tuple[Proof, ...]
    padding: tuple[tuple[int, bytes], ...]


def content(quotation: str, capture: str, reading: str) -> bytes:
    """The canonical bytes of a leaf."""
    return canonical_json({"quotation": quotation, "capture": capture, "reading": reading})


def prove(edition: Edition, random: Callable[[int], bytes]) -> Proven:
    """Build the one tree of an edition. random(n) answers n unpredictable bytes; the same ones give the same tree."""
    count = len(edition.quotations)
    width = width_for(count)
    places = shuffled(width, random)
    commitments = {source.id: source.commitment for source in edition.sources}
    leaves = [b""] * width
    salts = [random(SALT) for _ in range(width)]
    for place, salt, quotation in zip(places, salts, edition.quotations, strict=False):
        leaves[place] = leaf_hash(salt, content(quotation.exact, commitments[quotation.source], quotation.reading))
    for place, salt in zip(places[count:], salts[count:], strict=True):
        leaves[place] = leaf_hash(salt, PADDING)
    tree = Tree(leaves)
    proofs = tuple(
        Proof(quotation.id, salt, place, tree.path(place))
        for place, salt, quotation in zip(places, salts, edition.quotations, strict=False)
    )
    return Proven(tree.root, width, proofs, tuple(sorted(zip(places[count:], salts[count:], strict=True))))


def shuffled(count: int, random: Callable[[int], bytes]) -> Sequence[int]:
    """0 … count-1 in random order (Fisher–Yates; 128 bits a step, so that the bias is below 2^-100)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int.from_bytes(random(16), "big") % (last + 1)
        order[last], order[other] = order[other], order[last]
    return order


def proofs_object(released: Released[Edition], proven: Proven) -> dict[str, Any]:
    """What `proofs.json` says; the public half of the tree."""
    edition = released.value
    cited = {quotation.source for quotation in edition.quotations}
    return {
        "synopticon_proofs": VERSION,
        "root": proven.root.hex(),
        "leaves": proven.leaves,
        "findings": [
            {
                "key": finding.key,
                "proposition": finding.proposition,
                "quotations": [ground.quotation for ground in finding.grounds],
            }
            for finding in edition.findings
        ],
        "quotations": [
            {
                "id": quotation.id,
                "quotation": quotation.exact,
                "source": quotation.source,
                "reading": quotation.reading,
                "salt": proof.salt.hex(),
                "index": proof.index,
                "path": [step.hex() for step in proof.path],
            }
            for quotation, proof in zip(edition.quotations, proven.proofs, strict=True)
        ],
        "sources": [
            {
                "id": source.id,
                "payload_sha256": source.payload_sha256,
                "salt": source.salt,
                "commitment": source.commitment,
            }
            for source in edition.sources
            if source.id in cited
        ],
    }
