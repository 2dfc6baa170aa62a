"""Search: every document that holds the words, grouped by family, the copies one click away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from synopticon.errors import StaleIndex
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import Restriction
from synopticon.web.jobs import Outcome
from synopticon.workflow.progress import Progress
from synopticon.workflow.search import Results, refresh_index, search
from synopticon.workflow.study import Study

router = APIRouter()
PER_PAGE = 20


class Asked(BaseModel):
    """A search as its address says it."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field("", max_length=2000)
    outlet: Restriction = None
    language: Restriction = None
    since: Restriction = None
    until: Restriction = None
    channel: Restriction = None
    page: int = Field(1, ge=1, le=10_000)

    @property
    def empty(self) -> bool:
        """True where nothing was asked yet."""
        return not self.q.strip() and not any((self.outlet, self.language, self.since, self.until, self.channel))

    def run(self, desk: Desk) -> Results:
        """Ask the study. Raises StaleIndex, UsageError."""
        return search(
            desk.study,
            self.q,
            outlet=self.outlet,
            language=self.language,
            since=self.since,
            until=self.until,
            channel=self.channel,
            limit=PER_PAGE,
            offset=(self.page - 1) * PER_PAGE,
        )


@router.get("/search")
def searched(desk: AtDesk, asked: Annotated[Asked, Query()]) -> Response:
    """The results, or what can be asked."""
    results, missing = None, None
    if not asked.empty:
        try:
            results = asked.run(desk)
        except StaleIndex as error:
            missing = error
    return desk.page("search.html", "/search", "Search", asked=asked, seek=asked.q, results=results, missing=missing)


@router.post("/search/index")
def index(desk: AtDesk) -> Response:
    """Bring the index up to date in the background."""
    job = desk.workbench.jobs.start("Bring the search index up to date", _refresh)
    return desk.go(f"/search?job={job.number}")


def _refresh(study: Study, progress: Progress) -> Outcome:
    made = refresh_index(study, progress=progress)
    return Outcome(f"The index holds {made.documents:,} documents.", "/search", "Search the study")
