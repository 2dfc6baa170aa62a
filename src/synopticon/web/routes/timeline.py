"""Timeline: when what the findings claim happened, and when it was told."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from synopticon.web.desk import AtDesk
from synopticon.web.words import shorten
from synopticon.workflow.timeline import Bar, timeline_svg

router = APIRouter()


@router.get("/timeline")
def timeline(desk: AtDesk) -> Response:
    """A bar a finding, with the days beneath it on which its evidence was published."""
    reader = desk.study.reader
    findings = reader.findings()
    items = reader.items_of([one.passage.item for finding in findings for one in finding.evidence])
    bars = []
    for finding in findings:
        told = {items[one.passage.item].published for one in finding.evidence if one.passage.item in items}
        label = f"{finding.key} {shorten(finding.proposition, 120)}"
        bars.append(Bar(label, finding.occurred, tuple(sorted(date for date in told if date))))
    picture = timeline_svg(bars) if bars else ""
    return desk.page("timeline.html", "/timeline", "Timeline", findings=findings, picture=picture)
