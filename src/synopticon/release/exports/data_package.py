"""The Frictionless Data Package beside the tables: `data/datapackage.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synopticon.model.digests import sha256_hex
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.exports.tables import TABLES, Table, write_table
from synopticon.release.strict_json import pretty


def write(edition: Released[Edition]) -> bytes:
    """The descriptor, with a schema for each table (Data Package 1.0, Table Schema 1.0)."""
    said = edition.value
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "findings",
        "title": f"{said.study}, edition {said.number}",
        "description": "A cell that a spreadsheet would take for a formula has an apostrophe before it. "
        + (said.notice or "Quotations belong to their sources."),
        "version": str(said.number),
        "created": f"{said.day}T00:00:00Z",
        "resources": [_resource(table, write_table(table, edition)) for table in TABLES],
    }
    if said.licence.startswith("https://"):
        package["licenses"] = [{"path": said.licence}]
    return pretty(package)


def _resource(table: Table, data: bytes) -> Mapping[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "description": field.description,
                **({"constraints": {"required": True}} if field.required else {}),
            }
            for field in table.fields
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": [here], "reference": {"resource": other, "fields": [there]}}
            for here, other, there in table.foreign
        ]
    return {
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256_hex(data)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": schema,
    }
