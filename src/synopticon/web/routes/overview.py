"""Overview: where the study stands, what it found, and what could be done next."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.web.desk import AtDesk

router = APIRouter()
RECENT = 8


@router.get("/")
def overview(desk: AtDesk) -> Response:
    """The study in one page."""
    study = desk.study
    last = study.reader.counts().custody
    return desk.page(
        "overview.html",
        "/",
        "Overview",
        question=study.settings.text("study.question"),
        findings=study.reader.findings(),
        acts=list(study.reader.custody(after=max(0, last - RECENT)))[::-1],
        families=study.reader.families(limit=5),
    )
