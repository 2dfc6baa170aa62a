"""Custody: the log of every act on evidence, and whether its chain holds."""

from __future__ import annotations

from fastapi import APIRouter, Query
from starlette.responses import Response

from synopticon.web.desk import AtDesk
from synopticon.web.jobs import Outcome
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.progress import Progress
from synopticon.workflow.study import Study

router = APIRouter()
PER_PAGE = 100


@router.get("/custody")
def custody(desk: AtDesk, before: int | None = Query(None, ge=1), subject: str | None = None) -> Response:
    """The log, latest first; `before` goes back in it, `subject` shows one thing's acts."""
    reader = desk.study.reader
    if subject:
        entries = list(reader.custody(subject=subject))[::-1]
        first = 1
    else:
        last = (before or reader.counts().custody + 1) - 1
        first = max(1, last - PER_PAGE + 1)
        entries = list(reader.custody(after=first - 1, limit=last - first + 1))[::-1] if last else []
    return desk.page("custody.html", "/custody", "Custody", entries=entries, first=first, subject=subject)


@router.post("/custody/verify")
def verify(desk: AtDesk) -> Response:
    """Walk the whole chain in the background."""
    job = desk.workbench.jobs.start("Verify the custody log", _verify)
    return desk.go(f"/custody?job={job.number}")


def _verify(study: Study, progress: Progress) -> Outcome:
    progress.stage("Walking the log")
    report = verify_chain(study)
    if report.holds:
        return Outcome(f"The log holds: {report.entries:,} entries, the last one is {report.head[:12]}.", "/custody")
    if report.broken is not None:
        sentence = (
            f"The log does not hold at entry {report.broken:,}: {report.reason}. "
            f"{report.following:,} entries after it rest on it and are unproven."
        )
        return Outcome(sentence, f"/custody?before={report.broken + 1}")
    return Outcome("The log holds, but not with what was published.", "/custody", notes=report.rewritten)
