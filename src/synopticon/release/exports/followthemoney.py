"""The findings as FollowTheMoney 4 entities, and an honest account of what that model cannot say.

Written without the library (it brings ICU): schemata Article, Note and Documentation; `contentHash` is SHA-1 there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from synopticon.model.digests import digest_of
from synopticon.model.released import Released
from synopticon.release.edition import Edition, Ground, PublicFinding, Source
from synopticon.release.strict_json import pretty

LOSSES: tuple[tuple[str, str, str], ...] = (
    ("likelihood and confidence", "No property holds an estimate.", "They stand in words in the Note's summary."),
    ("independent origins", "No schema says that a document echoes another; counting documents counts echoes.",
     "data/origins.csv and data/relations.csv"),
    ("contrary evidence", "Documentation has no stance of its own.", "Its `role` says supports or opposes."),
    ("uncertain dates", "Dates are ISO 8601 prefixes; EDTF intervals and qualifiers are not, and a Note has no date.",
     "A Note says in words when; other dates that are not plain are in data/sources.csv alone."),
    ("proofs", "No property holds a Merkle path.", "proofs.json"),
    ("SHA-256", "`contentHash` is SHA-1 by definition.", "data/sources.csv has the SHA-256."),
    ("devices and deployments", "No schema for a camera or its installation.", "Propositions stay whole sentences."),
)  # fmt: skip
"""What is lost, why, and where it is instead."""

LANGUAGES = {
    "ar": "ara", "bn": "ben", "cs": "ces", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb",
    "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "kk": "kaz", "km": "khm", "ko": "kor", "lo": "lao",
    "mn": "mon", "ms": "msa", "my": "mya", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "sr": "srp", "sv": "swe",
    "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to the three letters that FollowTheMoney knows; another language is left out and counted as lost."""


def write(edition: Released[Edition]) -> bytes:
    """One entity a line: sources, findings, and a Documentation for each quotation."""
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _entities(edition.value))
    return "".join(line + "\n" for line in lines).encode("utf-8")


def write_loss(edition: Released[Edition]) -> bytes:
    """The loss report, with the number of findings and dates that it touches."""
    said = edition.value
    dates = [source.published for source in said.sources]
    return pretty(
        {
            "format": "FollowTheMoney 4",
            "findings": len(said.findings),
            "dates_left_out": sum(1 for date in dates if date and _plain(date) is None),
            "languages_left_out": sum(
                1 for row in said.sources if row.language and row.language.partition("-")[0] not in LANGUAGES
            ),
            "losses": [{"what": what, "why": why, "instead": instead} for what, why, instead in LOSSES],
        }
    )


def _entities(edition: Edition) -> Iterator[dict[str, Any]]:
    cited = {quotation.source for quotation in edition.quotations}
    for source in edition.sources:
        if source.id in cited:
            yield _article(source)
    for finding in edition.findings:
        yield _entity(
            f"finding-{finding.key}",
            "Note",
            name=finding.proposition,
            summary=" ".join(finding.sentences),
            description=f"Occurred {finding.occurred} (EDTF)." if finding.occurred else None,
        )
        for ground in finding.grounds:
            yield _documentation(edition, finding, ground)


def _article(source: Source) -> dict[str, Any]:
    web = None if source.address.startswith("file:") else source.address
    return _entity(
        f"source-{source.id}",
        "Article",
        title=source.title,
        fileName=source.address.removeprefix("file:") if web is None else None,
        sourceUrl=web,
        publisher=source.outlet,
        author=list(source.authors),
        publishedAt=_plain(source.published),
        retrievedAt=source.collected,
        language=LANGUAGES.get((source.language or "").partition("-")[0]),
        mimeType=source.media_type,
        contentHash=source.payload_sha1,
        fileSize=str(source.payload_size),
    )


def _documentation(edition: Edition, finding: PublicFinding, ground: Ground) -> dict[str, Any]:
    quotation = edition.quotation(ground.quotation)
    return _entity(
        "documentation-" + digest_of([finding.key, quotation.source, quotation.exact])[:16],
        "Documentation",
        document=f"source-{quotation.source}",
        entity=f"finding-{finding.key}",
        role=ground.stance,
        summary=quotation.exact,
    )


def _entity(entity: str, schema: str, /, **properties: str | list[str] | None) -> dict[str, Any]:
    values = {key: value if isinstance(value, list) else [value] for key, value in properties.items() if value}
    return {"id": entity, "schema": schema, "properties": values}


def _plain(edtf: str | None) -> str | None:
    """The date where it is a plain year, month or day, else None."""
    digits = (edtf or "").replace("-", "")
    return edtf if edtf and len(edtf) in {4, 7, 10} and digits.isdigit() else None
