"""Long work as pages see it: a card that renews itself, a count in the status line, a stop."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.errors import NotFound
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.jobs import Job

router = APIRouter(prefix="/jobs")


@router.get("/count")
def count(desk: AtDesk) -> Response:
    """The status line's part; it asks again while there is something open."""
    return desk.part("parts/jobs_count.html", jobs=desk.workbench.jobs.open())


@router.get("/{number}")
def card(desk: AtDesk, number: int) -> Response:
    """One job's card; a whole page where it is not htmx that asks."""
    job = _found(desk, number)
    return desk.part("parts/job.html", job=job) if desk.partial else desk.go(f"/collecting?job={number}")


@router.post("/{number}/stop")
def stop(desk: AtDesk, number: int) -> Response:
    """Ask a job to end; what was acknowledged stays."""
    job = _found(desk, number)
    job.stop()
    return desk.part("parts/job.html", job=job) if desk.partial else desk.go(f"/collecting?job={number}")


def _found(desk: Desk, number: int) -> Job:
    job = desk.workbench.jobs.find(number)
    if job is None:
        raise NotFound("there is no such work", where=f"job {number}", remedy="Look under Collecting.")
    return job
