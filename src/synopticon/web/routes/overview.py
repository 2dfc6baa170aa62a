"""Overview: where the study stands, what it found, and what could be done next."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.model.custody import CustodyEntry
from synopticon.web.desk import AtDesk

router = APIRouter()
RECENT = 200
"""Entries of the log looked at for the latest acts; acts alike in a row are shown as one."""
RUNS = 6


def runs(entries: list[CustodyEntry]) -> list[tuple[str, int, datetime]]:
    """Neighbouring acts of the same name as one: the name, how many, and the time of the latest."""
    alike = [list(group) for _, group in groupby(entries, key=lambda link: link.act.act)]
    return [(group[0].act.act, len(group), group[0].at) for group in alike]


@router.get("/")
def overview(desk: AtDesk) -> Response:
    """The study in one page."""
    study = desk.study
    last = study.reader.counts().custody
    return desk.page(
        "overview.html",
        "/",
        "Overview",
        question=study.settings.text("study.question"),
        findings=study.reader.findings(),
        acts=runs(list(study.reader.custody(after=max(0, last - RECENT)))[::-1])[:RUNS],
        families=study.reader.families(limit=5),
    )
