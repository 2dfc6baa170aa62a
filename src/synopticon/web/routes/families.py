"""Families: documents that share an origin, their tree over time, two texts side by side, and a person's verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.model.judgement import Judgement
from synopticon.model.reuse import SharedSpan
from synopticon.web.blocks import blocks_of
from synopticon.web.branches import branches
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import FamilyFilter
from synopticon.web.jobs import Outcome
from synopticon.web.session import Undo
from synopticon.workflow.family import FamilyView, SideBySide, family_view, side_by_side
from synopticon.workflow.family_history import history_of
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.judge import clear, confirm, overturn, set_origin
from synopticon.workflow.pictures import origin_tree_svg
from synopticon.workflow.progress import Progress
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

router = APIRouter(prefix="/families")
FACTS_LISTED = 20
"""Drifted facts, and possible translations, that the page lists."""


class Verdict(BaseModel):
    """A person's verdict on two documents. family: where to go back to."""

    a: str
    b: str
    family: str
    reason: str = Field(max_length=2000)


class OriginSet(BaseModel):
    """A person's verdict on where a family goes back to. family: where to go back to."""

    item: str
    family: str
    reason: str = Field(max_length=2000)


@router.get("")
def families(desk: AtDesk, chosen: Annotated[FamilyFilter, Query()]) -> Response:
    """The families of two documents or more, one page of them."""
    reader = desk.study.reader
    found, outlets = chosen.read(reader.families), reader.outlets()
    return desk.page("families.html", "/families", "Families", chosen=chosen, found=found, outlets=outlets)


@router.post("/trace")
def traced(desk: AtDesk) -> Response:
    """Trace in the background."""
    job = desk.workbench.jobs.start("Trace echoes", _trace)
    return desk.go(f"/families?job={job.number}")


@router.get("/{family}")
def family(
    desk: AtDesk,
    family: str,
    a: str = "",
    b: str = "",
    opened: str = Query("", alias="open", pattern=r"^([0-9a-f]{8,64}|all)?$", description="A folded row to be listed."),
) -> Response:
    """One family, by its id or the beginning of it; a and b name the two texts that stand side by side, else the first
    echo and its parent.
    """
    view = family_view(desk.study, desk.study.reader.whole_id("item", family))
    pair = (a, b) if a and b else _first_pair(view)
    beside = side_by_side(desk.study, *pair) if pair else None
    standing = _standing(desk)
    verdicts = _verdicts(standing, view)
    before, after = _neighbours(view, pair)
    return desk.page(
        "family.html",
        "/families",
        view.title,
        view=view,
        branches=branches(view, apart={*verdicts, *(pair or ())}, opened=opened),
        opened=opened,
        asked_for=f"a={a}&b={b}&" if a and b else "",
        before=before,
        after=after,
        picture=origin_tree_svg(view),
        beside=beside,
        left=blocks_of(beside.text_a) if beside else (),
        right=blocks_of(beside.text_b) if beside else (),
        rows_left=_rows(beside, left=True),
        rows_right=_rows(beside, left=False),
        verdicts=verdicts,
        verdict=standing.get(_subject(beside.a.id, beside.b.id)) if beside else None,
        subject=_subject,
        standing=standing,
        facts_listed=FACTS_LISTED,
        origin_set=_origin_set(standing, view),
        history=history_of(desk.study.reader, view.id),
    )


