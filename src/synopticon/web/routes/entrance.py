"""The way in: a link that works once becomes a session cookie and a clean address."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from synopticon.errors import Refused
from synopticon.web.desk import Workbench
from synopticon.web.security import cookie_name

router = APIRouter()


@router.get("/enter")
async def enter(request: Request, token: str = "") -> Response:
    """Exchange the link's token for a cookie; a used or unknown link opens nothing."""
    bench: Workbench = request.app.state.workbench
    cookie = bench.sessions.enter(token)
    if cookie is None:
        raise Refused(
            "a link opens the study once only",
            why="this one was used before, or was never given out",
            remedy="Press Enter in the terminal that runs synopticon serve; it prints a new one.",
        )
    answer = RedirectResponse("/", 303)
    answer.set_cookie(cookie_name(bench.port), cookie, httponly=True, samesite="strict", path="/")
    return answer
