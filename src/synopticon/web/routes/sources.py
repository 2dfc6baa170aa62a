"""Sources: who speaks in the study, with how many items."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.web.desk import AtDesk

router = APIRouter()


@router.get("/sources")
def sources(desk: AtDesk) -> Response:
    """Every outlet, most items first."""
    return desk.page("sources.html", "/sources", "Sources", outlets=desk.study.reader.outlets())
