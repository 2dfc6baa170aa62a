"""Pictures: captures of one photograph side by side, the pages that show it, and a person's verdict.

Nothing of a captured file reaches the browser: each picture is drawn anew, small, without anything else it holds.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.model.judgement import Judgement
from synopticon.model.picture import subject_of
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import PER_PAGE, ListFilter
from synopticon.web.jobs import Outcome
from synopticon.web.session import Undo
from synopticon.workflow.judge import clear, confirm_picture, overturn_picture
from synopticon.workflow.picture_groups import (
    PictureGroup,
    picture_counts,
    picture_group,
    picture_groups,
    picture_pair,
    same_views,
)
from synopticon.workflow.progress import Progress
from synopticon.workflow.same_pictures import compare_pictures, thumbnail
from synopticon.workflow.study import Study

router = APIRouter(prefix="/pictures")
SHOWN = 6
"""Captures of a group that the list shows."""


class PictureFilter(ListFilter):
    """The list of photographs: only its pages are turned."""

    PATH: ClassVar[str] = "/pictures"


class Verdict(BaseModel):
    """A person's verdict on two pictures. group: where to go back to; empty for the list."""

    a: str
    b: str
    group: str = ""
    reason: str = Field(max_length=2000)


@router.get("")
def pictures(desk: AtDesk, chosen: Annotated[PictureFilter, Query()]) -> Response:
    """The photographs that stand in two captures or more, and pairs that a person should look at."""
    return desk.page(
        "pictures.html",
        "/pictures",
        "Pictures",
        chosen=chosen,
        found=picture_groups(desk.study, limit=PER_PAGE, offset=chosen.offset),
        compared=picture_counts(desk.study),
        views=same_views(desk.study),
        standing=_standing(desk),
        subject=subject_of,
        shown=SHOWN,
    )


@router.post("/compare")
def compared(desk: AtDesk) -> Response:
    """Compare in the background."""
    job = desk.workbench.jobs.start("Compare pictures", _compare)
    return desk.go(f"/pictures?job={job.number}")


@router.get("/{item}/small.png")
def small(desk: AtDesk, item: str, longest: int = Query(240, ge=16, le=1200), beside: str = "") -> Response:
    """A picture drawn anew; with `beside`, what it has in common with that one is framed."""
    return Response(thumbnail(desk.study, item, longest, beside or None), media_type="image/png")


@router.get("/{group}")
def group(desk: AtDesk, group: str, a: str = "", b: str = "") -> Response:
    """One photograph; a and b name the two captures that stand side by side, else the first two."""
    view = picture_group(desk.study, desk.study.reader.whole_id("item", group))
    names = (a, b) if a and b else _first_pair(view)
    pair = picture_pair(desk.study, *names) if names else None
    tied = [(member.picture.parent or view.id, member.item.id) for member in view.members if member.item.id != view.id]
    here = tied.index(names) if names in tied else None
    return desk.page(
        "picture.html",
        "/pictures",
        "One photograph",
        view=view,
        pair=pair,
        before=tied[here - 1] if here else None,
        after=tied[here + 1] if here is not None and here + 1 < len(tied) else None,
        verdict=_standing(desk).get(subject_of(*names)) if names else None,
        standing=_standing(desk),
        subject=subject_of,
    )


@router.post("/judge/confirm")
def confirmed(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Say that two captures show one photograph."""
    confirm_picture(desk.study, asked.a, asked.b, asked.reason)
    return _judged(desk, asked, "Confirmed: both show one photograph. Findings count it so at once.")


@router.post("/judge/overturn")
def overturned(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Say that two captures show different photographs."""
    overturn_picture(desk.study, asked.a, asked.b, asked.reason)
    said = "Overturned: these are two photographs. Findings count it so at once; the groups follow when compared again."
    return _judged(desk, asked, said)


@router.post("/judge/clear")
def cleared(desk: AtDesk, asked: Annotated[Verdict, Form()]) -> Response:
    """Take the judgements on two pictures back."""
    clear(desk.study, subject_of(asked.a, asked.b), asked.reason)
    return desk.done("Took the judgement back; the log keeps what it was.", _address(asked))


def _judged(desk: Desk, asked: Verdict, sentence: str) -> Response:
    fields = {"a": asked.a, "b": asked.b, "group": asked.group, "reason": "the judgement was undone at once"}
    return desk.done(sentence, _address(asked), Undo("Take it back", "/pictures/judge/clear", fields))


def _address(asked: Verdict) -> str:
    return f"/pictures/{asked.group}?a={asked.a}&b={asked.b}#compare" if asked.group else "/pictures#views"


def _standing(desk: Desk) -> dict[str, Judgement]:
    """The judgements that hold, by subject."""
    latest = {judgement.subject: judgement for judgement in desk.study.reader.judgements()}
    return {subject: judgement for subject, judgement in latest.items() if judgement.verdict != "clear"}


def _first_pair(view: PictureGroup) -> tuple[str, str] | None:
    other = next((member for member in view.members if member.item.id != view.id), None)
    return (other.picture.parent or view.id, other.item.id) if other else None


def _compare(study: Study, progress: Progress) -> Outcome:
    done = compare_pictures(study, progress=progress)
    if done.again:
        return Outcome("Nothing has changed since the last comparison; its answer stands.", "/pictures")
    sentence = (
        f"Compared {done.pictures:,} pictures; photographs in two captures or more: {done.groups:,}, with "
        f"{done.repeats:,} repeats. Groups that changed: {done.changed:,}."
    )
    return Outcome(sentence, "/pictures", "Show the pictures")
