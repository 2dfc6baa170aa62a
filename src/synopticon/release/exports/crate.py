"""ro-crate-metadata.json: the release as an RO-Crate, each file with its size, type and digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synopticon.model.digests import sha256_hex
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.exports.listing import EXPORTS
from synopticon.release.strict_json import pretty

NAME = "ro-crate-metadata.json"
VERSION = "1.2"
OTHERS = {
    "report.pdf": ("The report for printing", "Print it.", "application/pdf"),
    "proofs.json": ("Proofs of every quotation", "synopticon verify FOLDER --key KEY.pem", "application/json"),
    "signer.pem": ("The key inside the release", "Compare it with the signer's key, got elsewhere: alone it proves "
                   "nothing about who made this.", "application/x-pem-file"),
}  # fmt: skip


def write(edition: Released[Edition], files: Mapping[str, bytes]) -> bytes:
    """The metadata of a crate that holds these files (RO-Crate 1.2)."""
    said = edition.value
    kinds = {export.path: (export.title, export.example, export.media_type) for export in EXPORTS} | OTHERS
    described = [_file(path, data, *kinds[path]) for path, data in sorted(files.items())]
    licence: dict[str, Any] = {
        "@id": said.licence or "#rights",
        "@type": "CreativeWork",
        "name": said.licence or "No licence stated",
        "description": "Quotations belong to their sources."
        if said.licence
        else "No licence has been stated: ask the publisher. Quotations belong to their sources.",
    }
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{said.study}, edition {said.number}",
        "description": said.notice or said.question or f"{len(said.findings)} findings with their sources and proofs.",
        "datePublished": said.day,
        "version": str(said.number),
        "license": {"@id": licence["@id"]},
        "hasPart": [{"@id": row["@id"]} for row in described],
        "mainEntity": {"@id": "index.html"},
    }
    graph: list[dict[str, Any]] = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": f"https://w3id.org/ro/crate/{VERSION}"},
            "about": {"@id": "./"},
        },
        root,
        licence,
        *described,
    ]
    if said.publisher:
        root["publisher"] = {"@id": "#publisher"}
        graph.append({"@id": "#publisher", "@type": "Organization", "name": said.publisher})
    return pretty({"@context": f"https://w3id.org/ro/crate/{VERSION}/context", "@graph": graph})


def _file(path: str, data: bytes, title: str, use: str, media_type: str) -> dict[str, Any]:
    return {
        "@id": path,
        "@type": "File",
        "name": title,
        "description": use,
        "encodingFormat": media_type,
        "contentSize": str(len(data)),
        "sha256": sha256_hex(data),
    }
