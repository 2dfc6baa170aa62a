"""The witnesses by pseudonym: what each allows, how far the interview has come, and what leans on it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.web.desk import AtDesk
from synopticon.workflow.witnesses import known_witnesses

router = APIRouter()


@router.get("/interviews")
def interviews(desk: AtDesk) -> Response:
    """All witnesses. The vault is opened by a process of its own, never from here."""
    return desk.page("interviews.html", "/interviews", "Interviews", found=known_witnesses(desk.study))
