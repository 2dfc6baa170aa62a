"""report.pdf: the report for printing, set by Typst (extra `pdf`); CJK through the system's fonts."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from synopticon.errors import MissingPart
from synopticon.model.finding import Basis, Stance
from synopticon.model.released import Released
from synopticon.model.testimony import Use
from synopticon.release.edition import Edition, PublicFinding, Testimony
from synopticon.release.exports.days import in_words, long_day
from synopticon.release.exports.timeline import timeline_svg

_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")


def write_pdf(edition: Released[Edition]) -> bytes:
    """The PDF, the same bytes for the same edition. Raises MissingPart without the extra."""
    try:
        import typst
    except ImportError as error:
        raise MissingPart(
            "the PDF extra is not installed", remedy="Install it: pip install 'synopticon[pdf]'"
        ) from error
    template = (files("synopticon.release") / "templates" / "report.typ").read_bytes()
    data: bytes = typst.compile(
        template,
        format="pdf",
        sys_inputs={"edition": json.dumps(_said(edition.value), ensure_ascii=False)},
        timestamp=0,
    )
    return data


def _said(edition: Edition) -> dict[str, Any]:
    """What the template sets: plain values, so that nothing of a source is ever read as markup."""
    timeline = timeline_svg(edition)
    year, month, day = (int(part) for part in edition.day.split("-"))
    return {
        "study": edition.study,
        "question": edition.question,
        "notice": edition.notice,
        "publisher": edition.publisher,
        "licence": edition.licence,
        "number": edition.number,
        "day": long_day(edition.day),
        "date": [year, month, day],
        "timeline": printable(timeline) if timeline else None,
        "findings": [_finding(edition, finding) for finding in edition.findings],
        "sources": [
            {
                "outlet": source.outlet or "Outlet not known",
                "title": source.title or "",
                "address": source.address,
                "published": in_words(source.published),
                "collected": source.collected,
                "digest": source.payload_sha256,
            }
            for source in edition.sources
        ],
    }


def _finding(edition: Edition, finding: PublicFinding) -> dict[str, Any]:
    quotations = []
    for ground in finding.grounds:
        quotation = edition.quotation(ground.quotation)
        source = edition.source(quotation.source)
        said_by = [source.outlet, source.title, in_words(source.published)]
        quotations.append(
            {
                "exact": quotation.exact,
                "supports": ground.stance == Stance.SUPPORTS,
                "source": ", ".join(part for part in said_by if part),
            }
        )
    picture = edition.pictures.get(finding.key)
    return {
        "key": finding.key,
        "proposition": finding.proposition,
        "occurred": in_words(finding.occurred) if finding.occurred else "",
        "origins": f"{finding.independent_origins} origin{'' if finding.independent_origins == 1 else 's'}",
        "sentences": list(finding.sentences),
        "reasons": [*finding.reasons, *([finding.fragility] if finding.fragility else [])],
        "gaps": finding.gaps,
        "quotations": sorted(quotations, key=lambda row: not row["supports"]),
        "testimony": [_told(row) for row in finding.testimony],
        "picture": {"svg": printable(picture.svg), "words": picture.words} if picture else None,
    }


def _told(row: Testimony) -> dict[str, Any]:
    quoted = row.use == Use.QUOTE
    how = "" if quoted else ", in paraphrase" if row.words else ", counted only"
    basis = f" · basis: {row.basis}" if row.basis != Basis.UNKNOWN else ""
    return {
        "words": f"“{row.words}”" if quoted else row.words,
        "supports": row.stance == Stance.SUPPORTS,
        "told": f"a witness{how}{basis}",
    }


def printable(svg: str) -> str:
    """The picture for a printer that knows no CSS variables: each takes its fallback, and the namespace is named."""
    while True:
        plain = _VARIABLE.sub(r"\1", svg)
        if plain == svg:
            break
        svg = plain
    return svg if "xmlns=" in svg[:200] else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
