"""docs/proofs.md is enough: a verifier written from it alone, with hashlib and nothing of ours, agrees."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def sha256(*parts: bytes) -> bytes:
    """H over joined bytes."""
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value: object) -> bytes:
    """RFC 8785 for the values used here."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_files_commitments_and_paths_follow_from_the_document(release: Path) -> None:
    """Every file has its digest, every commitment opens, every quotation leads to the manifest's root."""
    manifest = json.loads((release / "manifest.json").read_bytes())
    for row in manifest["files"]:
        data = (release / row["path"]).read_bytes()
        assert (len(data), sha256(data).hex()) == (row["size"], row["sha256"])
    proofs = json.loads((release / "proofs.json").read_bytes())
    sources = {row["id"]: row for row in proofs["sources"]}
    for row in sources.values():
        opened = sha256(
            b"synopticon/commitment/capture\n", bytes.fromhex(row["salt"]), bytes.fromhex(row["payload_sha256"])
        )
        assert opened.hex() == row["commitment"]
    assert len(proofs["quotations"]) == 4
    for row in proofs["quotations"]:
        commitment = sources[row["source"]]["commitment"]
        leaf = canonical({"capture": commitment, "quotation": row["quotation"], "reading": row["reading"]})
        here, index = sha256(b"\0", bytes.fromhex(row["salt"]), leaf), row["index"]
        for step in map(bytes.fromhex, row["path"]):
            here = sha256(b"\1", step, here) if index % 2 else sha256(b"\1", here, step)
            index //= 2
        assert here.hex() == manifest["quotations_root"] and 2 ** len(row["path"]) == manifest["quotations_leaves"]