@router.post("/judge/confirm")
def confirmed(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Say that two documents go back to one origin."""
    confirm(desk.study, asked.a, asked.b, asked.reason)
    return _judged(desk, asked, "Confirmed: these two go back to one origin. It takes effect with the next trace.")


@router.post("/judge/overturn")
def overturned(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Say that two documents do not depend on each other."""
    overturn(desk.study, asked.a, asked.b, asked.reason)
    said = "Overturned: these two count as independent at once; the families follow with the next trace."
    return _judged(desk, asked, said)


@router.post("/judge/clear")
def cleared(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Take the judgements on two documents back."""
    clear(desk.study, _subject(asked.a, asked.b), asked.reason)
    return desk.done("Took the judgement back; the log keeps what it was.", _address(asked))


@router.post("/judge/origin")
def origin_set(desk: AtDesk, asked: Annotated[OriginSet, Form()]) -> Response:
    """Say that the others of a family go back to this document."""
    set_origin(desk.study, asked.item, asked.reason)
    fields = {"item": asked.item, "family": asked.family, "reason": "the judgement was undone at once"}
    undo = Undo("Take it back", "/families/judge/origin/clear", fields)
    said = "Set the origin: the others go back to this document. It takes effect with the next trace."
    return desk.done(said, f"/families/{asked.family}#origin", undo)


@router.post("/judge/origin/clear")
def origin_cleared(desk: AtDesk, asked: Annotated[OriginSet, Form()]) -> Response:
    """Leave the origin to the trace again."""
    clear(desk.study, f"origin:{asked.item}", asked.reason)
    said = "Took the judgement on the origin back; the next trace decides again."
    return desk.done(said, f"/families/{asked.family}#origin")


def _judged(desk: Desk, asked: Verdict, sentence: str) -> Response:
    fields = {"a": asked.a, "b": asked.b, "family": asked.family, "reason": "the judgement was undone at once"}
    return desk.done(sentence, _address(asked), Undo("Take it back", "/families/judge/clear", fields))


def _address(asked: Verdict) -> str:
    return f"/families/{asked.family}?a={asked.a}&b={asked.b}#compare"


def _subject(a: str, b: str) -> str:
    one, other = sorted((a, b))
    return f"reuse:{one}:{other}"


def _standing(desk: Desk) -> dict[str, Judgement]:
    """The judgements that hold, by subject."""
    latest = {judgement.subject: judgement for judgement in desk.study.reader.judgements()}
    return {subject: judgement for subject, judgement in latest.items() if judgement.verdict != "clear"}


def _verdicts(standing: Mapping[str, Judgement], view: FamilyView) -> dict[str, Judgement]:
    """The standing judgement on each member and the one beside it, by member."""
    tied = ((row.item.id, standing.get(_subject(row.item.id, row.beside))) for row in view.members if row.beside)
    return {item: judgement for item, judgement in tied if judgement}


def _origin_set(standing: Mapping[str, Judgement], view: FamilyView) -> Judgement | None:
    """The standing judgement on the family's origin."""
    made = (standing.get(f"origin:{member.item.id}") for member in view.members)
    return next((judgement for judgement in made if judgement), None)


def _first_pair(view: FamilyView) -> tuple[str, str] | None:
    tied = next(((row.beside, row.item.id) for row in _pairs(view) if row.beside), None)
    if tied is None and len(view.members) > 1:
        return view.members[0].item.id, view.members[1].item.id
    return tied


def _pairs(view: FamilyView) -> list[FamilyMember]:
    """The members that can be laid beside another one, in the tree's order; its root is the other one."""
    return [row for row in view.tree if row.beside and (row.parent or row is not view.tree[0])]


def _neighbours(view: FamilyView, pair: tuple[str, str] | None) -> tuple[FamilyMember | None, FamilyMember | None]:
    """The members before and after a pair in the tree that can be laid beside others as well."""
    tied = _pairs(view)
    here = next((at for at, row in enumerate(tied) if (row.beside, row.item.id) == pair), None)
    if here is None:
        return None, None
    return tied[here - 1] if here else None, tied[here + 1] if here + 1 < len(tied) else None


def _rows(beside: SideBySide | None, *, left: bool) -> list[list[str | int]]:
    """The marks of one side: shared spans with their number, and what drifted."""
    if beside is None:
        return []
    spans = sorted(beside.spans, key=lambda span: span.a_start)
    shared: list[list[str | int]] = [["shared", *_side(span, left), number] for number, span in enumerate(spans)]
    drifted = [(d.a_start, d.a_end) if left else (d.b_start, d.b_end) for d in beside.drift]
    return shared + [["drift", start, end, 0] for start, end in drifted if start < end]


def _side(span: SharedSpan, left: bool) -> tuple[int, int]:
    return (span.a_start, span.a_end) if left else (span.b_start, span.b_end)


def _trace(study: Study, progress: Progress) -> Outcome:
    done = trace(study, progress=progress)
    if done.again:
        return Outcome("Nothing has changed since the last trace; its answer stands.", "/families")
    sentence = (
        f"Traced {done.documents:,} documents: {done.families:,} families of two or more with {done.echoes:,} echoes; "
        f"{done.origins:,} independent origins in all."
    )
    if done.translations:
        sentence += f" Possibly translated: {done.translations:,} pairs, which count nowhere until a person joins them."
    return Outcome(sentence, "/families", "Show the families")
