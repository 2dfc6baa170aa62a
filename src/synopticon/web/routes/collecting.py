"""Collecting: paste addresses or drop files, watch what comes of it, stop it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from synopticon.errors import NotFound, SynopticonError, UsageError
from synopticon.web.desk import AtDesk
from synopticon.web.jobs import Outcome, Work
from synopticon.web.uploads import Uploads
from synopticon.workflow.collect import Collected, CollectOptions, collect, open_job
from synopticon.workflow.progress import Progress
from synopticon.workflow.study import Study

router = APIRouter(prefix="/collecting")
FILES = "/collecting/files"
SHOWN_FAILURES = 20


class Wishes(BaseModel):
    """How to collect, as the form says it."""

    outlet: str = ""
    language: str = ""
    columns: str = ""
    browser: bool = False

    def options(self) -> CollectOptions:
        """The same as the workflow understands it. Raises UsageError for columns that are no pairs."""
        pairs = [pair.partition("=") for pair in self.columns.replace(",", " ").split()]
        if any(not name or not column for name, _, column in pairs):
            raise UsageError("the columns cannot be read", where=self.columns, remedy="Write title=headline text=body")
        return CollectOptions(
            mapping={name: column for name, _, column in pairs},
            outlet=self.outlet.strip() or None,
            language=self.language.strip() or None,
            browser=self.browser,
        )


class Addresses(Wishes):
    """Addresses to fetch, one a line."""

    addresses: str


class Batch(Wishes):
    """Files that have arrived."""

    batch: str


@router.get("")
def collecting(desk: AtDesk) -> Response:
    """The forms and the work under way."""
    return desk.page(
        "collecting.html",
        "/collecting",
        "Collecting",
        all_jobs=desk.workbench.jobs.all(),
        left=open_job(desk.study) if not desk.workbench.jobs.open() else None,
        has_browser=find_spec("playwright") is not None,
        limit=desk.workbench.uploads.limit,
    )


@router.post("/addresses")
def fetch(desk: AtDesk, asked: Annotated[Addresses, Form()]) -> Response:
    """Collect from addresses, in the background."""
    targets = asked.addresses.split()
    if not targets or not all(target.startswith(("http://", "https://")) for target in targets):
        raise UsageError(
            "an address begins with http:// or https://",
            remedy="Write one address a line; files are dropped beside, folders are named in the terminal.",
        )
    what = targets[0] if len(targets) == 1 else f"{len(targets):,} addresses"
    job = desk.workbench.jobs.start(
        f"Collect {what}", _collecting(desk.workbench.uploads, tuple(targets), asked.options())
    )
    return desk.go(f"/collecting?job={job.number}")


@router.post("/files")
async def take(desk: AtDesk, request: Request, batch: str, name: str) -> Response:
    """Take one file of a batch, streamed."""
    return JSONResponse({"bytes": await desk.workbench.uploads.take(batch, name, request.stream())})


@router.post("/batch")
def begin(desk: AtDesk, asked: Annotated[Batch, Form()]) -> Response:
    """Collect a batch of files that have arrived, in the background; afterwards they are only in the archive."""
    uploads = desk.workbench.uploads
    folder = uploads.folder(asked.batch)
    number = sum(1 for path in folder.rglob("*") if path.is_file())
    work = _collecting(uploads, (str(folder),), asked.options())
    job = desk.workbench.jobs.start(f"Collect {number:,} {'file' if number == 1 else 'files'}", work)
    return desk.go(f"/collecting?job={job.number}")


@router.post("/resume")
def resume(desk: AtDesk) -> Response:
    """Go on with the run that was stopped or interrupted."""
    left = open_job(desk.study)
    if left is None:
        raise NotFound("no collecting was interrupted", remedy="Begin one on the page Collecting.")
    job = desk.workbench.jobs.start("Go on collecting", _collecting(desk.workbench.uploads, *left))
    return desk.go(f"/collecting?job={job.number}")


def _collecting(uploads: Uploads, targets: tuple[str, ...], options: CollectOptions) -> Work:
    """The work of one run. Files handed in are taken away at its end; where a person stops it they wait to go on."""

    def work(study: Study, progress: Progress) -> Outcome:
        try:
            done = collect(study, targets, options=options, progress=progress)
        except SynopticonError:
            uploads.clear(targets)
            raise
        uploads.clear(targets)
        return _outcome(done)

    return work


def _outcome(done: Collected) -> Outcome:
    sentence = f"{done.new:,} new, {done.again:,} here already, {done.failed:,} brought nothing."
    reasons = tuple(f"{row.asked}: {row.reason}" for row in done.failures[:SHOWN_FAILURES])
    return Outcome(sentence, "/items?order=-collected", "Show what is new", reasons)
