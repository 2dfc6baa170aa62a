"""Release: publish an edition, read what was published, and verify it here as anyone can elsewhere."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import FileResponse, Response

from synopticon.errors import NotFound, UsageError
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.jobs import Outcome
from synopticon.web.routes.original import FRAME
from synopticon.workflow.editions import PastEdition, editions
from synopticon.workflow.gate import Rule, gate_rules
from synopticon.workflow.keys import signer
from synopticon.workflow.progress import Progress
from synopticon.workflow.publish import publish
from synopticon.workflow.study import Study
from synopticon.workflow.verify import verify

router = APIRouter(prefix="/release")
REPORT = "index.html"


class Wish(BaseModel):
    """What to publish. findings: keys, all that stand where none is named."""

    title: str = Field("", max_length=500)
    findings: list[str] = []
    timestamp: bool = False


@router.get("")
def releases(desk: AtDesk) -> Response:
    """Every edition, the latest first, and what would be published next."""
    past = editions(desk.study.folder)[::-1]
    rules, unknown = _rules(desk.study)
    return desk.page(
        "releases.html",
        "/release",
        "Release",
        editions=past,
        dates={edition.number: _published_at(desk, edition) for edition in past},
        findings=desk.study.reader.findings(),
        rules=rules,
        unknown=unknown,
        stamps=bool(desk.study.settings.text("timestamp.url")),
    )


@router.post("")
def published(desk: AtDesk, asked: Annotated[Wish, Form()]) -> Response:
    """Publish in the background."""
    job = desk.workbench.jobs.start("Publish an edition", lambda study, progress: _publish(study, asked, progress))
    return desk.go(f"/release?job={job.number}")


@router.get("/{number}")
def release(desk: AtDesk, number: int) -> Response:
    """One edition with its verification, made as the page is asked for."""
    edition = _edition(desk, number)
    return desk.page(
        "release.html",
        "/release",
        f"Edition {number}",
        edition=edition,
        at=_published_at(desk, edition),
        found=verify(edition.folder),
        own=signer(desk.study).public.fingerprint,
        files=_files(edition),
    )


@router.get("/{number}/report")
def report(desk: AtDesk, number: int) -> Response:
    """The report as published, for the frame: no scripts, no network."""
    return Response((_edition(desk, number).folder / REPORT).read_bytes(), media_type="text/html", headers=FRAME)


@router.get("/{number}/files/{name:path}")
def taken_along(desk: AtDesk, number: int, name: str) -> Response:
    """One file of an edition, to be kept."""
    edition = _edition(desk, number)
    if name not in dict(_files(edition)):
        raise NotFound("this edition has no such file", where=name)
    disposition = f"attachment; filename*=UTF-8''{quote(name.rpartition('/')[2])}"
    headers = {**FRAME, "content-disposition": disposition}
    return FileResponse(edition.folder / name, media_type="application/octet-stream", headers=headers)


def _publish(study: Study, asked: Wish, progress: Progress) -> Outcome:
    done = publish(
        study, title=asked.title.strip() or None, keys=asked.findings, timestamp=asked.timestamp, progress=progress
    )
    notes = (*done.left_out, *done.warnings)
    path = f"/release/{done.number}"
    if not done.new:
        return Outcome(f"Edition {done.number} says the same already; nothing was written.", path, notes=notes)
    sentence = (
        f"Published edition {done.number}: {done.findings:,} findings, {done.quotations:,} quotations, "
        f"{done.sources:,} sources. To undo: remove its folder before anyone has it."
    )
    return Outcome(sentence, path, "Read and verify it", notes)


def _rules(study: Study) -> tuple[tuple[Rule, ...], UsageError | None]:
    """The rules of the gate; where the protocol names one that there is not, past editions are shown all the same."""
    try:
        return gate_rules(study), None
    except UsageError as error:
        return (), error


def _edition(desk: Desk, number: int) -> PastEdition:
    for edition in editions(desk.study.folder):
        if edition.number == number:
            return edition
    raise NotFound("there is no such edition", where=f"edition {number}", remedy="The editions are listed at /release.")


def _files(edition: PastEdition) -> list[tuple[str, int]]:
    """Names and bytes of an edition's regular files; links out of the folder are none."""
    return sorted(
        (path.relative_to(edition.folder).as_posix(), path.stat().st_size)
        for path in edition.folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def _published_at(desk: Desk, edition: PastEdition) -> object:
    acts = desk.study.reader.custody(subject=f"edition-{edition.number}")
    return next((link.at for link in acts if link.act.act == "publish"), None)
