"""The second question: is each quotation under the release's root, by `proofs.json` and the manifest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from synopticon.release.commitments import commit_capture
from synopticon.release.manifest import Manifest
from synopticon.release.merkle import leaf_hash, root_from, width_for
from synopticon.release.proofs import VERSION, content
from synopticon.release.strict_json import hex_of, number_of, objects_of, read_object, text_of, unhex

NAME = "proofs.json"


@dataclass(frozen=True, slots=True)
class Claim:
    """One quotation as `proofs.json` tells it. leaf is its hash; fault says why it is not under the root."""

    id: str
    exact: str
    source: str
    capture: str
    payload: str
    reading: str
    index: int
    leaf: bytes
    fault: str | None

    @property
    def brief(self) -> str:
        """How a fault names the quotation."""
        return f"{self.id} “{self.exact if len(self.exact) <= 60 else self.exact[:59] + '…'}”"


@dataclass(frozen=True, slots=True)
class Proofs:
    """All of `proofs.json`. findings: (key, proposition, quotation names); log: the public log's length and head."""

    root: bytes
    leaves: int
    log: tuple[int, str]
    claims: Mapping[str, Claim]
    findings: tuple[tuple[str, str, tuple[str, ...]], ...]


def read_proofs(data: bytes, manifest: Manifest) -> Proofs:
    """Read the proofs and try each against the manifest's root. Raises ValueError where they cannot be read."""
    value = read_object(data)
    if value.get("synopticon_proofs") != VERSION:
        raise ValueError("they are not of the version that this program reads (1)")
    if hex_of(value, "root") != manifest.root or number_of(value, "leaves") != manifest.leaves:
        raise ValueError("their root is not the manifest's")
    sources = {text_of(row, "id"): row for row in objects_of(value, "sources")}
    claims = [_claim(row, sources, manifest) for row in objects_of(value, "quotations")]
    if len({claim.id for claim in claims}) != len(claims) or len({claim.index for claim in claims}) != len(claims):
        raise ValueError("two quotations share a name or a leaf")
    if manifest.leaves != width_for(len(claims)):
        raise ValueError(f"a tree of {manifest.leaves} leaves is not the one for {len(claims)} quotations")
    by_id = {claim.id: claim for claim in claims}
    findings = []
    for row in objects_of(value, "findings"):
        names = row.get("quotations")
        if not isinstance(names, list) or not all(isinstance(name, str) and name in by_id for name in names):
            raise ValueError(f"finding {row.get('key')} names a quotation that has no proof")
        findings.append((text_of(row, "key"), text_of(row, "proposition"), tuple(names)))
    return Proofs(manifest.root, manifest.leaves, manifest.log, by_id, tuple(findings))


def _claim(row: dict[str, Any], sources: Mapping[str, dict[str, Any]], manifest: Manifest) -> Claim:
    source = sources.get(text_of(row, "source"))
    if source is None:
        raise ValueError(f"quotation {row.get('id')} names a source that is not there")
    path = row.get("path")
    if not isinstance(path, list):
        raise ValueError(f"quotation {row.get('id')} has no path")
    steps = [unhex(step, "a step of a path") for step in path]
    capture, payload = hex_of(source, "commitment").hex(), hex_of(source, "payload_sha256").hex()
    exact, reading, index = text_of(row, "quotation"), hex_of(row, "reading").hex(), number_of(row, "index")
    leaf = leaf_hash(hex_of(row, "salt"), content(exact, capture, reading))
    fault = None
    if commit_capture(hex_of(source, "salt"), payload) != capture:
        fault = "its source's commitment does not open to the digest that is given"
    elif 1 << len(steps) != manifest.leaves:
        fault = "its path is not as long as the tree is high"
    elif index >= manifest.leaves or root_from(leaf, index, steps) != manifest.root:
        fault = "it is not under the release's root"
    return Claim(text_of(row, "id"), exact, text_of(row, "source"), capture, payload, reading, index, leaf, fault)
