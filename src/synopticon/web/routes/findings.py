"""Findings: a proposition, the passages for and against it, and on how many independent origins it rests."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.model.finding import PERCENT, Basis, Evidence, Finding, Likelihood, Stance
from synopticon.model.item import Page
from synopticon.web.desk import AtDesk
from synopticon.web.filters import PER_PAGE, FindingFilter
from synopticon.web.session import Undo
from synopticon.web.words import shorten
from synopticon.workflow.find import add_finding, bring, publishing_text, readable, revise, take_back, withdraw_finding

router = APIRouter(prefix="/findings")


class Stated(BaseModel):
    """A finding as its form says it; an empty likelihood means that none is given."""

    proposition: str = Field(max_length=5000)
    likelihood: str = ""
    gaps: str = Field("", max_length=10_000)
    occurred: str = ""


class Brought(BaseModel):
    """A passage for or against."""

    passage: str
    stance: Stance = Stance.SUPPORTS
    basis: Basis = Basis.UNKNOWN
    note: str = ""


class Named(BaseModel):
    """A passage by its id."""

    passage: str


class Reason(BaseModel):
    """Why."""

    reason: str = Field(max_length=2000)


@router.get("")
def findings(desk: AtDesk, chosen: Annotated[FindingFilter, Query()]) -> Response:
    """The findings, one page of them, the withdrawn ones last."""
    every = desk.study.reader.findings(withdrawn=True)
    met = chosen.chosen(every)
    shown = met[chosen.offset : chosen.offset + PER_PAGE]
    found = Page(tuple(shown), len(met))
    return desk.page("findings.html", "/findings", "Findings", chosen=chosen, found=found, every=every, terms=PERCENT)


@router.get("/{key}/count")
def count(desk: AtDesk, key: str) -> Response:
    """How many origins stand behind a finding, as the list shows it when the row is seen."""
    return desk.part("parts/origins_count.html", weighed=desk.workbench.weighings.of(desk.study, key))


@router.post("")
def added(desk: AtDesk, asked: Annotated[Stated, Form()]) -> Response:
    """State a proposition."""
    made = add_finding(
        desk.study,
        asked.proposition,
        likelihood=asked.likelihood or None,
        gaps=asked.gaps,
        occurred=asked.occurred or None,
    )
    undo = Undo("Withdraw it", f"/findings/{made.key}/withdraw", {"reason": "adding it was undone at once"})
    return desk.done(f"Added {made.key}. Bring passages to it from the page of an item.", f"/findings/{made.key}", undo)


@router.get("/{key}")
def finding(desk: AtDesk, key: str) -> Response:
    """One finding with what stands behind it and against it."""
    reader = desk.study.reader
    shown = readable(desk.study, reader.finding(key))
    weighed = desk.workbench.weighings.of(desk.study, shown.key)
    groups = (*weighed.supporting, *weighed.opposing)
    cited = [evidence.passage.item for evidence in shown.evidence]
    grouped = {passage for group in groups for passage in group.passages}
    return desk.page(
        "finding.html",
        "/findings",
        f"{shown.key}: {shorten(shown.proposition, 60)}",
        finding=shown,
        weighed=weighed,
        wording=publishing_text(shown, weighed),
        items=reader.items_of([*cited, *(document for group in groups for document in group.documents)]),
        evidence={one.passage.id: one for one in shown.evidence},
        testimony={one.passage.id: one for one in shown.testimony},
        apart=[one for one in shown.evidence if one.passage.id not in grouped],
        terms=PERCENT,
        acts=list(reader.custody(subject=shown.key))[::-1],
    )


@router.post("/{key}/revise")
def revised(desk: AtDesk, key: str, asked: Annotated[Stated, Form()]) -> Response:
    """Say it otherwise; what it said before stays in the record."""
    before = desk.study.reader.finding(key)
    after = revise(desk.study, key, **asked.model_dump())
    if after.revision == before.revision:
        return desk.done("Nothing differs from what it said already.", f"/findings/{key}")
    undo = Undo("Go back to what it said", f"/findings/{key}/revise", _fields(before))
    return desk.done(f"Revised {key}; this is revision {after.revision}.", f"/findings/{key}", undo)


@router.post("/{key}/bring")
def brought(desk: AtDesk, key: str, asked: Annotated[Brought, Form()]) -> Response:
    """Bring a passage that was cited before."""
    bring(desk.study, key, asked.passage, stance=asked.stance, basis=asked.basis, note=asked.note)
    undo = Undo("Take it back", f"/findings/{key}/take-back", {"passage": asked.passage})
    return desk.done(f"Brought the passage to {key}; it {asked.stance} the finding.", f"/findings/{key}", undo)


@router.post("/{key}/take-back")
def taken_back(desk: AtDesk, key: str, asked: Annotated[Named, Form()]) -> Response:
    """Take a passage back; that it was there stays in the record."""
    before = {one.passage.id: one for one in desk.study.reader.finding(key).evidence}
    take_back(desk.study, key, asked.passage)
    undo = _bring_again(key, before[asked.passage]) if asked.passage in before else None
    return desk.done(f"Took the passage back from {key}.", f"/findings/{key}", undo)


@router.post("/{key}/withdraw")
def withdrawn(desk: AtDesk, key: str, asked: Annotated[Reason, Form()]) -> Response:
    """Withdraw a finding; it stays with its reason."""
    withdraw_finding(desk.study, key, asked.reason)
    undo = Undo("State it anew with its evidence", f"/findings/{key}/anew")
    return desk.done(f"Withdrew {key}; it stays with its reason and is published no more.", f"/findings/{key}", undo)


@router.post("/{key}/anew")
def anew(desk: AtDesk, key: str) -> Response:
    """State a withdrawn finding anew under the next key, with its evidence."""
    old = desk.study.reader.finding(key)
    made = add_finding(desk.study, old.proposition, likelihood=old.likelihood, gaps=old.gaps, occurred=old.occurred)
    for one in old.evidence:
        bring(desk.study, made.key, one.passage.id, stance=one.stance, basis=one.basis, note=one.note)
    undo = Undo("Withdraw it", f"/findings/{made.key}/withdraw", {"reason": "stating it anew was undone at once"})
    return desk.done(f"Stated {key} anew as {made.key}, with its evidence.", f"/findings/{made.key}", undo)


def _bring_again(key: str, one: Evidence) -> Undo:
    fields = {"passage": one.passage.id, "stance": one.stance.value, "basis": one.basis.value, "note": one.note}
    return Undo("Bring it again", f"/findings/{key}/bring", fields)


def _fields(finding: Finding) -> dict[str, str]:
    likelihood = Likelihood(finding.likelihood).value if finding.likelihood else ""
    return {
        "proposition": finding.proposition,
        "likelihood": likelihood,
        "gaps": finding.gaps,
        "occurred": finding.occurred or "",
    }
