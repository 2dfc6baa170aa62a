"""What every route works with: the study of its thread, the session, the page's frame, and one way to answer an act."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from synopticon.errors import Refused
from synopticon.web.filters import PER_PAGE
from synopticon.web.jobs import Job, Jobs
from synopticon.web.places import KEYS, PLACES
from synopticon.web.session import Notice, Session, Sessions, Undo
from synopticon.web.studies import Studies
from synopticon.web.templates import render
from synopticon.web.uploads import Uploads
from synopticon.web.weighings import Weighings
from synopticon.workflow.study import Study

FORM = "application/x-www-form-urlencoded"
"""The only kind of body in which a form's token is looked for: no file is ever parsed to find it."""


@dataclass(slots=True)
class Workbench:
    """One running workbench."""

    folder: Path
    port: int
    studies: Studies
    sessions: Sessions
    uploads: Uploads
    weighings: Weighings = field(default_factory=Weighings)
    jobs: Jobs = field(init=False)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.studies)

    def link(self) -> str:
        """An address that opens one session, once."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.sessions.new_link()}"

    def close(self) -> None:
        """Stop the work and close the study."""
        self.jobs.close()
        self.studies.close()


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's view of the workbench."""

    request: Request
    workbench: Workbench
    session: Session

    @property
    def study(self) -> Study:
        """The study that all pages read."""
        return self.workbench.studies.shared()

    @property
    def partial(self) -> bool:
        """True where htmx asks for a fragment."""
        return self.request.headers.get("hx-request") == "true"

    def page(self, template: str, place: str, title: str, **context: Any) -> Response:
        """A whole page in its frame: rail, notice, status line, what was just done."""
        study = self.study
        counts = study.reader.counts()
        html = render(
            template,
            place=place,
            place_name=next((row.name for row in PLACES if row.path == place), title),
            per_page=PER_PAGE,
            title=title,
            study_title=study.settings.text("study.title") or study.folder.resolve().name,
            notice=study.settings.text("study.notice"),
            places=PLACES,
            keys=KEYS,
            csrf=self.session.csrf,
            said=self.session.said(),
            counts=counts,
            saved=next((link.at for link in study.reader.custody(after=counts.custody - 1, limit=1)), None),
            jobs=self.workbench.jobs.open(),
            watched=self._watched(),
            path=self.request.url.path,
            **context,
        )
        return HTMLResponse(html)

    def _watched(self) -> Job | None:
        """The job whose card the page shows: the one it was just told to do."""
        number = self.request.query_params.get("job", "")
        return self.workbench.jobs.find(int(number)) if number.isdecimal() and len(number) < 9 else None

    def part(self, template: str, **context: Any) -> Response:
        """A fragment for htmx."""
        return HTMLResponse(render(template, csrf=self.session.csrf, **context))

    def done(self, sentence: str, path: str, undo: Undo | None = None) -> Response:
        """Say what an act did, with its undo, on the page that comes next."""
        self.session.say(Notice(sentence, undo))
        return self.go(path)

    def go(self, path: str) -> Response:
        """Go on to another page of ours; never to an address from outside."""
        safe = path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
        if self.partial:
            return Response(status_code=204, headers={"HX-Redirect": safe})
        return RedirectResponse(safe, 303)


async def at_desk(request: Request) -> Desk:
    """The desk of this request. The gate has let it through, so there is a session; an act must carry its token."""
    session: Session = request.state.session
    if request.method not in ("GET", "HEAD"):
        token = request.headers.get("x-csrf-token")
        if token is None and request.headers.get("content-type", "").startswith(FORM):
            given = (await request.form()).get("csrf")
            token = given if isinstance(given, str) else None
        if not session.may_act(token):
            raise Refused(
                "the study is changed by acts of its own pages only",
                why="the act does not carry this session's token",
                remedy="Load the page again and repeat the act.",
            )
    return Desk(request, request.app.state.workbench, session)


AtDesk = Annotated[Desk, Depends(at_desk)]
