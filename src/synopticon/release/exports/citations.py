"""The sources as citations: CSL-JSON 1.0.2 and BibTeX."""

from __future__ import annotations

import json
import re
from typing import Any

from synopticon.model.released import Released
from synopticon.release.edition import Edition, Source

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_KIND = {"application/pdf": "report"}


def write_csl(edition: Released[Edition]) -> bytes:
    """One item a cited source; an EDTF date that is no plain date goes in as `raw`."""
    items = [_csl(source) for source in _cited(edition.value)]
    return (json.dumps(items, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def write_bibtex(edition: Released[Edition]) -> bytes:
    """One entry a cited source, in UTF-8."""
    return "\n".join(_bibtex(source) for source in _cited(edition.value)).encode("utf-8")


def _cited(edition: Edition) -> list[Source]:
    names = {quotation.source for quotation in edition.quotations}
    return [source for source in edition.sources if source.id in names]


def _csl(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.id,
        "type": _KIND.get(source.media_type or "", "article-newspaper"),
        "title": source.title or source.address,
        "accessed": {"date-parts": [[int(part) for part in source.collected.split("-")]]},
        "note": f"sha256:{source.payload_sha256}",
    }
    if source.authors:
        item["author"] = [{"literal": author} for author in source.authors]
    if source.outlet:
        item["container-title"] = source.outlet
    if source.language:
        item["language"] = source.language
    if not source.address.startswith("file:"):
        item["URL"] = source.address
    if source.published:
        found = _DAY.fullmatch(source.published)
        plain = [[int(part) for part in found.groups() if part]] if found else None
        item["issued"] = {"date-parts": plain} if plain else {"raw": source.published}
        if plain and found and found[0][-1] in "?~%":
            item["issued"]["circa"] = True
    return item


def _bibtex(source: Source) -> str:
    fields = [("title", source.title or source.address), ("organization", source.outlet)]
    if source.authors:
        fields.append(("author", " and ".join(f"{{{_escaped(author)}}}" for author in source.authors)))
    if source.published:
        fields += [("date", source.published), ("year", source.published[:4])]
    if not source.address.startswith("file:"):
        fields.append(("url", source.address))
    fields += [("urldate", source.collected), ("langid", source.language), ("note", f"sha256:{source.payload_sha256}")]
    lines = [
        f"  {name} = {{{value if name in {'author', 'url'} else _escaped(value)}}},\n"
        for name, value in fields
        if value
    ]
    return f"@online{{{source.id},\n{''.join(lines)}}}\n"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))
