"""The routes of a review: an empty page, the exchange of a code, the sheet, acts on it, and its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, JSONResponse, Response

from synopticon.errors import UsageError
from synopticon.web.review.desk import ReviewDesk
from synopticon.web.review.keys import KEYS
from synopticon.web.review.kinds import KINDS
from synopticon.web.review.shapes import changed, whole
from synopticon.web.templates import render
from synopticon.workflow.review import Review
from synopticon.workflow.review_sheet import Sheet

router = APIRouter()


class Entering(BaseModel):
    """What a page shows to be let in."""

    code: str = Field(max_length=100)


class Acting(BaseModel):
    """One act. mark: on which; start, end: code points of the transcript; all: on every undecided place alike."""

    verb: str = Field(max_length=20)
    mark: int = -1
    start: int = -1
    end: int = -1
    kind: str = Field(default="", max_length=40)
    replacement: str = Field(default="", max_length=2_000)
    reason: str = Field(default="", max_length=10_000)
    all: bool = False


ACTS: Mapping[str, Callable[[Review, Acting], Sheet]] = {
    "accept": lambda review, act: review.accept(act.mark, everywhere=act.all),
    "drop": lambda review, act: review.drop(act.mark, act.reason, everywhere=act.all),
    "widen": lambda review, act: review.widen(act.mark, act.start, act.end),
    "reclass": lambda review, act: review.reclass(act.mark, act.kind, everywhere=act.all),
    "replace": lambda review, act: review.replace(act.mark, act.replacement, everywhere=act.all),
    "cover": lambda review, act: review.cover(act.start, act.end, act.kind),
    "agree": lambda review, act: review.agree(act.mark),
    "undo": lambda review, _: review.undo(),
    "redo": lambda review, _: review.redo(),
    "sign": lambda review, _: review.sign(),
}
"""What each act of the page does. None of them publishes, and none reads anything but this review."""


async def at_review(request: Request) -> ReviewDesk:
    """The desk of this page; whoever asks for it is there."""
    desk: ReviewDesk = request.app.state.desk
    desk.seen()
    return desk


AtReview = Annotated[ReviewDesk, Depends(at_review)]


@router.get("/")
async def page(request: Request) -> Response:
    """The page without a word of the transcript; its script fetches the rest once a code is exchanged."""
    desk: ReviewDesk = request.app.state.desk
    return HTMLResponse(render("review.html", keys=KEYS, kinds=KINDS, rest=round(desk.rest)))


@router.post("/api/enter")
async def enter(request: Request, entering: Entering) -> Response:
    """Exchange a code for the secret of a session."""
    return JSONResponse({"secret": request.app.state.desk.enter(entering.code)})


@router.get("/api/sheet")
async def sheet(desk: AtReview) -> Response:
    """The transcript and everything decided on it."""
    return JSONResponse(whole(desk.review))


@router.post("/api/act")
async def act(desk: AtReview, acting: Acting) -> Response:
    """Do one act; it is sealed when this answers. The answer says what has changed."""
    review = desk.review
    before = review.sheet
    if acting.verb not in ACTS:
        raise UsageError("there is no such act in a review")
    ACTS[acting.verb](review, acting)
    return JSONResponse(changed(before, review))


@router.post("/api/awake")
async def awake(desk: AtReview) -> Response:
    """A person is reading. Refused once the review is closed."""
    _ = desk.review
    return Response(status_code=204)


@router.post("/api/close")
async def close(desk: AtReview) -> Response:
    """End the review."""
    desk.close()
    return Response(status_code=204)
