"""The review page's application: its own routes behind its own gate, nothing that publishes, and an end by itself."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from synopticon.errors import NotFound, SynopticonError, UsageError
from synopticon.web.refusals import status_of
from synopticon.web.review.desk import ReviewDesk
from synopticon.web.review.gate import ReviewGate
from synopticon.web.review.routes import router
from synopticon.workflow.review import Review

HERE = Path(__file__).parent
LOOKS = 1.0
"""Seconds between two looks whether anybody is still there."""


def build_review_app(
    review: Review,
    *,
    port: int,
    rest: float,
    ended: Callable[[], None],
    random: Callable[[int], bytes] = secrets.token_bytes,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """The application over one open review. `app.state.desk.code()` gives a code that opens a session, once.

    rest: seconds without anybody there after which everything is forgotten. ended: called once it is. random and clock
    are passed in for tests.
    """
    desk = ReviewDesk(review, port, rest, random, clock)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(_watch(desk, ended))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        desk.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=life)
    app.state.desk = desk
    app.mount("/static", StaticFiles(directory=HERE.parent / "static"), name="static")
    app.mount("/parts", StaticFiles(directory=HERE / "static"), name="parts")
    app.include_router(router)
    app.add_exception_handler(SynopticonError, _ours)
    app.add_exception_handler(RequestValidationError, _asked_wrongly)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_middleware(ReviewGate, sessions=desk.sessions, port=port, streamed=frozenset())
    return app


async def _watch(desk: ReviewDesk, ended: Callable[[], None]) -> None:
    """Wait until the review is closed, nobody is there any more, or the witness has withdrawn; then forget it."""
    while not (desk.closed or desk.rested() or desk.withdrawn):
        await asyncio.sleep(min(LOOKS, desk.rest))
    desk.close()
    ended()


def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, SynopticonError)
    return JSONResponse(error.as_json(), status_of(error))


def _asked_wrongly(_: Request, error: Exception) -> Response:
    """The field alone is named: the library's own message repeats what was typed."""
    assert isinstance(error, RequestValidationError)
    field = ".".join(str(part) for part in error.errors()[0]["loc"] if part != "body")
    return JSONResponse(UsageError("the request cannot be read", where=field).as_json(), 422)


def _no_such_page(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse(NotFound("there is no such page in a review").as_json(), error.status_code)
