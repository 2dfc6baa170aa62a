"""Judging, on a finding's page, whether a cited passage rests on the source that its document names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.web.desk import AtDesk, Desk
from synopticon.web.session import Undo
from synopticon.workflow.judge import clear, confirm_attribution, overturn_attribution

router = APIRouter(prefix="/findings/{key}/attribution")


class Asked(BaseModel):
    """The attribution as its subject names it, and why."""

    subject: str = Field(max_length=1000)
    reason: str = Field(max_length=2000)


@router.post("/confirm")
def confirmed(desk: AtDesk, key: str, asked: Annotated[Asked, Form()]) -> Response:
    """Say that the passage rests on that source."""
    confirm_attribution(desk.study, asked.subject, asked.reason)
    return _done(desk, key, asked, "Confirmed: the passage rests on that source.")


@router.post("/overturn")
def overturned(desk: AtDesk, key: str, asked: Annotated[Asked, Form()]) -> Response:
    """Say that the passage does not rest on that source."""
    overturn_attribution(desk.study, asked.subject, asked.reason)
    return _done(desk, key, asked, "Overturned: the passage does not rest on that source.")


@router.post("/clear")
def cleared(desk: AtDesk, key: str, asked: Annotated[Asked, Form()]) -> Response:
    """Take the judgement back."""
    clear(desk.study, asked.subject, asked.reason)
    return desk.done("Took the judgement back; the log keeps what it was.", f"/findings/{key}#sources")


def _done(desk: Desk, key: str, asked: Asked, sentence: str) -> Response:
    fields = {"subject": asked.subject, "reason": "the judgement was undone at once"}
    undo = Undo("Take it back", f"/findings/{key}/attribution/clear", fields)
    return desk.done(sentence, f"/findings/{key}#sources", undo)
