"""The manifest: every file of a release by name, size and SHA-256, and what the whole is; this is what is signed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from synopticon.model.digests import sha256_hex
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.proofs import Proven
from synopticon.release.strict_json import hex_of, number_of, objects_of, read_object, text_of

NAME, SIGNATURE, STAMP, STAMP_SIGNATURE = (
    "manifest.json",
    "manifest.json.sig",
    "manifest.json.tsr",
    "manifest.json.tsr.sig",
)
SIGNER = "signer.pem"
OUTSIDE = frozenset({NAME, SIGNATURE, STAMP, STAMP_SIGNATURE})
"""What a release holds beside the listed files: the list cannot list itself, nor what is made from it."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One file."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it was read."""

    study: str
    notice: str
    edition: int
    day: str
    root: bytes
    leaves: int
    signer: str
    content: str
    log: tuple[int, str]
    files: tuple[Listed, ...]


def manifest_object(
    edition: Released[Edition],
    files: Mapping[str, bytes],
    *,
    proven: Proven,
    signer: str,
    previous: str | None,
    log: tuple[int, str],
) -> dict[str, Any]:
    """What `manifest.json` says. signer: the key's fingerprint; previous: SHA-256 of the last edition's manifest;
    log: entries and head of the public custody log at publishing.
    """
    said = edition.value
    return {
        "synopticon_release": VERSION,
        "study": {"title": said.study, "question": said.question, "notice": said.notice},
        "edition": said.number,
        "day": said.day,
        "previous_manifest_sha256": previous,
        "content_sha256": said.content,
        "quotations_root": proven.root.hex(),
        "quotations_leaves": proven.leaves,
        "signer": signer,
        "rules": list(edition.rules),
        "custody": {"entries": log[0], "head": log[1]},
        "made_with": said.program,
        "files": [
            {"path": path, "size": len(data), "sha256": sha256_hex(data)} for path, data in sorted(files.items())
        ],
    }


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly. Raises ValueError saying what is wrong with it."""
    value = read_object(data)
    if value.get("synopticon_release") != VERSION:
        raise ValueError("it is not a manifest of the version that this program reads (1)")
    study, custody = value.get("study"), value.get("custody")
    if not isinstance(study, dict) or not isinstance(custody, dict):
        raise ValueError("study or custody is not an object")
    files = tuple(
        Listed(text_of(row, "path"), number_of(row, "size"), hex_of(row, "sha256").hex())
        for row in objects_of(value, "files")
    )
    fault = fault_in_names([row.path for row in files])
    if fault:
        raise ValueError(fault)
    return Manifest(
        study=text_of(study, "title"),
        notice=text_of(study, "notice"),
        edition=number_of(value, "edition"),
        day=text_of(value, "day"),
        root=hex_of(value, "quotations_root"),
        leaves=number_of(value, "quotations_leaves"),
        signer=hex_of(value, "signer").hex(),
        content=hex_of(value, "content_sha256").hex(),
        log=(number_of(custody, "entries"), hex_of(custody, "head").hex()),
        files=files,
    )


def fault_in_names(paths: Iterable[str]) -> str | None:
    """Why these names could mean different files on different machines, or None.

    Refused: names that leave the folder, control characters, backslashes, colons, names not in NFC, trailing dots or
    blanks, and two names that differ in case only.
    """
    seen: dict[str, str] = {}
    for path in paths:
        if not _plain(path):
            return f"the name {path!r} is not a plain relative name"
        if path.casefold() in OUTSIDE:
            return f"{path} cannot be listed"
        folded = unicodedata.normalize("NFC", path.casefold())
        if folded in seen:
            return f"the names {seen[folded]!r} and {path!r} are one name on some machines"
        seen[folded] = path
    return None


def _plain(path: str) -> bool:
    parts = path.split("/")
    return (
        path == unicodedata.normalize("NFC", path)
        and not any(ord(letter) < 32 or letter in '\\:*?"<>|\x7f' for letter in path)
        and all(part and part.strip(" ") == part and not part.endswith(".") for part in parts)
    )
