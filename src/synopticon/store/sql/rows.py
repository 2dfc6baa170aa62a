"""Values to rows and back: what goes in comes out equal."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Row

from synopticon.model.capture import Capture, Channel, Claims, Failure, Form, Place
from synopticon.model.custody import Act, CustodyEntry
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.finding import Basis, Evidence, Finding, Likelihood, Stance, Testified
from synopticon.model.item import Item
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.passage import Passage
from synopticon.model.picture import Picture, PictureKind
from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan

Values = dict[str, Any]
"""A row on its way in, by column."""


def asked_key(asked: str) -> str:
    """A short stand-in for an address, which may be longer than an index allows."""
    return sha256_hex(asked.encode("utf-8", "surrogatepass"))[:16]


def capture_row(capture: Capture, seq: int) -> Values:
    """A row of captures."""
    place, failure, claims = capture.place, capture.failure, capture.claims
    said = {name: getattr(claims, name) for name in Claims.__slots__}
    return {
        "seq": seq,
        "id": capture.id,
        "asked": capture.asked,
        "asked_key": asked_key(capture.asked),
        "obtained": capture.obtained,
        "channel": str(capture.channel),
        "collected": capture.collected,
        "digest": capture.digest,
        "size": capture.size,
        "media_type": capture.media_type,
        "blob": place.blob if place else None,
        "form": str(place.form) if place else None,
        "place_offset": place.offset if place else None,
        "place_length": place.length if place else None,
        "claims": {name: value for name, value in said.items() if value not in (None, ())},
        "conditions": dict(capture.conditions),
        "failure_code": failure.code if failure else None,
        "failure_reason": failure.reason if failure else None,
        "parent": capture.parent,
    }


def capture_of(row: Row[Any]) -> Capture:
    """A capture from its row."""
    claims = dict(row.claims)
    claims["authors"] = tuple(claims.get("authors", ()))
    failed = row.failure_code is not None
    return Capture(
        asked=row.asked,
        collected=row.collected,
        channel=Channel(row.channel),
        obtained=row.obtained,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        place=None
        if row.blob is None
        else Place(row.blob, Form(row.form), offset=row.place_offset, length=row.place_length),
        claims=Claims(**claims),
        conditions=row.conditions,
        failure=Failure(row.failure_code, row.failure_reason) if failed else None,
        parent=row.parent,
    )


def extraction_row(extraction: Extraction, turn: int) -> Values:
    """A row of extractions."""
    r = extraction.reading
    return {
        "turn": turn,
        "id": extraction.id,
        "capture": extraction.capture,
        "extractor": r.extractor,
        "format": r.format,
        "title": r.title,
        "authors": list(r.authors),
        "published": r.published,
        "language": r.language,
        "site": r.site,
        "url": r.url,
        "warnings": list(r.warnings),
        "metadata": dict(r.metadata),
        "text_digest": extraction.text_digest,
        "length": len(r.text),
        "text": r.text,
        "published_at": r.published_at,
    }


def extraction_of(row: Row[Any]) -> Extraction:
    """An extraction from its row."""
    reading = Reading(
        text=row.text,
        format=row.format,
        extractor=row.extractor,
        title=row.title,
        authors=tuple(row.authors),
        published=row.published,
        published_at=row.published_at,
        language=row.language,
        site=row.site,
        url=row.url,
        warnings=tuple(row.warnings),
        metadata=row.metadata,
    )
    return Extraction(row.capture, reading)


def item_of(row: Row[Any]) -> Item:
    """An item from its row."""
    values = {name: getattr(row, name) for name in Item.__slots__}
    for name in ("authors", "warnings", "facts_from"):
        values[name] = tuple(values[name])
    return Item(**values)


def passage_row(passage: Passage) -> Values:
    """A row of passages."""
    return {"id": passage.id} | {name: getattr(passage, name) for name in Passage.__slots__}


def passage_of(row: Row[Any]) -> Passage:
    """A passage from its row."""
    return Passage(**{name: getattr(row, name) for name in Passage.__slots__})


def reuse_row(reuse: Reuse) -> Values:
    """A row of reuses."""
    return {
        "id": reuse.id,
        "a": reuse.a,
        "b": reuse.b,
        "kind": str(reuse.kind),
        "score": reuse.score,
        "spans": [[span.a_start, span.a_end, span.b_start, span.b_end] for span in reuse.spans],
        "reasons": list(reuse.reasons),
        "method": reuse.method,
    }


def reuse_of(row: Row[Any]) -> Reuse:
    """A reuse from its row."""
    spans = tuple(SharedSpan(*span) for span in row.spans)
    return Reuse(row.a, row.b, Kind(row.kind), row.score, spans, tuple(row.reasons), row.method)


def member_row(member: Member) -> Values:
    """A row of members."""
    values = {name: getattr(member, name) for name in Member.__slots__}
    kind = None if member.kind is None else str(member.kind)
    return values | {"role": str(member.role), "kind": kind, "reasons": list(member.reasons)}


def member_of(row: Row[Any]) -> Member:
    """A member from its row."""
    values = {name: getattr(row, name) for name in Member.__slots__}
    kind = None if row.kind is None else Kind(row.kind)
    return Member(**(values | {"role": Role(row.role), "kind": kind, "reasons": tuple(row.reasons)}))


def picture_row(picture: Picture) -> Values:
    """A row of pictures."""
    values = {name: getattr(picture, name) for name in Picture.__slots__}
    kind = None if picture.kind is None else str(picture.kind)
    return values | {"kind": kind, "reasons": list(picture.reasons), "views": [list(view) for view in picture.views]}


def picture_of(row: Row[Any]) -> Picture:
    """A picture from its row."""
    values = {name: getattr(row, name) for name in Picture.__slots__}
    for name in ("here", "there"):
        values[name] = None if values[name] is None else tuple(values[name])
    kind = None if row.kind is None else PictureKind(row.kind)
    views = tuple((item, tuple(reasons)) for item, reasons in row.views)
    return Picture(**(values | {"kind": kind, "reasons": tuple(row.reasons), "views": views}))


def judgement_row(judgement: Judgement) -> Values:
    """A row of judgements."""
    values = {name: getattr(judgement, name) for name in Judgement.__slots__}
    return values | {"id": judgement.id, "verdict": str(judgement.verdict), "value": dict(judgement.value)}


def judgement_of(row: Row[Any]) -> Judgement:
    """A judgement from its row."""
    values = {name: getattr(row, name) for name in Judgement.__slots__}
    return Judgement(**(values | {"verdict": Verdict(row.verdict)}))


_BROUGHT = ("evidence", "testimony")


def finding_row(finding: Finding) -> Values:
    """A row of findings; its evidence lies in tables of its own."""
    values = {name: getattr(finding, name) for name in Finding.__slots__ if name not in _BROUGHT}
    return values | {"likelihood": None if finding.likelihood is None else str(finding.likelihood)}


def finding_of(row: Row[Any], evidence: tuple[Evidence, ...], testimony: tuple[Testified, ...] = ()) -> Finding:
    """A finding from its row and its evidence."""
    values = {name: getattr(row, name) for name in Finding.__slots__ if name not in _BROUGHT}
    likelihood = None if row.likelihood is None else Likelihood(row.likelihood)
    return Finding(**(values | {"likelihood": likelihood, "evidence": evidence, "testimony": testimony}))


def evidence_of(row: Row[Any]) -> Evidence:
    """A piece of evidence from a row of evidence joined with its passage."""
    return Evidence(passage_of(row), Stance(row.stance), Basis(row.basis), row.note)


def custody_row(entry: CustodyEntry) -> Values:
    """A row of custody."""
    act = entry.act
    return {
        "sequence": entry.sequence,
        "previous": entry.previous,
        "who": entry.who,
        "at": entry.at,
        "act": act.act,
        "subject": act.subject,
        "digest": act.digest,
        "details": dict(act.details),
        "entry": entry.entry,
    }


def custody_of(row: Row[Any]) -> CustodyEntry:
    """A custody entry from its row."""
    act = Act(row.act, row.subject, row.digest, cast("dict[str, str]", row.details))
    return CustodyEntry(row.sequence, row.previous, row.who, row.at, act, row.entry)
