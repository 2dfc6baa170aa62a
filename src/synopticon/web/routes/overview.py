"""Overview: where the study stands, what it found, and what could be done next."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.model.custody import CustodyEntry
from synopticon.web.desk import AtDesk

router = APIRouter()
RECENT = 200
"""Entries of the log looked at for the latest acts; acts alike on one day are shown as one."""
RUNS = 6


def runs(entries: list[CustodyEntry]) -> list[tuple[str, int, datetime]]:
    """Acts of one name on one day as one, the latest first: the name, how many, and the time of the latest."""
    alike: dict[tuple[str, date], list[datetime]] = {}
    for link in entries:
        alike.setdefault((link.act.act, link.at.date()), []).append(link.at)
    return [(act, len(times), times[0]) for (act, _), times in alike.items()]


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
