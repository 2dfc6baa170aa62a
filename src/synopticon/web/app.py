"""The workbench: one study shown on 127.0.0.1, put together from its routes behind one gate."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from synopticon.errors import NotFound, SynopticonError, UsageError
from synopticon.version import __version__
from synopticon.web.desk import Workbench, at_desk
from synopticon.web.refusals import refusal_page
from synopticon.web.routes import JSON_ROUTES, PAGES, STREAMED, entrance
from synopticon.web.security import Gate
from synopticon.web.session import Sessions
from synopticon.web.studies import Opener, Studies
from synopticon.web.uploads import Uploads
from synopticon.web.warming import warming
from synopticon.workflow.study import Study

UPLOAD_LIMIT = 2_000_000_000
"""Bytes of one file handed in by the browser; larger ones are collected in the terminal."""
WORKERS = 8
"""Pages made at the same time; more would only wait for each other's processor and connections."""
STATIC = Path(__file__).parent / "static"


def build_app(
    study_folder: Path,
    *,
    port: int = 8765,
    upload_limit: int = UPLOAD_LIMIT,
    opener: Opener = Study,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> FastAPI:
    """The application over one study. `app.state.workbench.link()` gives an address that opens a session, once.

    upload_limit: bytes of one file handed in. opener and random are passed in for tests. The study is opened beside the
    start of the server, or with the first page, not here.
    """
    uploads = Uploads(study_folder, upload_limit)
    bench = Workbench(study_folder, port, Studies(study_folder, opener), Sessions(random), uploads)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        uploads.sweep()
        to_thread.current_default_thread_limiter().total_tokens = WORKERS
        ready = warming(bench)
        yield
        ready.join()
        bench.close()

    app = FastAPI(
        title="Synopticon workbench",
        summary="The JSON routes of a study shown on this machine.",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    app.state.workbench = bench
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(entrance.router, include_in_schema=False)
    for router in PAGES:
        app.include_router(router, include_in_schema=False, dependencies=[Depends(at_desk)])
    for router in JSON_ROUTES:
        app.include_router(router, prefix="/api", dependencies=[Depends(at_desk)])
    app.add_exception_handler(SynopticonError, _ours)
    app.add_exception_handler(RequestValidationError, _asked_wrongly)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_middleware(Gate, sessions=bench.sessions, port=port, streamed=STREAMED)
    return app


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, SynopticonError)
    return refusal_page(request, error)


def _asked_wrongly(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if part not in ("query", "body", "path"))
    return refusal_page(request, UsageError("the request cannot be read", where=field, why=first["msg"]))


def _no_such_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    missing = NotFound("there is no such page", where=request.url.path, remedy="Start from the overview: /")
    if error.status_code == 404:
        return refusal_page(request, missing)
    return refusal_page(request, UsageError("the request cannot be read", why=str(error.detail)), error.status_code)
