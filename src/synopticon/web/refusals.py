"""How an error of our tree is shown: what, where, why and what next, as a page, a fragment or JSON."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from synopticon.errors import (
    InputError,
    MissingPart,
    NetworkFailed,
    NotFound,
    Refused,
    StudyBusy,
    StudyError,
    SynopticonError,
    UsageError,
    VerificationFailed,
)
from synopticon.web.templates import render

STATUS: tuple[tuple[type[SynopticonError], int], ...] = (
    (NotFound, 404),
    (UsageError, 400),
    (InputError, 422),
    (StudyBusy, 503),
    (StudyError, 500),
    (MissingPart, 501),
    (Refused, 403),
    (NetworkFailed, 502),
    (VerificationFailed, 409),
)
"""The first row whose class fits gives the status."""


def status_of(error: SynopticonError) -> int:
    """The HTTP status that says the same as the error's class."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def refusal_page(request: Request, error: SynopticonError, status: int | None = None) -> Response:
    """The error in the form that was asked for: JSON under /api, a fragment for htmx, else a whole page."""
    status = status or status_of(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse(error.as_json(), status)
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(render("parts/refusal.html", error=error), status)
    return HTMLResponse(render("refusal.html", error=error, status=status), status)
